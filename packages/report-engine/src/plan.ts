import type { Type } from '@fieldwork/expression';
import {
  type Dimension,
  type Form,
  formTypes,
  type Grain,
  type Issue,
  issue,
  type Measure,
  type Report,
} from '@fieldwork/metadata';

/** What a report groups by, with its type. */
export interface PlannedDimension {
  id: string;
  path: string;
  type: Type;
  grain: Grain | null;
}
/** A figure that the database computes over rows. */
export interface PlannedMeasure {
  id: string;
  aggregate: 'count' | 'sum' | 'average' | 'min' | 'max' | 'distinct';
  value: unknown;
  filter: unknown;
}
/** Measures that share their dimensions: one pass over the rows. */
export interface PlannedQuery {
  dimensions: PlannedDimension[];
  measures: PlannedMeasure[];
}
/** A figure made of other figures of the same row. */
export interface DerivedMeasure {
  id: string;
  kind: 'share' | 'ratio';
  of: string;
  by: string;
}
export interface Plan {
  form: string;
  filter: unknown;
  dimensions: PlannedDimension[];
  queries: PlannedQuery[];
  derived: DerivedMeasure[];
  /** Every measure in the order of the document; hidden ones are computed, not shown. */
  measures: Measure[];
  sort: { by: string; direction: 'ascending' | 'descending' }[];
  limit: number;
}

export type Question = Pick<Report, 'form' | 'dimensions' | 'measures' | 'filter' | 'sort' | 'limit'>;

const mostRows = 1000;

/** Turns a report into what is asked of the database; issues where a path or a type does not allow it. */
export function planReport(
  report: Question,
  forms: ReadonlyMap<string, Form>,
): { plan: Plan; issues: [] } | { plan: null; issues: Issue[] } {
  const form = forms.get(report.form);
  if (!form)
    return {
      plan: null,
      issues: [issue(['form'], 'missing_reference', '没有这个表单', 'There is no such form')],
    };
  const types = formTypes(form, forms);
  const issues: Issue[] = [];
  const dimension = (source: Dimension, path: string): PlannedDimension[] => {
    const type = Object.hasOwn(types, path) ? (types[path] as Type) : null;
    const found = type ? groupable(type, source.grain) : unknown(path);
    if (found) issues.push({ ...found, path: ['dimensions', source.id] });
    return type && !found ? [{ id: source.id, path, type, grain: grainOf(type, source.grain) }] : [];
  };
  const dimensions = report.dimensions.flatMap((source) => dimension(source, source.field));
  const queries = new Map<string, PlannedQuery>();
  for (const measure of report.measures) {
    const base = baseOf(measure);
    if (!base) continue;
    const at = measure.at ?? {};
    const key = JSON.stringify(report.dimensions.map(({ id }) => at[id] ?? null));
    const query = queries.get(key) ?? {
      dimensions: report.dimensions.flatMap((source) => dimension(source, at[source.id] ?? source.field)),
      measures: [],
    };
    query.measures.push(base);
    queries.set(key, query);
  }
  if (issues.length > 0) return { plan: null, issues };
  return {
    plan: {
      form: form.id,
      filter: report.filter,
      dimensions,
      queries: [...queries.values()],
      derived: report.measures.flatMap(derivedOf),
      measures: report.measures,
      sort: report.sort && report.sort.length > 0 ? report.sort : usualSort(dimensions, report.measures),
      limit: Math.min(report.limit ?? mostRows, mostRows),
    },
    issues: [],
  };
}

function unknown(path: string): Issue {
  return issue([], 'unknown_field', `没有字段 ${path}`, `There is no field ${path}`);
}

function isMoment(type: Type): boolean {
  return type.kind === 'date' || type.kind === 'datetime';
}

function groupable(type: Type, grain: Grain | undefined): Issue | null {
  if (type.kind === 'list' || type.kind === 'rows' || type.kind === 'null')
    return issue([], 'not_groupable', '不能按这个字段分组', 'Cannot group by this field');
  if (grain !== undefined && !isMoment(type))
    return issue([], 'no_grain', '只有日期可以按时段分组', 'Only dates have a grain');
  if (grain === 'hour' && type.kind === 'date')
    return issue([], 'no_grain', '日期没有小时', 'A date has no hours');
  return null;
}

function grainOf(type: Type, grain: Grain | undefined): Grain | null {
  return isMoment(type) ? (grain ?? 'day') : null;
}

function baseOf(measure: Measure): PlannedMeasure | null {
  const { id, aggregate, value = null, filter = null } = measure;
  if (aggregate === 'ratio') return null;
  if (aggregate === 'share')
    return { id: hiddenPart(id), aggregate: value === null ? 'count' : 'sum', value, filter };
  return { id, aggregate, value, filter };
}

function derivedOf(measure: Measure): DerivedMeasure[] {
  const { id, aggregate } = measure;
  if (aggregate === 'share') return [{ id, kind: 'share', of: hiddenPart(id), by: hiddenPart(id) }];
  if (aggregate === 'ratio') return [{ id, kind: 'ratio', of: measure.of ?? '', by: measure.by ?? '' }];
  return [];
}

function hiddenPart(id: string): string {
  return `${id}~`;
}

/** Time runs forward; everything else stands by its first figure, the largest first. */
function usualSort(dimensions: readonly PlannedDimension[], measures: readonly Measure[]): Plan['sort'] {
  const [first] = dimensions;
  if (!first) return [];
  if (first.grain !== null) return dimensions.map(({ id }) => ({ by: id, direction: 'ascending' }));
  const shown = measures.find((measure) => !measure.hidden);
  return shown ? [{ by: shown.id, direction: 'descending' }] : [];
}
