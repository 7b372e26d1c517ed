import { createHash } from 'node:crypto';

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

/**
 * Quotes a name that only stands within one statement. It is put together from others, and may get longer than a name
 * can be: then the same parts always give the same shorter one. `outer`: the quoted name that it builds on.
 */
export function quoteAlias(outer: string, mark: string, name: string): string {
  const whole = `${outer.replaceAll('"', '')}${mark}${name}`;
  if (Buffer.byteLength(whole) <= 63) return quoteIdentifier(whole);
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 16);
  return quoteIdentifier(`${whole.slice(0, 40)}~${hash}`);
}
