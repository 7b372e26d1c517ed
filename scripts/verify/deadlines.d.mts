/** The checks of clocks, on a connection. */
export const deadlineChecks: {
  name: string;
  find(given: { client: object; forms?: object[] }): Promise<object[]>;
}[];
