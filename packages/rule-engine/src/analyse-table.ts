import type { Type } from '@fieldwork/expression';
import {
  type Cell,
  comparedOf,
  compareValues,
  type DecisionTable,
  type Form,
  fitsCell,
  inputType,
  tableTypes,
} from '@fieldwork/metadata';

export interface TableFinding {
  kind: 'overlap' | 'gap' | 'dead';
  /** Ids of the rows it is about; none for a gap. */
  rows: string[];
  /** A value per input with which it happens; null: empty. Left out for a dead row. */
  example?: Record<string, unknown>;
  /** False where a cell holds a formula, which cannot be seen through: the finding is then only possible. */
  isCertain: boolean;
}

/** The values of an input that no cell tells apart from their representative. */
interface Column {
  id: string;
  atoms: unknown[];
  /** Per row: which atoms its cell takes. */
  fits: boolean[][];
}

const mostFindings = 50;
const mostSteps = 200_000;

/**
 * Finds rows that match together (where only one may), inputs that no row takes, and rows that others always come
 * before. Exact: each input falls into finitely many sets of values that the cells do not tell apart, and one value
 * of each is tried. Cells with formulas take part as rows that may or may not match.
 */
export function analyseTable(table: DecisionTable, forms: ReadonlyMap<string, Form>): TableFinding[] {
  const types = tableTypes(table, forms);
  const columns = table.inputs.map((input): Column => {
    const type = inputType(input, types) ?? { kind: 'text' };
    const cells = table.rows.map((row) => row.when[input.id]);
    const atoms = atomsOf(cells, type, input.required === true);
    return { id: input.id, atoms, fits: cells.map((cell) => atoms.map((atom) => takes(cell, atom, type))) };
  });
  const open = table.rows.map((row) => Object.values(row.when).some(({ is }) => is === 'expression'));
  return [
    ...(table.hit.policy === 'unique' ? overlaps(table, columns, open) : []),
    ...(table.otherwise === undefined && table.hit.policy !== 'collect' ? gaps(columns, open) : []),
    ...(table.hit.policy === 'first' ? deadRows(table, columns, open) : []),
  ];
}

function takes(cell: Cell | undefined, atom: unknown, type: Type): boolean {
  return cell?.is === 'expression' ? true : fitsCell(cell, atom, type, undefined as never);
}

/** One value for each set of values that the cells of a column do not tell apart; null stands for empty. */
function atomsOf(cells: readonly (Cell | undefined)[], type: Type, isRequired: boolean): unknown[] {
  const empty = isRequired ? [] : [null];
  if (type.kind === 'boolean') return [true, false, ...empty];
  if (type.kind === 'choice') return [...type.options, ...empty];
  const written = cells.flatMap((cell): unknown[] => {
    if (!cell || cell.is === 'expression' || cell.is === 'empty' || cell.is === 'not_empty') return [];
    if ('values' in cell) return cell.values;
    return 'from' in cell ? [cell.from, cell.to] : [cell.value];
  });
  const points = [...new Set(written.flatMap((value) => comparedOf(value, type) ?? []))]
    .filter((value): value is string => typeof value === 'string')
    .sort((a, b) => compareValues(a, b, type));
  const distinct = points.filter(
    (point, index) => index === 0 || compareValues(points[index - 1]!, point, type) !== 0,
  );
  return [...withBetween(distinct, type), ...empty];
}

/** The points and a value in each space before, between and behind them, where there is one. */
function withBetween(points: readonly string[], type: Type): string[] {
  const between = spaces[type.kind] ?? spaces.text!;
  const found: string[] = [];
  const put = (value: string | null) => {
    if (value !== null) found.push(value);
  };
  put(between(null, points[0] ?? null));
  points.forEach((point, index) => {
    found.push(point);
    put(between(point, points[index + 1] ?? null));
  });
  return [...new Set(found)];
}

const dayMs = 86_400_000;
type Between = (low: string | null, high: string | null) => string | null;

const spaces: Partial<Record<Type['kind'], Between>> = {
  number(low, high) {
    if (low === null && high === null) return '0';
    if (low === null) return shifted(high!, -1);
    return high === null ? shifted(low, 1) : middle(low, high);
  },
  date(low, high) {
    const at = instantBetween(low, high, dayMs);
    return at === null ? null : new Date(at).toISOString().slice(0, 10);
  },
  datetime(low, high) {
    const at = instantBetween(low, high, 1);
    return at === null ? null : new Date(at).toISOString();
  },
  text(low, high) {
    // Nothing lies before the empty text, and an empty text is empty.
    const tries = ['!', '\u0001'].map((end) => `${low ?? ''}${end}`);
    return tries.find((value) => high === null || value < high) ?? null;
  },
};

