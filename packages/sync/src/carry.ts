import { type Field, idOf } from '@fieldwork/metadata';
import { mergeList, type ValueEdit } from './lists.js';
import { mergeRows } from './rows.js';

/**
 * What a change of one record comes to in another that has taken its place: what it added to a list or to rows is added
 * there, and any other value is the one that was meant. `theirs`: what stands in the other record.
 */
export function carriedOver(field: Field, edit: ValueEdit): unknown {
  if (!field.fields) return mergeList(field, edit) ?? edit.mine;
  const [own, there] = [idsOf(edit.before), idsOf(edit.theirs)];
  const { rows } = mergeRows(field.fields, edit, 'mine');
  return rows.map(({ id, ...cells }) => {
    const key = idOf(id);
    // A row of the first record that was worked on is a new one in the other.
    return key !== null && own.has(key) && !there.has(key) ? cells : { id, ...cells };
  });
}

function idsOf(rows: unknown): Set<string> {
  const list = Array.isArray(rows) ? rows : [];
  return new Set(list.flatMap((row) => idOf((row as { id?: unknown } | null)?.id) ?? []));
}
