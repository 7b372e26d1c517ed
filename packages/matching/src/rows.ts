import type { Scope } from '@fieldwork/expression';
import type { Derivation } from './derive.js';
import { readPath } from './program.js';
import type { Change } from './requirement.js';
import { pathOf } from './written.js';

type Row = Readonly<Record<string, unknown>>;
type Derive = (written: unknown, isWanted: boolean, scope: Scope) => Derivation;

/** The change of a sub-table after which a condition holds for one of its rows, for all or for none. */
export function rowsSo(
  of: unknown,
  condition: unknown,
  wanted: 'one' | 'all' | 'none',
  scope: Scope,
  derive: Derive,
): Change | Derivation | null {
  const path = pathOf(of);
  const type = path === null ? undefined : scope.types[path];
  if (path === null || type?.kind !== 'rows' || path.startsWith('outer.')) return null;
  const value = readPath(scope.values, path);
  const rows = Array.isArray(value) ? (value as Row[]) : [];
  const within = (row: Row): Scope => ({
    types: type.members,
    values: { ...row, outer: scope.values },
    context: scope.context,
  });
  const result = (ways: RowWay[], next: unknown[]): Change => ({
    path,
    from: rows.map(bare),
    to: next,
    relation: 'rows',
    rows: ways,
  });
  if (wanted === 'none') {
    const going = rows.map((row) => derive(condition, false, within(row)).changes.length > 0);
    const ways = going.flatMap((isGoing, index) => (isGoing ? [{ index, changes: null }] : []));
    return result(ways, rows.filter((_, index) => !going[index]).map(bare));
  }
  const found = rows.map((row) => derive(condition, true, within(row)));
  if (wanted === 'all') {
    const open = found.flatMap(({ unsolved }) => unsolved);
    if (open.length > 0) return { changes: [], unsolved: open };
    const ways = found.flatMap(({ changes }, index) => (changes.length > 0 ? [{ index, changes }] : []));
    return result(
      ways,
      rows.map((row, index) => changed(row, found[index]?.changes ?? [])),
    );
  }
  const added = derive(condition, true, within({}));
  const options = [...found.map((one, index) => ({ one, index })), { one: added, index: null }]
    .filter(({ one }) => one.unsolved.length === 0 && one.changes.length > 0)
    .sort((a, b) => a.one.changes.length - b.one.changes.length);
  const option = options[0];
  if (!option) return null;
  const { index, one } = option;
  const next =
    index === null
      ? [...rows.map(bare), changed({}, one.changes)]
      : rows.map((row, at) => (at === index ? changed(row, one.changes) : bare(row)));
  return result([{ index, changes: one.changes }], next);
}

type RowWay = NonNullable<Change['rows']>[number];

function changed(row: Row, changes: readonly Change[]): Row {
  return { ...bare(row), ...Object.fromEntries(changes.map(({ path, to }) => [path, to])) };
}

/** A row without what stands around it. */
function bare(row: Row): Row {
  const { outer: _, ...own } = row;
  return own;
}
