import { type Field, fieldTypeOf, plainValue } from '@fieldwork/metadata';

/** Three states of a value: as it was, and what either side made of it. */
export interface ValueEdit {
  readonly before: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * Merges pictures, files or choices one by one: what one side added is in, what one side took away is out, so there is
 * no conflict. Theirs come first. Undefined for a field that is no list, and where the field does not take so many.
 */
export function mergeList(field: Field, edit: ValueEdit): unknown {
  if (field.fields || fieldTypeOf(field).type(field)?.kind !== 'list') return undefined;
  const before = members(field, edit.before);
  const mine = members(field, edit.mine);
  const theirs = members(field, edit.theirs);
  const kept = theirs.filter((one) => mine.includes(one) || !before.includes(one));
  const added = mine.filter((one) => !theirs.includes(one) && !before.includes(one));
  const parsed = fieldTypeOf(field).parse([...kept, ...added], field);
  return 'value' in parsed ? parsed.value : undefined;
}

function members(field: Field, value: unknown): unknown[] {
  const plain = plainValue(field, value);
  return Array.isArray(plain) ? plain : [];
}
