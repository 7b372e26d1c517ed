import type { Type } from '@fieldwork/expression';
import {
  type Comparison,
  chartOf,
  type Dimension,
  type Form,
  type Grain,
  type Issue,
  issue,
  type Measure,
} from '@fieldwork/metadata';
import { conditionOf } from './conditions.js';
import { lackingIn } from './lacking.js';
import { levelsOf, type Opened } from './levels.js';
import { levelValue, periodCondition, type Shift, shiftOf, untilCondition } from './period.js';
import type {
  DerivedMeasure,
  Plan,
  PlannedDimension,
  PlannedFigure,
  PlannedMeasure,
  PlannedQuery,
} from './planned.js';
import { allOf, type Question } from './question.js';
import { conditionIn, pathIn, placeOf, type Source, sourceOf, typeAt } from './sources.js';

/** Narrowing from outside the report: the filter line of a page, and the values that were opened. */
export interface Narrowing {
  filter?: unknown;
  opened?: readonly Opened[];
}

const mostRows = 1000;

/** Turns a question into what is asked of the database; issues where a path or a type does not allow it. */
export function planReport(
  question: Question,
  forms: ReadonlyMap<string, Form>,
  narrowing: Narrowing = {},
): { plan: Plan; issues: [] } | { plan: null; issues: Issue[] } {
  const own = sourceOf(question.form, question.rows, forms, question.repeat);
  if (!own) return { plan: null, issues: [missingForm(['form'])] };
  const lacking = lackingIn(question);
  if (lacking.length > 0) return { plan: null, issues: lacking };
  const planner = new Planner(question, own, forms, narrowing);
  const dimensions = planner.dimensions(own, {}, null);
  const figures = planner.figures();
  const queries = planner.queries(figures);
  if (planner.issues.length > 0) return { plan: null, issues: planner.issues };
  return {
    plan: {
      form: question.form,
      dimensions,
      queries,
      derived: figures.flatMap(derivedOf),
      figures,
      totals: totalsOf(question, dimensions),
      sort:
        question.sort && question.sort.length > 0 ? question.sort : usualSort(dimensions, question.measures),
      limit: Math.min(question.limit ?? mostRows, mostRows),
    },
    issues: [],
  };
}

class Planner {
  readonly issues: Issue[] = [];

  constructor(
    private readonly question: Question,
    private readonly own: Source,
    private readonly forms: ReadonlyMap<string, Form>,
    private readonly narrowing: Narrowing,
  ) {}

  figures(): PlannedFigure[] {
    const { measures, compare, period } = this.question;
    const times = [null, ...(period ? (compare ?? []) : [])];
    return times.flatMap((comparison) =>
      measures.map((measure) => ({ id: idAt(measure.id, comparison), measure, comparison })),
    );
  }

  /** The dimensions at the levels that are open, in the paths of a source. */
  dimensions(source: Source, at: Readonly<Record<string, string>>, shift: Shift | null): PlannedDimension[] {
    return this.question.dimensions.flatMap((dimension) => {
      const levels = levelsOf(dimension, this.own.types);
      const depth = this.#openedOf(dimension).length;
      return this.#planned(dimension, levels, depth, source, at, shift) ?? [];
    });
  }

  queries(figures: readonly PlannedFigure[]): PlannedQuery[] {
    const queries = new Map<string, PlannedQuery>();
    for (const { measure, comparison } of figures) {
      const base = baseOf(measure, comparison);
      if (!base) continue;
      const { isOwn, ...place } = placeOf(measure, this.question);
      const at = measure.at ?? {};
      const key = JSON.stringify([place, Object.entries(at).toSorted(), comparison, measure.level === true]);
      const query = queries.get(key) ?? this.#query(measure, comparison, isOwn);
      query?.measures.push(measure.level ? this.#levelled(base, measure, comparison, isOwn) : base);
      if (query) queries.set(key, query);
    }
    return [...queries.values()];
  }

  #query(measure: Measure, comparison: Comparison | null, isOwn: boolean): PlannedQuery | null {
    const place = placeOf(measure, this.question);
    const source = isOwn ? this.own : sourceOf(place.form, place.rows, this.forms);
    if (!source) {
      this.issues.push(missingForm(['measures', measure.id, 'form']));
      return null;
    }
    const at = measure.at ?? {};
    const shift = this.#shift(comparison);
    const { filter, dimensions } = this.question;
    const named = new Map(dimensions.flatMap(({ id, field }) => (at[id] ? [[field, at[id]] as const] : [])));
    return {
      form: source.form,
      rows: source.rows,
      repeat: source.repeat,
      filter:
        allOf([
          ...(isOwn ? [filter, this.narrowing.filter] : conditionIn(source, this.narrowing.filter, named)),
          this.#period(source, at, shift, measure.level ? untilCondition : periodCondition),
          ...this.#opened(source, at, shift),
        ]) ?? null,
      dimensions: this.dimensions(source, at, shift),
      measures: [],
    };
  }

