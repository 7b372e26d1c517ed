import { type Field, idOf } from '@fieldwork/metadata';
import { mergeList, type ValueEdit } from './lists.js';
import { isSame } from './same.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Merges the rows of a sub-table by their ids, and each row cell by cell. Rows that one side added stay; a row that
 * one side took away stays only when the other has changed it meanwhile, which is a conflict. The order is theirs,
 * unless only mine has changed it; new rows of mine follow.
 */
export function mergeRows(
  columns: readonly Field[],
  edit: ValueEdit,
  kept: 'mine' | 'theirs',
): { rows: Row[]; isConflict: boolean } {
  const before = byId(edit.before);
  const mine = byId(edit.mine);
  const theirs = byId(edit.theirs);
  let isConflict = false;
  const merge = (id: string): Row | null => {
    const [old, my, their] = [before.get(id), mine.get(id), theirs.get(id)];
    if (my && their) {
      const both = mergeCells(columns, old ?? {}, my, their, kept);
      isConflict ||= both.isConflict;
      return both.row;
    }
    const left = my ?? their;
    if (!left || !old) return left ?? null;
    // One side took it away: it goes, unless the other has worked on it.
    if (columns.every((column) => isSame(column, left[column.id], old[column.id]))) return null;
    isConflict = true;
    return left;
  };
  const rows = order(before, mine, theirs)
    .map(merge)
    .filter((row) => row !== null);
  return { rows: [...rows, ...withoutId(edit.mine)], isConflict };
}

function mergeCells(
  columns: readonly Field[],
  old: Row,
  mine: Row,
  theirs: Row,
  kept: 'mine' | 'theirs',
): { row: Row; isConflict: boolean } {
  const row: Record<string, unknown> = { ...theirs };
  let isConflict = false;
  for (const column of columns) {
    const { id } = column;
    const [my, their] = [mine[id], theirs[id]];
    if (!Object.hasOwn(mine, id) || isSame(column, my, their) || isSame(column, my, old[id])) continue;
    const isOnlyMine = isSame(column, their, old[id]);
    const list = isOnlyMine ? my : mergeList(column, { before: old[id], mine: my, theirs: their });
    isConflict ||= list === undefined;
    if (list !== undefined) row[id] = list;
    else if (kept === 'mine') row[id] = my;
  }
  return { row, isConflict };
}

function order(
  before: ReadonlyMap<string, Row>,
  mine: ReadonlyMap<string, Row>,
  theirs: ReadonlyMap<string, Row>,
): string[] {
  const common = (from: ReadonlyMap<string, Row>) =>
    [...from.keys()].filter((id) => before.has(id) && theirs.has(id) && mine.has(id)).join();
  const isMine = common(theirs) === common(before) && common(mine) !== common(before);
  const first = isMine ? mine : theirs;
  const second = first === mine ? theirs : mine;
  return [...first.keys(), ...[...second.keys()].filter((id) => !first.has(id))];
}

function byId(rows: unknown): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of list(rows)) {
    const id = idOf(row.id);
    if (id !== null) found.set(id, row);
  }
  return found;
}

/** New rows to which the server gives an id. */
function withoutId(rows: unknown): Row[] {
  return list(rows).filter((row) => idOf(row.id) === null);
}

function list(rows: unknown): Row[] {
  return Array.isArray(rows) ? rows.filter((row) => typeof row === 'object' && row !== null) : [];
}
