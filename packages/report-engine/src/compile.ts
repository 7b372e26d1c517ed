import type { SqlField, Type } from '@fieldwork/expression';
import { fits } from '@fieldwork/expression';
import type { DerivedMeasure, Plan, PlannedDimension, PlannedMeasure, PlannedQuery } from './plan.js';

/** How the report reaches the records: by the reader's rights, in the statement that the server is writing. */
export interface ReportPort {
  resolve(path: string): SqlField | null;
  expression(expression: unknown, as: 'condition' | 'value'): { text: string; type: Type };
  /** The IANA time zone as a parameter. */
  timeZone(): string;
  /** The title of what a reference leads to, as far as the reader may see it; null: shown by its id. */
  title(type: Type, sql: string): string | null;
  /** FROM and WHERE of the rows the reader may see; asked for last, when all paths are known. */
  rows(): string;
}

export class ReportError extends Error {
  constructor(readonly path: string) {
    super(`no such field: ${path}`);
  }
}

/**
 * One statement for the whole report. Columns: per dimension `d<n>` (and `t<n>`, its title), per measure `m<n>`,
 * figures as text so that they stay exact.
 */
export function compileReport(plan: Plan, port: ReportPort): string {
  const names = new Map<string, string>();
  plan.queries.forEach((query) => {
    for (const measure of query.measures) names.set(measure.id, `m${names.size}`);
  });
  const parts = plan.queries.map((query) => ({ query, ...selectOf(query, names, port) }));
  const rows = port.rows();
  const union = parts
    .map(({ columns, groups }) => `select ${columns.join(', ')} ${rows}${groups}`)
    .join('\nunion all\n');
  const dimensions = plan.dimensions.map((_, index) => `d${index}`);
  const figures = [...names].map(([id, name]) => `${merged(plan, id, name)} as ${name}`);
  const grouped = `select ${[...dimensions, ...figures].join(', ')} from (${union}) u${groupBy(dimensions)}`;
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
  const shown = plan.measures.map(
    (measure, index) => `${written(measure, columnOf(measure.id))} as f${index}`,
  );
  const all = [...dimensions.map((name) => `${name}::text as ${name}`), ...titles, ...shown];
  return `select ${all.join(', ')} from (
    select *${derived.map((column) => `, ${column}`).join('')} from (${grouped}) g) r
    ${order.length > 0 ? `order by ${order.join(', ')}` : ''} limit ${plan.limit}`;
}

function groupBy(dimensions: readonly string[]): string {
  return dimensions.length > 0 ? ` group by ${dimensions.join(', ')}` : '';
}

function selectOf(query: PlannedQuery, names: ReadonlyMap<string, string>, port: ReportPort) {
  const own = new Map(query.measures.map((measure) => [measure.id, measure]));
  const keys = query.dimensions.map((dimension) => bucket(dimension, port));
  const columns = keys.map((sql, index) => `${sql} as d${index}`);
  for (const [id, name] of names) {
    const measure = own.get(id);
    columns.push(`${measure ? aggregateSql(measure, port) : 'null'}::numeric as ${name}`);
  }
  const groups = keys.length > 0 ? ` group by ${keys.map((_, index) => index + 1).join(', ')}` : '';
  return { columns, groups };
}

/** The value rows are grouped by; of a moment the first day (or hour) of its period, by the reader's clock. */
function bucket({ path, type, grain }: PlannedDimension, port: ReportPort): string {
  const field = port.resolve(path);
  if (!field) throw new ReportError(path);
  if (grain === null)
    return type.kind === 'text' || type.kind === 'choice' ? `nullif(${field.sql}, '')` : field.sql;
  const local =
    type.kind === 'datetime' ? `(${field.sql} at time zone ${port.timeZone()})` : `${field.sql}::timestamp`;
  return `to_char(date_trunc('${grain}', ${local}), '${grain === 'hour' ? 'YYYY-MM-DD"T"HH24:00' : 'YYYY-MM-DD'}')`;
}

const functions = { sum: 'sum', average: 'avg', min: 'min', max: 'max' } as const;

function aggregateSql({ aggregate, value, filter }: PlannedMeasure, port: ReportPort): string {
  const where = filter === null ? '' : ` filter (where ${port.expression(filter, 'condition').text})`;
  if (aggregate === 'count' && value === null) return `count(*)${where}`;
  const { text, type } = port.expression(value, 'value');
  if (aggregate === 'count') return `count(${text})${where}`;
  if (aggregate === 'distinct') return `count(distinct ${text})${where}`;
  if (!fits(type, { kind: 'number' })) throw new ReportError(aggregate);
  return `${functions[aggregate]}(${text})${where}`;
}

/** The parts of a union put together; what was not counted is zero, what was not measured stays empty. */
function merged(plan: Plan, id: string, name: string): string {
  const measure = plan.queries.flatMap((query) => query.measures).find((candidate) => candidate.id === id);
  const isCount =
    measure?.aggregate === 'count' || measure?.aggregate === 'distinct' || measure?.aggregate === 'sum';
  return isCount ? `coalesce(max(${name}), 0)` : `max(${name})`;
}

function derivedSql(
  { kind, of, by }: DerivedMeasure,
  names: ReadonlyMap<string, string>,
  plan: Plan,
): string {
  const upper = names.get(of);
  const lower = names.get(by);
  if (upper === undefined || lower === undefined) throw new ReportError(plan.form);
  return kind === 'share' ? `${upper} / nullif(sum(${lower}) over (), 0)` : `${upper} / nullif(${lower}, 0)`;
}

function written({ aggregate, scale }: Plan['measures'][number], column: string): string {
  const isWhole = aggregate === 'count' || aggregate === 'distinct';
  const places = isWhole ? 0 : (scale ?? (aggregate === 'share' || aggregate === 'ratio' ? 4 : 2));
  return aggregate === 'sum' || aggregate === 'min' || aggregate === 'max'
    ? scale === undefined
      ? `trim_scale(${column})::text`
      : `round(${column}, ${scale})::text`
    : `round(${column}, ${places})::text`;
}
