import { fieldIdSchema } from '@fieldwork/metadata';

/** An id for a header: its Latin letters, else its place; never one that is taken. */
export function fieldIdFor(header: string, index: number, taken: ReadonlySet<string>): string {
  const slug = header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);
  const base = fieldIdSchema.safeParse(slug).success ? slug : `column_${index + 1}`;
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}_${count}`;
    if (!taken.has(id)) return id;
  }
}

/** An id for an option, the same for the same words. */
export function optionIdFor(words: string, index: number, taken: ReadonlySet<string>): string {
  const slug = words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  return slug !== '' && !taken.has(slug) ? slug : `option_${index + 1}`;
}
