import { fits, type SqlField, type Type } from '@fieldwork/expression';
import type { Repeat } from '@fieldwork/metadata';
import { derivedSql, mergedSql, writtenSql } from './figures-sql.js';
import type { Shift } from './period.js';
import type { Plan, PlannedDimension, PlannedMeasure, PlannedQuery } from './planned.js';

/** The rows of a form (or of its sub-table) that the reader may see, as the statement reaches them. */
export interface SourcePort {
  resolve(path: string): SqlField | null;
  expression(expression: unknown, as: 'condition' | 'value'): string;
  typed(expression: unknown): { text: string; type: Type };
  /** FROM with its joins, and the condition of the reader's rows; asked for last, when all paths are known. */
  tables(): string;
  where(): string;
}

/** How the report reaches the records: by the reader's rights, in the statement that the server is writing. */
export interface ReportPort {
  source(form: string, rows: string | null, repeat: Repeat | null): SourcePort;
  /** The IANA time zone as a parameter. */
  timeZone(): string;
  /** The title of what a reference leads to, as far as the reader may see it; null: shown by its id. */
  title(type: Type, sql: string): string | null;
}

export class ReportError extends Error {
  constructor(readonly path: string) {
    super(`no such field: ${path}`);
  }
}

/**
 * One statement for the whole report. Columns: `g` (0 for the groups themselves, else which dimensions a total runs
 * over, a bit each, the first dimension the highest), per dimension `d<n>` (and `t<n>`, its title), per figure `f<n>`
 * as text so that it stays exact.
 */
export function compileReport(plan: Plan, port: ReportPort): string {
  const names = new Map<string, string>();
  for (const query of plan.queries)
    for (const measure of query.measures) names.set(measure.id, `m${names.size}`);
  const parts = plan.queries.flatMap((query) => selectsOf(query, plan, names, port));
  const union = parts.map((write) => write()).join('\nunion all\n');
  const dimensions = plan.dimensions.map((_, index) => `d${index}`);
  const figures = [...names].map(([id, name]) => `${mergedSql(plan, id, name)} as ${name}`);
  const grouped = `select ${['g', ...dimensions, ...figures].join(', ')} from (${union}) u group by ${['g', ...dimensions].join(', ')}`;
  const derived = plan.derived.map((measure, index) => `${derivedSql(measure, names, plan)} as x${index}`);
  const columnOf = (id: string): string => {
    const dimension = plan.dimensions.findIndex((candidate) => candidate.id === id);
    if (dimension >= 0) return `d${dimension}`;
    const derivedAt = plan.derived.findIndex((candidate) => candidate.id === id);
    return derivedAt >= 0 ? `x${derivedAt}` : (names.get(id) ?? 'null');
  };
  const titles = plan.dimensions.flatMap(({ type }, index) => {
    const title = port.title(type, `d${index}`);
    return title === null ? [] : [`${title} as t${index}`];
  });
  const order = [
    ...plan.sort.map(
      ({ by, direction }) => `${columnOf(by)} ${direction === 'ascending' ? 'asc' : 'desc'} nulls last`,
    ),
    ...dimensions,
  ];
  const shown = plan.figures.map(
    ({ id, measure }, index) => `${writtenSql(measure, columnOf(id))} as f${index}`,
  );
  const all = ['g', ...dimensions.map((name) => `${name}::text as ${name}`), ...titles, ...shown];
  const place = `row_number() over (partition by g${order.length > 0 ? ` order by ${order.join(', ')}` : ''}) as n`;
  return `select ${all.join(', ')} from (select *, ${place} from (
    select ${['*', ...derived].join(', ')} from (${grouped}) r) o) p
    where n <= ${plan.limit} order by g, n`;
}

