/** A row of a sub-table as a form holds it. */
export type Row = Readonly<Record<string, unknown>> & { id?: string };

export function rowsOf(value: unknown): Row[] {
  return Array.isArray(value)
    ? value.filter((row): row is Row => typeof row === 'object' && row !== null)
    : [];
}
