import type { Form, Option, Text } from '@fieldwork/metadata';
import { fieldOf } from '@fieldwork/metadata';
import { lastDay, periodsBetween } from './calendar.js';
import type { Plan, PlannedDimension } from './plan.js';

export interface ShapedColumn {
  id: string;
  role: 'dimension' | 'measure';
  label: Text;
  kind: 'text' | 'number' | 'date' | 'choice' | 'reference' | 'boolean';
  grain?: string;
  format?: string;
  unit?: Text;
  scale?: number;
  options?: Option[];
}
export interface ShapedReport {
  columns: ShapedColumn[];
  /** Dimensions as they are (a reference as `{id, title}`), figures as decimal strings. */
  rows: unknown[][];
  /** Per row and figure the condition that lists the records behind it. */
  drill: unknown[][];
}

type RawRow = Readonly<Record<string, string | null>>;

/** Rows of the database as a table that a chart can be drawn from, each with the way to its records. */
export function shapeReport(
  plan: Plan,
  labels: ReadonlyMap<string, Text | undefined>,
  forms: ReadonlyMap<string, Form>,
  raw: readonly RawRow[],
): ShapedReport {
  const shown = plan.measures
    .map((measure, index) => ({ measure, index }))
    .filter(({ measure }) => !measure.hidden);
  const dimensions = plan.dimensions.map((dimension) => dimensionColumn(dimension, plan, labels, forms));
  const measures = shown.map(({ measure }): ShapedColumn => {
    const column: ShapedColumn = { id: measure.id, role: 'measure', label: measure.label, kind: 'number' };
    if (measure.format !== undefined) column.format = measure.format;
    if (measure.unit !== undefined) column.unit = measure.unit;
    if (measure.scale !== undefined) column.scale = measure.scale;
    return column;
  });
  const rows = fillGaps(
    plan,
    raw
      .filter((row) => !isEmptyPeriod(plan, row))
      .map((row) => [
        ...plan.dimensions.map((dimension, index) => dimensionValue(dimension, index, row)),
        ...shown.map(({ index }) => row[`f${index}`] ?? null),
      ]),
    shown.map(({ measure }) => (['count', 'sum', 'distinct'].includes(measure.aggregate) ? '0' : null)),
  );
  const ways = shown.map(({ measure }) => wayOf(plan, measure.id));
  const drill = rows.map((row) => ways.map((way) => drillOf(plan, way, row)));
  return { columns: [...dimensions, ...measures], rows, drill };
}

/** Records without a date, none of which a figure counts: nothing to show. */
function isEmptyPeriod(plan: Plan, row: RawRow): boolean {
  const isUndated = plan.dimensions.some(({ grain }, index) => grain !== null && row[`d${index}`] === null);
  return (
    isUndated &&
    plan.measures.every((_, index) => row[`f${index}`] === null || Number(row[`f${index}`]) === 0)
  );
}

function dimensionColumn(
  dimension: PlannedDimension,
  plan: Plan,
  labels: ReadonlyMap<string, Text | undefined>,
  forms: ReadonlyMap<string, Form>,
): ShapedColumn {
  const field = fieldAt(dimension.path, plan.form, forms);
  const column: ShapedColumn = {
    id: dimension.id,
    role: 'dimension',
    label: labels.get(dimension.id) ?? field?.label ?? dimension.path,
    kind: kindOf(dimension),
  };
  if (dimension.grain !== null) column.grain = dimension.grain;
  if (field?.options) column.options = field.options;
  return column;
}

function kindOf({ type }: PlannedDimension): ShapedColumn['kind'] {
  const kinds: Partial<Record<string, ShapedColumn['kind']>> = {
    number: 'number',
    date: 'date',
    datetime: 'date',
    choice: 'choice',
    reference: 'reference',
    boolean: 'boolean',
  };
  return kinds[type.kind] ?? 'text';
}

function fieldAt(path: string, formId: string, forms: ReadonlyMap<string, Form>) {
  const [head = '', member] = path.split('.');
  const field = fieldOf(forms.get(formId) ?? { fields: [] }, head);
  if (member === undefined || field?.form === undefined) return field;
  return fieldOf(forms.get(field.form) ?? { fields: [] }, member);
}

function dimensionValue({ type }: PlannedDimension, index: number, row: RawRow): unknown {
  const value = row[`d${index}`] ?? null;
  if (value === null) return null;
  if (type.kind === 'reference') return { id: value, title: row[`t${index}`] ?? null };
  return type.kind === 'boolean' ? value === 'true' || value === 't' : value;
}

/** A single time axis runs without gaps. */
function fillGaps(plan: Plan, rows: unknown[][], empty: readonly (string | null)[]): unknown[][] {
  const [only] = plan.dimensions;
  const isAxis = plan.dimensions.length === 1 && only?.grain && only.grain !== 'hour';
  const isForward = plan.sort[0]?.by === only?.id && plan.sort[0]?.direction === 'ascending';
  const dated = rows.filter((row) => typeof row[0] === 'string');
  if (!isAxis || !isForward || dated.length < 2) return rows;
  const byStart = new Map(dated.map((row) => [row[0] as string, row]));
  const grain = only.grain as Exclude<NonNullable<PlannedDimension['grain']>, 'hour'>;
  const periods = periodsBetween(dated[0]?.[0] as string, dated.at(-1)?.[0] as string, grain, 1000);
  const filled = periods.map((start) => byStart.get(start) ?? [start, ...empty]);
  return [...filled, ...rows.filter((row) => row[0] === null)];
}

/** What a figure counts: its own dates where it has some, and the rows it is narrowed to. */
interface Way {
  dimensions: readonly PlannedDimension[];
  filter: unknown;
}

/** A share is of what it sums, a ratio leads to what is divided. */
function wayOf(plan: Plan, id: string): Way {
  for (const query of plan.queries)
    for (const measure of query.measures)
      if (measure.id === id) return { dimensions: query.dimensions, filter: measure.filter };
  const derived = plan.derived.find((candidate) => candidate.id === id);
  return derived ? wayOf(plan, derived.of) : { dimensions: plan.dimensions, filter: null };
}

function drillOf(plan: Plan, way: Way, row: readonly unknown[]): unknown {
  const all = [
    ...(plan.filter === undefined ? [] : [plan.filter]),
    ...(way.filter === null ? [] : [way.filter]),
    ...way.dimensions.map((dimension, index) => conditionOf(dimension, row[index])),
  ];
  return all.length === 1 ? all[0] : all.length === 0 ? true : { and: all };
}

function conditionOf({ path, type, grain }: PlannedDimension, value: unknown): unknown {
  const field = { var: path };
  if (value === null || value === undefined) return { isEmpty: [field] };
  if (type.kind === 'reference') return { '==': [field, (value as { id: string }).id] };
  if (type.kind === 'number') return { '==': [field, Number(value)] };
  if (grain === null) return { '==': [field, value] };
  const day = type.kind === 'datetime' ? { date: [field] } : field;
  const start = String(value).slice(0, 10);
  if (grain === 'hour')
    return {
      and: [{ '==': [day, start] }, { '==': [{ hour: [field] }, Number(String(value).slice(11, 13))] }],
    };
  return { '<=': [start, day, lastDay(start, grain)] };
}
