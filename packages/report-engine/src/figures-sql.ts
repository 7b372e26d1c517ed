import type { Measure } from '@fieldwork/metadata';
import type { DerivedMeasure, Plan } from './planned.js';

const counted: readonly string[] = ['count', 'distinct', 'sum'];

/** The parts of a union put together; what was not counted is zero, what was not measured stays empty. */
export function mergedSql(plan: Plan, id: string, name: string): string {
  const measure = plan.queries.flatMap((query) => query.measures).find((candidate) => candidate.id === id);
  return counted.includes(measure?.aggregate ?? '') ? `coalesce(max(${name}), 0)` : `max(${name})`;
}

export function derivedSql(
  { kind, of, by }: DerivedMeasure,
  names: ReadonlyMap<string, string>,
  plan: Plan,
): string {
  const upper = names.get(of) ?? 'null::numeric';
  if (kind === 'share') return `${upper} / nullif(sum(${upper}) over (partition by g), 0)`;
  if (kind === 'ratio') return `${upper} / nullif(${names.get(by) ?? 'null::numeric'}, 0)`;
  const axis = plan.dimensions.findIndex(({ grain }) => grain !== null);
  const others = plan.dimensions.flatMap((_, index) => (index === axis ? [] : [`d${index}`]));
  const order = axis < 0 ? '' : ` order by d${axis}`;
  return `sum(${upper}) over (partition by ${['g', ...others].join(', ')}${order})`;
}

export function writtenSql({ aggregate, scale }: Measure, column: string): string {
  const isWhole = aggregate === 'count' || aggregate === 'distinct';
  const isPart = aggregate === 'share' || aggregate === 'ratio';
  const isExact = ['sum', 'min', 'max', 'cumulative'].includes(aggregate);
  if (isExact && scale === undefined) return `trim_scale(${column})::text`;
  return `round(${column}, ${isWhole ? 0 : (scale ?? (isPart ? 4 : 2))})::text`;
}
