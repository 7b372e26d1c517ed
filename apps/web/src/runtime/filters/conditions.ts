import type { ExpressionJson } from '@fieldwork/metadata';
import type { FilterKind } from './filter-fields.js';
import { type Period, periodLogic, periods } from './periods.js';

export const operatorsByKind = {
  text: ['contains', 'is', 'starts', 'empty', 'filled'],
  number: ['at_least', 'at_most', 'between', 'is', 'empty', 'filled'],
  date: ['within', 'between', 'at_least', 'at_most', 'empty', 'filled'],
  datetime: ['within', 'between', 'at_least', 'at_most', 'empty', 'filled'],
  boolean: ['is', 'empty', 'filled'],
  choice: ['any_of', 'none_of', 'empty', 'filled'],
  choices: ['has_any', 'empty', 'filled'],
  reference: ['any_of', 'none_of', 'empty', 'filled'],
  member: ['any_of', 'me', 'none_of', 'empty', 'filled'],
  members: ['has_any', 'empty', 'filled'],
  department: ['any_of', 'none_of', 'empty', 'filled'],
} as const satisfies Record<FilterKind, readonly string[]>;

export type FilterOperator = (typeof operatorsByKind)[FilterKind][number];

/** One chip of the filter line. `value` is a wire value, a list, a pair of bounds, or a period, as the operator wants. */
export interface Condition {
  path: string;
  operator: FilterOperator;
  value: unknown;
}

type KindOf = (path: string) => FilterKind | undefined;

const withoutValue: readonly FilterOperator[] = ['empty', 'filled', 'me'];

/** Whether a condition says something already; one that does not filters nothing yet. */
export function isComplete({ operator, value }: Condition): boolean {
  if (withoutValue.includes(operator)) return true;
  if (operator === 'between') return Array.isArray(value) && value.some(isGiven);
  return Array.isArray(value) ? value.length > 0 : isGiven(value);
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** A condition as JSON Logic. */
export function conditionLogic({ path, operator, value }: Condition, kind: FilterKind): ExpressionJson {
  const field = { var: path };
  const given = value as ExpressionJson;
  switch (operator) {
    case 'contains':
      return { contains: [field, given] };
    case 'is':
      return { '==': [field, given] };
    case 'starts':
      return { startsWith: [field, given] };
    case 'at_least':
      return { '>=': [field, given] };
    case 'at_most':
      return { '<=': [field, given] };
    case 'between':
      return betweenLogic(field, value as [ExpressionJson, ExpressionJson]);
    case 'within':
      return periodLogic(path, value as Period, kind === 'date');
    case 'any_of':
      return { in: [field, given] };
    case 'none_of':
      return { '!': [{ in: [field, given] }] };
    case 'has_any':
      return { containsAny: [field, given] };
    case 'me':
      return { '==': [field, { user: ['id'] }] };
    case 'empty':
      return { isEmpty: [field] };
    case 'filled':
      return { isNotEmpty: [field] };
  }
}

function betweenLogic(field: ExpressionJson, [from, to]: [ExpressionJson, ExpressionJson]): ExpressionJson {
  if (!isGiven(from)) return { '<=': [field, to] };
  if (!isGiven(to)) return { '>=': [field, from] };
  return { '<=': [from, field, to] };
}

/** All conditions together, or nothing when none is complete. */
export function conditionsLogic(
  conditions: readonly Condition[],
  kindOf: KindOf,
): ExpressionJson | undefined {
  const parts = conditions.flatMap((condition) => {
    const kind = kindOf(condition.path);
    return kind && isComplete(condition) ? [conditionLogic(condition, kind)] : [];
  });
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : { and: parts };
}

/** JSON Logic back as chips; null when it says more than chips can. */
export function parseConditions(logic: ExpressionJson | undefined, kindOf: KindOf): Condition[] | null {
  if (logic === undefined) return [];
  const whole = parseCondition(logic, kindOf);
  if (whole) return [whole];
  const parts = isNode(logic) && Array.isArray(logic.and) ? logic.and : [logic];
  const conditions = parts.map((part) => parseCondition(part as ExpressionJson, kindOf));
  return conditions.every((condition) => condition !== null) ? (conditions as Condition[]) : null;
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathOf(value: unknown): string | null {
  return isNode(value) && typeof value.var === 'string' ? value.var : null;
}

const plain: Record<string, FilterOperator> = {
  contains: 'contains',
  '==': 'is',
  startsWith: 'starts',
  '>=': 'at_least',
  '<=': 'at_most',
  in: 'any_of',
  containsAny: 'has_any',
  isEmpty: 'empty',
  isNotEmpty: 'filled',
};

function parseCondition(logic: ExpressionJson, kindOf: KindOf): Condition | null {
  const candidate = readCondition(logic);
  const kind = candidate && kindOf(candidate.path);
  const asks: readonly FilterOperator[] = kind ? operatorsByKind[kind] : [];
  if (candidate && kind && asks.includes(candidate.operator)) return candidate;
  if (candidate && kind === 'choice' && candidate.operator === 'is')
    return { ...candidate, operator: 'any_of', value: [candidate.value] };
  if (
    candidate &&
    kind &&
    candidate.operator === 'is' &&
    asks.includes('any_of') &&
    typeof candidate.value === 'string'
  )
    return { ...candidate, operator: 'any_of', value: [candidate.value] };
  return parsePeriod(logic, kindOf);
}

function readCondition(logic: ExpressionJson): Condition | null {
  if (!isNode(logic)) return null;
  const [name = '', args] = Object.entries(logic)[0] ?? [];
  const list: unknown[] = Array.isArray(args) ? args : [args];
  const path = pathOf(list[0]);
  if (name === '!') {
    const inner = readCondition(list[0] as ExpressionJson);
    return inner?.operator === 'any_of' ? { ...inner, operator: 'none_of' } : null;
  }
  if (name === '<=' && list.length === 3) {
    const middle = pathOf(list[1]);
    return middle === null || isNode(list[0])
      ? null
      : { path: middle, operator: 'between', value: [list[0], list[2]] };
  }
  const operator = plain[name];
  if (path === null || operator === undefined) return null;
  if (withoutValue.includes(operator)) return { path, operator, value: null };
  if (name === '==' && isNode(list[1]))
    return isCurrentUser(list[1]) ? { path, operator: 'me', value: null } : null;
  return isNode(list[1]) ? null : { path, operator, value: list[1] };
}

function isCurrentUser(value: Record<string, unknown>): boolean {
  const user = Array.isArray(value.user) ? value.user[0] : value.user;
  return user === 'id' || value.var === 'user.id';
}

function parsePeriod(logic: ExpressionJson, kindOf: KindOf): Condition | null {
  const text = JSON.stringify(logic);
  const path = /"var":"([^"]+)"/.exec(text)?.[1];
  const kind = path === undefined ? undefined : kindOf(path);
  if (path === undefined || (kind !== 'date' && kind !== 'datetime')) return null;
  const period = periods.find((one) => JSON.stringify(periodLogic(path, one, kind === 'date')) === text);
  return period ? { path, operator: 'within', value: period } : null;
}
