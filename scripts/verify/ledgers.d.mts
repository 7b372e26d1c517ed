/** What must hold of ledgers, and what breaks it. */
export const ledgerChecks: {
  name: string;
  find(opened: {
    client: { query(text: string, values?: unknown[]): Promise<{ rows: object[] }> };
  }): Promise<object[]>;
}[];
