/**
 * Quotes a name for use as an SQL identifier. Names come from the metadata registry only; quoting is the second
 * lock on the same door. Refuses what PostgreSQL would cut off or cannot hold.
 */
export function quoteIdentifier(name: string): string {
  if (name.length === 0 || Buffer.byteLength(name) > 63 || name.includes('\0')) {
    throw new Error(`Not usable as an identifier: ${JSON.stringify(name.slice(0, 80))}`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}
