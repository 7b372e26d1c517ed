import type { Comparison, Field, Form, Kpi, Option, Text } from '@fieldwork/metadata';
import { bilingual, fieldOf, repeatedOn } from '@fieldwork/metadata';
import { conditionOf } from './conditions.js';
import { withoutGaps } from './gaps.js';
import type { Plan, PlannedDimension, PlannedFigure, PlannedQuery } from './planned.js';
import { allOf } from './question.js';
import { withoutRepeats } from './sources.js';

/** What a figure means, as its KPI says. */
export type Definition = Pick<
  Kpi,
  'id' | 'label' | 'formula' | 'exclusions' | 'timeBasis' | 'direction' | 'target'
> & { time: Text };

export interface ShapedColumn {
  id: string;
  role: 'dimension' | 'measure' | 'comparison';
  label: Text;
  kind: 'text' | 'number' | 'date' | 'choice' | 'reference' | 'boolean';
  grain?: string;
  format?: string;
  unit?: Text;
  scale?: number;
  options?: Option[];
  /** Of a dimension: a value can be opened. */
  hasNext?: boolean;
  /** Of a figure: the form that its records are in. */
  form?: string;
  definition?: Definition;
  /** Of a comparison: the figure it belongs to, and which time it is from. */
  of?: string;
  comparison?: Comparison;
}
export interface ShapedTotal {
  /** The dimensions that stay; none: over everything. */
  by: string[];
  row: unknown[];
  drill: unknown[];
}
export interface ShapedReport {
  columns: ShapedColumn[];
  /** Dimensions as they are (a reference as `{id, title}`), figures as decimal strings. */
  rows: unknown[][];
  /** Per row and figure the condition that lists the records behind it. */
  drill: unknown[][];
  /** Per row and dimension the condition of its value. */
  selects: unknown[][];
  totals: ShapedTotal[];
}

type RawRow = Readonly<Record<string, string | number | null>>;

interface Words {
  forms: ReadonlyMap<string, Form>;
  kpis: ReadonlyMap<string, Kpi>;
}

/** Rows of the database as a table that a chart can be drawn from, each with the way to its records. */
export function shapeReport(plan: Plan, words: Words, raw: readonly RawRow[]): ShapedReport {
  const shown = plan.figures.flatMap((figure, index) => (figure.measure.hidden ? [] : [{ figure, index }]));
  const ways = shown.map(({ figure }) => queryOf(plan, figure.id));
  const valuesOf = (row: RawRow) => [
    ...plan.dimensions.map((dimension, index) => dimensionValue(dimension, index, row)),
    ...shown.map(({ index }) => row[`f${index}`] ?? null),
  ];
  const drillOf = (row: readonly unknown[], by: ReadonlySet<number>) =>
    ways.map((way) => (way ? drillCondition(way, row, by) : true));
  const whole = new Set(plan.dimensions.keys());
  const groups = raw.filter((row) => Number(row['g']) === 0 && !isNothing(plan, row)).map(valuesOf);
  const rows = withoutGaps(
    plan,
    groups,
    shown.map(({ figure }) => figure),
  );
  return {
    columns: [
      ...plan.dimensions.map((dimension) => dimensionColumn(dimension, plan, words)),
      ...shown.map(({ figure }, index) => figureColumn(figure, ways[index]?.query, words)),
    ],
    rows,
    drill: rows.map((row) => drillOf(row, whole)),
    selects: rows.map((row) => plan.dimensions.map((dimension, index) => conditionOf(dimension, row[index]))),
    totals: raw
      .filter((row) => Number(row['g']) !== 0)
      .map((row) => {
        const by = plan.dimensions.flatMap((_, index) => (isSummed(plan, row, index) ? [] : [index]));
        const values = valuesOf(row);
        return {
          by: by.map((index) => plan.dimensions[index]?.id ?? ''),
          row: values,
          drill: drillOf(values, new Set(by)),
        };
      }),
  };
}

function isSummed(plan: Plan, row: RawRow, index: number): boolean {
  return (Number(row['g']) & (1 << (plan.dimensions.length - 1 - index))) !== 0;
}

/** Groups of records none of which a figure counts: those without a date, and those that every figure leaves out. */
function isNothing(plan: Plan, row: RawRow): boolean {
  const isUndated = plan.dimensions.some(({ grain }, index) => grain !== null && row[`d${index}`] === null);
  const isLeftOut =
    plan.dimensions.length > 0 &&
    plan.queries.every(({ measures }) => measures.every(({ filter }) => filter !== null));
  const isEmpty = plan.figures.every((_, index) => Number(row[`f${index}`] ?? 0) === 0);
  return (isUndated || isLeftOut) && isEmpty;
}