function instantBetween(low: string | null, high: string | null, step: number): number | null {
  if (low === null && high === null) return Date.parse('2026-01-01');
  if (low === null) return Date.parse(high!) - step;
  const next = Date.parse(low) + step;
  return high !== null && next >= Date.parse(high) ? null : next;
}

function shifted(value: string, by: number): string {
  return exact(BigInt(scaled(value, 0)) + BigInt(by), 0);
}

/** A decimal between two: one place more than both have is enough. */
function middle(low: string, high: string): string {
  const places = Math.max(placesOf(low), placesOf(high)) + 1;
  return exact((BigInt(scaled(low, places)) + BigInt(scaled(high, places))) / 2n, places);
}

function placesOf(value: string): number {
  return value.includes('.') ? value.length - value.indexOf('.') - 1 : 0;
}

/** The digits of a decimal without its point, cut to so many places. */
function scaled(value: string, places: number): string {
  const [whole = '0', fraction = ''] = value.replace('+', '').split('.');
  const digits = `${whole}${fraction.slice(0, places).padEnd(places, '0')}`;
  return digits === '-' || digits === '' ? '0' : digits;
}

function exact(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const written = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return value < 0n ? `-${written}` : written;
}

function overlaps(
  table: DecisionTable,
  columns: readonly Column[],
  open: readonly boolean[],
): TableFinding[] {
  const found: TableFinding[] = [];
  for (let a = 0; a < table.rows.length; a++)
    for (let b = a + 1; b < table.rows.length && found.length < mostFindings; b++) {
      const common = columns.map(({ id, atoms, fits }) => {
        const index = atoms.findIndex((_, atom) => fits[a]![atom] && fits[b]![atom]);
        return index < 0 ? null : ([id, atoms[index]] as const);
      });
      if (common.some((one) => one === null)) continue;
      const example = Object.fromEntries(common as [string, unknown][]);
      found.push({
        kind: 'overlap',
        rows: [table.rows[a]!.id, table.rows[b]!.id],
        example,
        isCertain: !open[a] && !open[b],
      });
    }
  return found;
}

function gaps(columns: readonly Column[], open: readonly boolean[]): TableFinding[] {
  const closedRows = open.flatMap((isOpen, row) => (isOpen ? [] : [row]));
  const isOpenThere = (example: Record<string, unknown>) =>
    open.some(
      (isOpen, row) =>
        isOpen && columns.every(({ id, atoms, fits }) => fits[row]![atoms.indexOf(example[id])]),
    );
  const possible = uncovered(columns, closedRows, null, mostFindings) ?? [];
  return possible.map((example) => ({ kind: 'gap', rows: [], example, isCertain: !isOpenThere(example) }));
}

function deadRows(
  table: DecisionTable,
  columns: readonly Column[],
  open: readonly boolean[],
): TableFinding[] {
  return table.rows.flatMap(({ id }, row): TableFinding[] => {
    const before = table.rows.map((_, index) => index).filter((index) => index < row && !open[index]);
    const isDead = uncovered(columns, before, row, 1)?.length === 0;
    return isDead ? [{ kind: 'dead', rows: [id], isCertain: true }] : [];
  });
}

/**
 * Combinations of values that none of the rows takes, looked for within the values that `within` takes. Values that
 * the same rows take lead to the same answer further on, so each set of rows is looked at once per column. Null when
 * the table is too large to be gone through.
 */
function uncovered(
  columns: readonly Column[],
  rows: readonly number[],
  within: number | null,
  most: number,
): Record<string, unknown>[] | null {
  const found: Record<string, unknown>[] = [];
  const covered = new Set<string>();
  let steps = 0;
  const visit = (depth: number, left: readonly number[], example: Record<string, unknown>): void => {
    if (found.length >= most || ++steps > mostSteps) return;
    const column = columns[depth];
    if (!column) {
      if (left.length === 0) found.push(example);
      return;
    }
    const key = `${depth}:${left.join()}`;
    if (covered.has(key)) return;
    const count = found.length;
    const seen = new Set<string>();
    column.atoms.forEach((atom, index) => {
      if (within !== null && !column.fits[within]![index]) return;
      const next = left.filter((row) => column.fits[row]![index]);
      const signature = next.join();
      if (seen.has(signature)) return;
      seen.add(signature);
      visit(depth + 1, next, { ...example, [column.id]: atom });
    });
    if (found.length === count) covered.add(key);
  };
  visit(0, rows, {});
  return steps > mostSteps ? null : found;
}
