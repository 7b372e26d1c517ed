import type { Text } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { useDepartments, useMembers } from '../../api/people.js';
import { useRecords } from '../../api/records.js';
import { momentOf } from '../../api/time-zone.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { Condition, FilterOperator } from './conditions.js';
import type { FilterField } from './filter-fields.js';
import { filterWords } from './filter-words.js';
import type { Period } from './periods.js';

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Names of the records and people that a condition means by id. */
function useNames(field: FilterField, value: unknown): (id: string) => string {
  const scope = useAppScope();
  const ids = idsOf(value);
  const isRecord = field.kind === 'reference' && field.form !== undefined && ids.length > 0;
  const form = field.form === undefined ? undefined : scope.forms.get(field.form);
  const records = useRecords(
    scope.id,
    field.form ?? '',
    {
      filter: { in: [{ var: 'id' }, ids] },
      count: 'none',
      pageSize: 100,
      ...(form?.title ? { fields: [form.title] } : {}),
    },
    isRecord,
  );
  const isPeople = field.kind === 'member' || field.kind === 'members';
  const members = useMembers('', isPeople && ids.length > 0);
  const departments = useDepartments();
  const known = new Map<string, string>();
  for (const record of isRecord ? (records.data?.records ?? []) : [])
    known.set(record.id, String((form?.title && record[form.title]) ?? '…'));
  if (isPeople) for (const { id, name } of members.data ?? []) known.set(id, name);
  if (field.kind === 'department') for (const { id, name } of departments.data ?? []) known.set(id, name);
  return (id) => known.get(id) ?? '…';
}

/** The words of an operator for a kind of field; dates begin and end, figures are small and large. */
export function useOperatorWord(): (operator: FilterOperator, field: FilterField) => string {
  const t = useWords(filterWords);
  return (operator, { kind }) => {
    const isMoment = kind === 'date' || kind === 'datetime';
    if (kind === 'boolean' && operator === 'is') return t('is_yes_no');
    if (isMoment && operator === 'at_least') return t('from_day');
    if (isMoment && operator === 'at_most') return t('until_day');
    return t(operator);
  };
}

/** A condition as a sentence: 状态 是 处理中. */
export function useSentence(field: FilterField, condition: Condition): string {
  const t = useWords(filterWords);
  const v = useWords(verbs);
  const text = useText();
  const word = useOperatorWord();
  const nameOf = useNames(field, condition.value);
  const { operator, value } = condition;
  const say = (one: unknown): string => {
    if (one === null || one === undefined || one === '') return t('dots');
    if (field.kind === 'boolean') return one === true ? v('yes') : v('no');
    if (field.kind === 'datetime')
      return momentOf(String(one)).format('YYYY-MM-DD HH:mm').replace(' 00:00', '');
    if (field.field?.options) return text(optionLabel(field, String(one)));
    return ['reference', 'member', 'members', 'department'].includes(field.kind)
      ? nameOf(String(one))
      : String(one);
  };
  const start = `${text(field.label)} ${word(operator, field)}`;
  if (operator === 'empty' || operator === 'filled' || operator === 'me') return start;
  if (operator === 'within') return `${start} ${t((value ?? 'dots') as Period)}`;
  if (operator === 'between') {
    const [from, to] = Array.isArray(value) ? value : [];
    return `${start} ${say(from)} ~ ${say(to)}`;
  }
  return `${start} ${Array.isArray(value) ? value.map(say).join(t('or')) || t('dots') : say(value)}`;
}

function optionLabel(field: FilterField, id: string): Text {
  return field.field?.options?.find((option) => option.id === id)?.label ?? id;
}