function dimensionColumn(dimension: PlannedDimension, plan: Plan, { forms }: Words): ShapedColumn {
  const own = plan.queries.find(({ form }) => form === plan.form);
  const field = fieldAt(dimension.path, plan.form, own?.rows ?? null, forms);
  const column: ShapedColumn = {
    id: dimension.id,
    role: 'dimension',
    label: dimension.label ?? field?.label ?? dimension.path,
    kind: kindOf(dimension),
  };
  if (dimension.grain !== null) column.grain = dimension.grain;
  if (field?.options) column.options = field.options;
  if (dimension.hasNext) column.hasNext = true;
  return column;
}

function figureColumn(
  { id, measure, comparison }: PlannedFigure,
  query: PlannedQuery | undefined,
  { forms, kpis }: Words,
): ShapedColumn {
  const column: ShapedColumn = {
    id,
    role: comparison === null ? 'measure' : 'comparison',
    label: measure.label,
    kind: 'number',
  };
  if (measure.format !== undefined) column.format = measure.format;
  if (measure.unit !== undefined) column.unit = measure.unit;
  if (measure.scale !== undefined) column.scale = measure.scale;
  if (query) column.form = query.form;
  if (comparison !== null) {
    column.of = measure.id;
    column.comparison = comparison;
  }
  const kpi = measure.kpi === undefined ? undefined : kpis.get(measure.kpi);
  if (kpi && comparison === null) column.definition = definitionOf(kpi, forms);
  return column;
}

/** What the (i) beside a figure says. */
export function definitionOf(kpi: Kpi, forms: ReadonlyMap<string, Form>): Definition {
  const { id, label, formula, exclusions, timeBasis, direction, target, period } = kpi;
  const time = fieldAt(period.field, kpi.form, kpi.rows ?? null, forms)?.label ?? period.field;
  const given = { exclusions, timeBasis, target };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return { id, label, formula, direction, time, ...Object.fromEntries(known) };
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

function fieldAt(
  path: string,
  formId: string,
  rows: string | null,
  forms: ReadonlyMap<string, Form>,
): Pick<Field, 'label' | 'options'> | undefined {
  const form = forms.get(formId) ?? { fields: [] };
  if (path === repeatedOn) return { label: bilingual('日期', 'Date') };
  const isParent = path.startsWith('parent.');
  const [head = '', member] = (isParent ? path.slice('parent.'.length) : path).split('.');
  const holder = rows !== null && !isParent ? { fields: fieldOf(form, rows)?.fields ?? [] } : form;
  const field = fieldOf(holder, head);
  if (member === undefined || field?.form === undefined) return field;
  return fieldOf(forms.get(field.form) ?? { fields: [] }, member);
}

function dimensionValue({ type }: PlannedDimension, index: number, row: RawRow): unknown {
  const value = row[`d${index}`] ?? null;
  if (value === null) return null;
  if (type.kind === 'reference') return { id: value, title: row[`t${index}`] ?? null };
  return type.kind === 'boolean' ? value === 'true' || value === 't' : value;
}

/** What a figure counts: its own rows and dates, and what it is narrowed to. */
interface Way {
  query: PlannedQuery;
  filter: unknown;
}

/** A share is of what it sums, a ratio leads to what is divided. */
function queryOf(plan: Plan, id: string): Way | null {
  for (const query of plan.queries)
    for (const measure of query.measures) if (measure.id === id) return { query, filter: measure.filter };
  const derived = plan.derived.find((candidate) => candidate.id === id);
  return derived && derived.of !== id ? queryOf(plan, derived.of) : null;
}

function drillCondition({ query, filter }: Way, row: readonly unknown[], by: ReadonlySet<number>): unknown {
  const dimensions = query.dimensions.flatMap((dimension, index) =>
    by.has(index) ? [conditionOf(dimension, row[index])] : [],
  );
  const all = allOf([query.filter, filter, ...dimensions]);
  // A list shows each record once: those that have any date in the group stand among them.
  const condition = (query.repeat === null ? all : allOf(withoutRepeats(all))) ?? true;
  return query.rows === null ? condition : { some: [{ var: query.rows }, condition] };
}