/** Written only when every path of every query is known, because the joins follow from the paths. */
function selectsOf(
  query: PlannedQuery,
  plan: Plan,
  names: ReadonlyMap<string, string>,
  port: ReportPort,
): (() => string)[] {
  const source = port.source(query.form, query.rows, query.repeat);
  const own = new Map(query.measures.map((measure) => [measure.id, aggregateSql(measure, source)]));
  const keys = query.dimensions.map((dimension) => bucket(dimension, source, port));
  const filter = query.filter === null ? '' : ` and (${source.expression(query.filter, 'condition')})`;
  const figures = [...names].map(([id, name]) => `${own.get(id) ?? 'null'}::numeric as ${name}`);
  const whole = keys.map((_, index) => index);
  const select = (sets: readonly (readonly number[])[]) => () => {
    const used = [...new Set(sets.flat())].toSorted((a, b) => a - b);
    const columns = keys.map((_, index) => `${used.includes(index) ? `b.d${index}` : 'null'} as d${index}`);
    const buckets = used.map((index) => `${keys[index]} as d${index}`);
    const lateral = used.length > 0 ? ` cross join lateral (select ${buckets.join(', ')}) b` : '';
    const group = groupBy(sets);
    const which =
      sets.length > 1
        ? `grouping(${whole.map((index) => `b.d${index}`).join(', ')})`
        : bits(sets[0] ?? [], keys.length);
    return `select ${[`${which} as g`, ...columns, ...figures].join(', ')} ${source.tables()}${lateral} where ${source.where()}${filter}${group}`;
  };
  // A row with several choices stands in several groups: a total over them has to count it once.
  const isMany = query.dimensions.some((dimension) => dimension.isMany);
  const sets = [whole, ...plan.totals];
  return isMany ? sets.map((set) => select([set])) : [select(sets)];
}

function groupBy(sets: readonly (readonly number[])[]): string {
  const written = sets.map((set) => `(${set.map((index) => `b.d${index}`).join(', ')})`);
  if (written.length > 1) return ` group by grouping sets (${written.join(', ')})`;
  return sets[0]?.length ? ` group by ${sets[0].map((index) => `b.d${index}`).join(', ')}` : '';
}

/** What `grouping` would say: a bit for every dimension that is summed over. */
function bits(set: readonly number[], count: number): string {
  return String(
    Array.from({ length: count }).reduce<number>(
      (sum, _, index) => sum * 2 + (set.includes(index) ? 0 : 1),
      0,
    ),
  );
}

/** The value rows are grouped by; of a moment the first day (or hour) of its period, by the reader's clock. */
function bucket(
  { path, type, isMany, grain, shift }: PlannedDimension,
  source: SourcePort,
  port: ReportPort,
): string {
  const field = source.resolve(path);
  if (!field) throw new ReportError(path);
  if (isMany)
    return `unnest(case when cardinality(${field.sql}) > 0 then ${field.sql} else array[null]::text[] end)`;
  if (grain === null)
    return type.kind === 'text' || type.kind === 'choice' ? `nullif(${field.sql}, '')` : field.sql;
  const local =
    type.kind === 'datetime' ? `(${field.sql} at time zone ${port.timeZone()})` : `${field.sql}::timestamp`;
  const moved = shift === null ? local : `(${local} + ${interval(shift)})`;
  return `to_char(date_trunc('${grain}', ${moved}), '${grain === 'hour' ? 'YYYY-MM-DD"T"HH24:00' : 'YYYY-MM-DD'}')`;
}

const intervals = {
  day: ['days', 1],
  week: ['days', 7],
  month: ['months', 1],
  quarter: ['months', 3],
  year: ['months', 12],
} as const;

function interval({ unit, count }: Shift): string {
  const [name, each] = intervals[unit];
  return `make_interval(${name} => ${count * each})`;
}

const functions = { sum: 'sum', average: 'avg', min: 'min', max: 'max' } as const;

function aggregateSql({ aggregate, value, filter }: PlannedMeasure, source: SourcePort): string {
  const where = filter === null ? '' : ` filter (where ${source.expression(filter, 'condition')})`;
  if (aggregate === 'count' && value === null) return `count(*)${where}`;
  const { text, type } = source.typed(value);
  if (aggregate === 'count') return `count(${text})${where}`;
  if (aggregate === 'distinct') return `count(distinct ${text})${where}`;
  if (!fits(type, { kind: 'number' })) throw new ReportError(aggregate);
  // The middle of an even number of values is the mean of the two; percentile_cont would leave exact numbers.
  if (aggregate === 'median') {
    const middle = (order: string) => `percentile_disc(0.5) within group (order by ${text} ${order})${where}`;
    return `((${middle('asc')} + ${middle('desc')}) / 2)`;
  }
  return `${functions[aggregate]}(${text})${where}`;
}
