import { type Field, type Form, fieldOf } from '@fieldwork/metadata';
import { fitted } from './fitted.js';
import { mergeList } from './lists.js';
import { mergeRows } from './rows.js';
import { isSame } from './same.js';

export type Values = Readonly<Record<string, unknown>>;

/** Whose value stands where both sides changed a field: planning is the office's, execution the one's who was there. */
export interface Sides {
  readonly planning: readonly string[];
  readonly execution: readonly string[];
}

/** Both sides changed the same field: which value stands, and which was put aside. */
export interface Conflict {
  field: string;
  mine: unknown;
  theirs: unknown;
  kept: 'mine' | 'theirs';
}

export interface Merged {
  /** What is still to be written so that the record holds what stands. */
  values: Record<string, unknown>;
  conflicts: Conflict[];
  /** Fields that the form no longer has; what was written in them cannot be kept in the record. */
  gone: string[];
}

/** `before`: what the fields held when the device began; `mine`: what it made of them; `theirs`: what they hold now. */
export interface Edit {
  readonly before: Values;
  readonly mine: Values;
  readonly theirs: Values;
}

/**
 * Merges a change made without signal into a record that went on meanwhile, field by field: what only one side
 * changed stands, what both made the same is no conflict, lists take what either side added, and otherwise the form
 * says whose value it is. In a field of neither kind the one that arrives now stands.
 */
export function mergeFields(form: Form, { before, mine, theirs }: Edit): Merged {
  const merged: Merged = { values: {}, conflicts: [], gone: [] };
  for (const [id, value] of Object.entries(mine)) {
    const field = fieldOf(form, id);
    if (!field) merged.gone.push(id);
    else mergeField(merged, field, sideOf(form.sync, id), before, value, theirs);
  }
  return merged;
}

function mergeField(
  merged: Merged,
  field: Field,
  kept: Conflict['kept'],
  before: Values,
  sent: unknown,
  current: Values,
): void {
  const { id } = field;
  const mine = fitted(field, sent);
  // A field that its reader does not see is not there; what he may write into it is decided by his rights.
  if (!Object.hasOwn(current, id)) {
    merged.values[id] = mine;
    return;
  }
  const theirs = current[id];
  if (isSame(field, mine, theirs)) return;
  const old = Object.hasOwn(before, id) ? fitted(field, before[id]) : null;
  if (isSame(field, theirs, old)) {
    merged.values[id] = mine;
    return;
  }
  if (isSame(field, mine, old)) return;
  if (field.fields) {
    const { rows, isConflict } = mergeRows(field.fields, { before: old, mine, theirs }, kept);
    if (!isSame(field, rows, theirs)) merged.values[id] = rows;
    if (isConflict) merged.conflicts.push({ field: id, mine, theirs, kept });
    return;
  }
  const list = mergeList(field, { before: old, mine, theirs });
  if (list !== undefined) {
    if (!isSame(field, list, theirs)) merged.values[id] = list;
    return;
  }
  merged.conflicts.push({ field: id, mine, theirs, kept });
  if (kept === 'mine') merged.values[id] = mine;
}

/** Whose value stands in a field when both sides changed it. */
export function sideOf(sides: Sides | undefined, field: string): Conflict['kept'] {
  return sides?.planning.includes(field) ? 'theirs' : 'mine';
}
