import type { ExpressionJson } from '@fieldwork/metadata';
import { useCallback } from 'react';
import type { RuleGroupType, RuleType } from 'react-querybuilder';
import type { FilterField } from '../../runtime/filters/filter-fields.js';
import { filterWords } from '../../runtime/filters/filter-words.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionWords } from './condition-words.js';
import { printExpression } from './expression-print.js';
import { sayOperand } from './expression-words.js';
import type { Names } from './field-names.js';
import { isOperand } from './operand.js';
import { parseQuery } from './query-logic.js';
import { useBuilderWord } from './use-builder-word.js';
import { useKnownFields } from './use-known-fields.js';

const withoutValue = ['empty', 'filled', 'me'];
const isIdKind = (field: FilterField) =>
  ['reference', 'member', 'members', 'department'].includes(field.kind);

/** Says a condition in words: 状态 是 处理中 并且 金额 不小于 5. What words cannot say is said as a formula. */
export function useConditionSentence(fields: readonly FilterField[], names: Names) {
  const t = useWords(conditionWords);
  const f = useWords(filterWords);
  const v = useWords(verbs);
  const text = useText();
  const locale = useLocale();
  const word = useBuilderWord();
  const known = useKnownFields(fields, names);

  const sayValue = (field: FilterField, value: unknown): string => {
    if (isOperand(value)) return sayOperand(value, names, locale, t);
    if (Array.isArray(value)) {
      if (isIdKind(field)) return t('chosen', { count: value.length });
      return value.map((one) => sayValue(field, one)).join(f('or'));
    }
    if (typeof value === 'boolean') return v(value ? 'yes' : 'no');
    const option = field.field?.options?.find(({ id }) => id === value);
    return option ? text(option.label) : String(value ?? f('dots')).replace(/T\d\d:.*$/, '');
  };
  const sayRule = ({ field: path, operator, value }: RuleType): string => {
    const field = known(path);
    if (!field) return path;
    const start = `${text(field.label)} ${word(operator as never, field)}`;
    if (withoutValue.includes(operator)) return start;
    if (operator === 'within') return `${start} ${f(value as never)}`;
    if (operator === 'between')
      return `${start} ${(value as unknown[]).map((one) => sayValue(field, one)).join(' ~ ')}`;
    return `${start} ${sayValue(field, value)}`;
  };
  const sayGroup = (group: RuleGroupType, isInner: boolean): string => {
    const parts = group.rules.map((part) =>
      typeof part === 'object' && 'rules' in part ? sayGroup(part, true) : sayRule(part as RuleType),
    );
    const joined = parts.join(` ${t(group.combinator === 'or' ? 'or' : 'and')} `);
    if (group.not) return `${t('not_word')}(${joined})`;
    return isInner && parts.length > 1 ? `(${joined})` : joined;
  };
  return useCallback(
    (logic: ExpressionJson | undefined): string => {
      if (logic === undefined) return t('none');
      const query = parseQuery(logic, (path) => known(path)?.kind);
      return query && query.rules.length > 0 ? sayGroup(query, false) : printExpression(logic, names);
    },
    [known, names, t, text, locale],
  );
}
