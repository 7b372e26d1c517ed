import { isIdentifier } from '@fieldwork/metadata';

const longest = 40;

/** An identifier that is free: from Latin words in the name where there are some, else from the kind. */
export function newId(name: string, fallback: string, taken: Iterable<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, longest)
    .replace(/_+$/, '');
  const used = new Set(taken);
  const base = plain.length >= 2 && isIdentifier(plain) ? plain : fallback;
  if (base === plain && !used.has(base)) return base;
  for (let number = 1; ; number++) {
    const id = `${base}_${number}`;
    if (!used.has(id)) return id;
  }
}
