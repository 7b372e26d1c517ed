import type { ExpressionJson } from '@fieldwork/metadata';
import type { RuleGroupType, RuleType } from 'react-querybuilder';
import {
  type Condition,
  conditionLogic,
  isComplete,
  parseConditions,
} from '../../runtime/filters/conditions.js';
import type { FilterKind } from '../../runtime/filters/filter-fields.js';

type KindOf = (path: string) => FilterKind | undefined;
type Part = RuleType | RuleGroupType;

export const emptyQuery: RuleGroupType = { combinator: 'and', rules: [] };

function isGroup(part: Part): part is RuleGroupType {
  return 'rules' in part;
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
  const condition = { path: rule.field, operator: rule.operator, value: rule.value } as Condition;
  return kind && isComplete(condition) ? conditionLogic(condition, kind) : undefined;
}

/** JSON Logic for the builder; null when it says more than the builder can show. */
export function parseQuery(logic: ExpressionJson | undefined, kindOf: KindOf): RuleGroupType | null {
  if (logic === undefined || logic === true) return emptyQuery;
  const part = parsePart(logic, kindOf);
  if (!part) return null;
  return isGroup(part) ? part : { combinator: 'and', rules: [part] };
}

function parsePart(logic: ExpressionJson, kindOf: KindOf): Part | null {
  const leaf = parseConditions(logic, kindOf);
  if (leaf?.length === 1 && leaf[0]) return ruleOf(leaf[0]);
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return null;
  const [name = '', args] = Object.entries(logic)[0] ?? [];
  const list = (Array.isArray(args) ? args : [args]) as ExpressionJson[];
  const [first] = list;
  if (name === '!=' && first !== undefined) return parseDiffering(list, kindOf);
  if (name === '!' && first !== undefined && list.length === 1) {
    const inner = parsePart(first, kindOf);
    if (!inner) return null;
    return isGroup(inner) ? { ...inner, not: !inner.not } : { combinator: 'and', not: true, rules: [inner] };
  }
  if (name !== 'and' && name !== 'or') return null;
  const rules = list.map((one) => parsePart(one, kindOf));
  return rules.every((rule) => rule !== null) ? { combinator: name, rules: rules as Part[] } : null;
}

/** `status != "open"` (differs and is there) is shown as: is filled, and not one of. */
function parseDiffering(list: ExpressionJson[], kindOf: KindOf): Part | null {
  const equal = parseConditions({ '==': list }, kindOf)?.[0];
  if (equal?.operator !== 'any_of') return null;
  return {
    combinator: 'and',
    rules: [
      ruleOf({ path: equal.path, operator: 'filled', value: null }),
      ruleOf({ ...equal, operator: 'none_of' }),
    ],
  };
}

function ruleOf({ path, operator, value }: Condition): RuleType {
  return { field: path, operator, value };
}
