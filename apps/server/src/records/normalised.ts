/** Blanks and signs that people write or leave out. */
const signs = String.raw`[\s\-_/.,()+#*·，。、（）－—]+`;

/** Letters and digits as people compare them, in SQL; an index of the form is made of the very same words. */
export function normalisedSql(sql: string): string {
  return `lower(regexp_replace((${sql})::text, '${signs}', '', 'g'))`;
}

/** The same for a value at hand. */
export function normalisedKey(value: unknown): string {
  return String(value).replace(new RegExp(signs, 'g'), '').toLowerCase();
}
