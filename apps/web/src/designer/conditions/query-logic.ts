import type { ExpressionJson } from '@fieldwork/metadata';
import type { RuleGroupType, RuleType } from 'react-querybuilder';
import {
  type Condition,
  conditionLogic,
  isComplete,
  parseConditions,
} from '../../runtime/filters/conditions.js';
import type { FilterKind } from '../../runtime/filters/filter-fields.js';
import { type BuilderOperator, chosenKinds, moreOperators, operatorOf, signOf } from './builder-operators.js';
import { argumentsOf, isNode, isOperand, operandLogic, readOperand } from './operand.js';

type KindOf = (path: string) => FilterKind | undefined;
type Part = RuleType | RuleGroupType;

export const emptyQuery: RuleGroupType = { combinator: 'and', rules: [] };

function isGroup(part: Part): part is RuleGroupType {
  return 'rules' in part;
}

/** What stands on the left of a comparison, when it is more than a field, is named by its own JSON. */
const computedMark = '=';
export const isComputedPath = (path: string) => path.startsWith(computedMark);

/** The expression that a path stands for; undefined for what looks like a name of one and is none. */
export function leftOf(path: string): ExpressionJson | undefined {
  if (!isComputedPath(path)) return { var: path };
  try {
    return JSON.parse(path.slice(computedMark.length)) as ExpressionJson;
  } catch {
    return undefined;
  }
}

/** Everything that a query compares, each once. */
export function pathsOf(query: RuleGroupType): string[] {
  const paths = query.rules.flatMap((part) =>
    isGroup(part as Part) ? pathsOf(part as RuleGroupType) : [(part as RuleType).field],
  );
  return [...new Set(paths)];
}

/** What the builder shows as JSON Logic; what is not filled in yet says nothing. */
export function queryLogic(query: RuleGroupType, kindOf: KindOf): ExpressionJson | undefined {
  const parts = query.rules.flatMap((part) => {
    const logic = isGroup(part as Part)
      ? queryLogic(part as RuleGroupType, kindOf)
      : ruleLogic(part as RuleType, kindOf);
    return logic === undefined ? [] : [logic];
  });
  if (parts.length === 0) return undefined;
  const whole = parts.length === 1 ? (parts[0] as ExpressionJson) : { [query.combinator]: parts };
  return query.not ? { '!': [whole] } : whole;
}

function ruleLogic(rule: RuleType, kindOf: KindOf): ExpressionJson | undefined {
  const kind = kindOf(rule.field);
  if (!kind) return undefined;
  const logic = comparisonLogic(rule, kind);
  return logic === undefined ? undefined : withLeft(logic, rule.field);
}

function comparisonLogic({ field, operator, value }: RuleType, kind: FilterKind): ExpressionJson | undefined {
  const sign = signOf[operator as BuilderOperator];
  const isMore = (moreOperators as readonly string[]).includes(operator);
  if (isOperand(value)) {
    if (sign === undefined || (value.by === 'field' && value.path === '')) return undefined;
    return { [sign]: [{ var: field }, operandLogic(value)] };
  }
  const condition = { path: field, operator, value } as Condition;
  if (!isComplete(condition)) return undefined;
  if (isMore && sign !== undefined) return { [sign]: [{ var: field }, value as ExpressionJson] };
  return conditionLogic(condition, kind);
}

/** Puts the expression that a computed path stands for in its place. */
function withLeft(logic: ExpressionJson, path: string): ExpressionJson {
  if (!isComputedPath(path)) return logic;
  const left = leftOf(path);
  const put = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(put);
    if (!isNode(node)) return node;
    if (node.var === path) return left;
    return Object.fromEntries(Object.entries(node).map(([name, args]) => [name, put(args)]));
  };
  return put(logic) as ExpressionJson;
}

/** JSON Logic for the builder; null when it says more than the builder can show. */
export function parseQuery(logic: ExpressionJson | undefined, kindOf: KindOf): RuleGroupType | null {
  if (logic === undefined || logic === true) return emptyQuery;
  const part = parsePart(logic, kindOf);
  if (!part) return null;
  return isGroup(part) ? part : { combinator: 'and', rules: [part] };
}

function parsePart(logic: ExpressionJson, kindOf: KindOf): Part | null {
  if (!isNode(logic)) return null;
  const leaf = parseLeaf(logic, kindOf);
  if (leaf) return leaf;
  const [name, list] = argumentsOf(logic);
  const [first] = list;
  if ((name === '!' || name === 'not') && first !== undefined && list.length === 1) {
    const inner = parsePart(first, kindOf);
    if (!inner) return null;
    if (!isGroup(inner) && inner.operator === 'any_of') return { ...inner, operator: 'none_of' };
    return isGroup(inner) ? { ...inner, not: !inner.not } : { combinator: 'and', not: true, rules: [inner] };
  }
  if (name !== 'and' && name !== 'or') return null;
  const rules = list.map((one) => parsePart(one, kindOf));
  return rules.every((rule) => rule !== null) ? { combinator: name, rules: rules as Part[] } : null;
}

function parseLeaf(given: Record<string, unknown>, kindOf: KindOf): Part | null {
  const logic = withComputed(given);
  const leaf = parseConditions(logic as ExpressionJson, kindOf);
  if (leaf?.length === 1 && leaf[0] && isPlain(leaf[0])) return ruleOf(leaf[0]);
  const [name, list] = argumentsOf(logic);
  if (typeof logic.var === 'string') return kindOf(logic.var) === 'boolean' ? yes(logic.var) : null;
  const [left, right] = list;
  if (!isNode(left) || typeof left.var !== 'string' || list.length !== 2) return null;
  const kind = kindOf(left.var);
  if (!kind) return null;
  if (isNode(right)) {
    const operator = operatorOf(name, kind);
    return operator ? { field: left.var, operator, value: readOperand(right) } : null;
  }
  if (right === null || right === undefined || Array.isArray(right)) return null;
  if (name === 'contains' && kind === 'choices')
    return { field: left.var, operator: 'has_any', value: [right] };
  if (name === '!=' && chosenKinds.includes(kind)) return differing(left.var, right);
  const operator = operatorOf(name, kind);
  return operator && !chosenKinds.includes(kind) ? { field: left.var, operator, value: right } : null;
}

const comparing = ['==', '!=', '<', '<=', '>', '>=', 'in', 'contains', 'containsAny', 'startsWith'];
const asking = ['isEmpty', 'isNotEmpty'];

/** What is compared and is not a field becomes one, named by its JSON. */
function withComputed(logic: Record<string, unknown>): Record<string, unknown> {
  const [name, list] = argumentsOf(logic);
  if (![...comparing, ...asking].includes(name)) return logic;
  const index = name === '<=' && list.length === 3 ? 1 : 0;
  const left = list[index];
  if (!isNode(left) || typeof left.var === 'string') return logic;
  return { [name]: list.with(index, { var: `${computedMark}${JSON.stringify(left)}` }) };
}

function isPlain({ operator, value }: Condition): boolean {
  if (operator === 'empty' || operator === 'filled' || operator === 'me') return true;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.every((one) => one !== null && typeof one !== 'object');
}

const yes = (field: string): RuleType => ({ field, operator: 'is', value: true });

/** `status != "open"` (differs and is there) is shown as: is filled, and not one of. */
function differing(path: string, value: ExpressionJson): Part {
  return {
    combinator: 'and',
    rules: [
      ruleOf({ path, operator: 'filled', value: null }),
      ruleOf({ path, operator: 'none_of', value: [value] }),
    ],
  };
}

function ruleOf({ path, operator, value }: Condition): RuleType {
  return { field: path, operator, value };
}