  #planned(
    dimension: Dimension,
    levels: ReturnType<typeof levelsOf>,
    depth: number,
    source: Source,
    at: Readonly<Record<string, string>>,
    shift: Shift | null,
  ): PlannedDimension | null {
    const level = levels[depth] ?? dimension;
    const told = level.field === dimension.field ? at[dimension.id] : undefined;
    const path = pathIn(source, level.field, told);
    const type = path === null ? null : typeAt(source, path);
    const found = type ? groupable(type, level.grain) : unknown(told ?? level.field);
    if (found) this.issues.push({ ...found, path: ['dimensions', dimension.id] });
    if (!type || path === null || found) return null;
    const isMany = type.kind === 'list';
    return {
      id: dimension.id,
      path,
      type: isMany ? type.of : type,
      isMany,
      grain: isMoment(type) ? (level.grain ?? 'day') : null,
      shift: isMoment(type) ? shift : null,
      label: level.label,
      hasNext: depth + 1 < levels.length,
    };
  }

  #openedOf({ id }: Dimension): Opened[] {
    return (this.narrowing.opened ?? []).filter(({ dimension }) => dimension === id);
  }

  #opened(source: Source, at: Readonly<Record<string, string>>, shift: Shift | null): unknown[] {
    return this.question.dimensions.flatMap((dimension) => {
      const levels = levelsOf(dimension, this.own.types);
      return this.#openedOf(dimension).flatMap(({ value }, depth) => {
        const planned = this.#planned(dimension, levels, depth, source, at, shift);
        return planned ? [conditionOf(planned, value)] : [];
      });
    });
  }

  #shift(comparison: Comparison | null): Shift | null {
    const { period, dimensions } = this.question;
    if (comparison === null || !period) return null;
    return shiftOf(
      comparison,
      period,
      dimensions.some(({ grain }) => grain === 'week'),
    );
  }

  /** A level has no course of its own over the dates of a report: it is what came together until then. */
  #levelled(
    base: PlannedMeasure,
    measure: Measure,
    comparison: Comparison | null,
    isOwn: boolean,
  ): PlannedMeasure {
    const { dimensions } = this.question;
    if (dimensions.some(({ grain }) => grain !== undefined))
      this.issues.push(
        issue(
          ['measures', measure.id, 'level'],
          'no_level',
          '存量不能按时段分组',
          'A level cannot be grouped by dates',
        ),
      );
    const { form, rows } = placeOf(measure, this.question);
    const source = isOwn ? this.own : sourceOf(form, rows, this.forms);
    const value = source
      ? this.#period(source, measure.at ?? {}, this.#shift(comparison), (...place) =>
          levelValue(base.value, ...place),
        )
      : undefined;
    return value === undefined ? base : { ...base, value };
  }

  #period(
    source: Source,
    at: Readonly<Record<string, string>>,
    shift: Shift | null,
    make: typeof periodCondition,
  ): unknown {
    const { period } = this.question;
    if (!period) return undefined;
    const path = pathIn(source, period.field, at['period']);
    if (path === null || !isMoment(typeAt(source, path))) {
      this.issues.push({ ...unknown(at['period'] ?? period.field), path: ['period', 'field'] });
      return undefined;
    }
    return make(path, typeAt(source, path), period, shift);
  }
}

function missingForm(path: string[]): Issue {
  return issue(path, 'missing_reference', '没有这个表单', 'There is no such form');
}

function unknown(path: string): Issue {
  return issue([], 'unknown_field', `没有字段 ${path}`, `There is no field ${path}`);
}

function isMoment(type: Type): boolean {
  return type.kind === 'date' || type.kind === 'datetime';
}

function groupable(type: Type, grain: Grain | undefined): Issue | null {
  if (type.kind === 'rows' || type.kind === 'null' || (type.kind === 'list' && type.of.kind !== 'choice'))
    return issue([], 'not_groupable', '不能按这个字段分组', 'Cannot group by this field');
  if (grain !== undefined && !isMoment(type))
    return issue([], 'no_grain', '只有日期可以按时段分组', 'Only dates have a grain');
  if (grain === 'hour' && type.kind === 'date')
    return issue([], 'no_grain', '日期没有小时', 'A date has no hours');
  return null;
}

/** Letters of identifiers do not hold `@` and `~`, so made names never meet given ones. */
function idAt(id: string, comparison: Comparison | null): string {
  return comparison === null ? id : `${id}@${comparison}`;
}

function hiddenPart(id: string): string {
  return `${id}~`;
}

function baseOf(measure: Measure, comparison: Comparison | null): PlannedMeasure | null {
  const { aggregate, value = null, filter = null } = measure;
  const id = idAt(measure.id, comparison);
  if (aggregate === 'ratio' || aggregate === 'cumulative' || aggregate === 'kpi') return null;
  if (aggregate === 'share')
    return { id: hiddenPart(id), aggregate: value === null ? 'count' : 'sum', value, filter };
  return { id, aggregate, value, filter };
}

function derivedOf({ id, measure, comparison }: PlannedFigure): DerivedMeasure[] {
  const { aggregate } = measure;
  if (aggregate === 'share') return [{ id, kind: 'share', of: hiddenPart(id), by: hiddenPart(id) }];
  if (aggregate !== 'ratio' && aggregate !== 'cumulative') return [];
  const [of, by] = [measure.of, measure.by].map((part) => idAt(part ?? '', comparison)) as [string, string];
  return [{ id, kind: aggregate, of, by }];
}

function totalsOf({ chart, measures }: Question, dimensions: readonly PlannedDimension[]): number[][] {
  if (!chart) return [];
  const kind = chartOf(chart.type);
  const isAsked = !kind.settings.includes('totals') || chart.totals === true;
  const sets = isAsked ? (kind.totals?.({ dimensions, measures, columns: chart.columns }) ?? []) : [];
  return sets
    .map((ids) => dimensions.flatMap(({ id }, index) => (ids.includes(id) ? [index] : [])))
    .filter((set) => set.length < dimensions.length);
}

/** Time runs forward; everything else stands by its first figure, the largest first. */
function usualSort(dimensions: readonly PlannedDimension[], measures: readonly Measure[]): Plan['sort'] {
  const [first] = dimensions;
  if (!first) return [];
  if (first.grain !== null) return dimensions.map(({ id }) => ({ by: id, direction: 'ascending' }));
  const shown = measures.find((measure) => !measure.hidden);
  return shown ? [{ by: shown.id, direction: 'descending' }] : [];
}
