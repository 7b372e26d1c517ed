import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { localize, type People } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useCallback, useState } from 'react';
import { useMembers } from '../../api/people.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { useAppDocuments } from '../document/use-problems.js';
import parts from '../parts/parts.module.css';
import { effectWords } from './effect-words.js';

const ways = ['role', 'field', 'department_head', 'initiator', 'member', 'matching'] as const;
const wayWords = {
  role: 'by_role',
  field: 'by_field',
  department_head: 'by_department_head',
  initiator: 'by_initiator',
  member: 'by_member',
  matching: 'by_best',
} as const;

/** Paths of members (or departments) that a record leads to. */
export function peoplePaths(ground: Ground, kind: 'user' | 'department'): string[] {
  return Object.entries(ground.names.types)
    .filter(([path, type]) => type.kind === 'reference' && type.form === kind && !path.startsWith('old.'))
    .map(([path]) => path);
}

interface PeopleProps {
  people: readonly People[];
  ground: Ground;
  onChange: (people: People[]) => void;
}

/** Who is meant: any number of roles, fields, heads of departments … */
export function PeopleEditor({ people, ground, onChange }: PeopleProps) {
  const t = useWords(effectWords);
  const v = useWords(verbs);
  return (
    <div className={parts.rows}>
      {people.map((one, index) => (
        <div key={index} className={parts.row}>
          <OnePeople people={one} ground={ground} onChange={(next) => onChange(people.with(index, next))} />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={v('remove')}
            disabled={people.length === 1}
            onClick={() => onChange(people.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...people, { by: 'initiator' }])}>
        {t('add_person')}
      </Button>
    </div>
  );
}

function OnePeople({
  people,
  ground,
  onChange,
}: {
  people: People;
  ground: Ground;
  onChange: (people: People) => void;
}) {
  const t = useWords(effectWords);
  const text = useText();
  const { roles, matchings } = useAppDocuments();
  const fieldOptions = (kind: 'user' | 'department') =>
    peoplePaths(ground, kind).map((path) => ({ value: path, label: ground.names.words.get(path) ?? path }));
  const begin = (by: People['by']): People => {
    if (by === 'role') return { by, role: [...roles.keys()][0] ?? '' };
    if (by === 'field') return { by, field: peoplePaths(ground, 'user')[0] ?? 'owner' };
    if (by === 'member') return { by, user: '' };
    if (by === 'matching') return { by, matching: matchings.values().next().value?.id ?? '' };
    return { by };
  };
  return (
    <div className={parts.rows}>
      <Select
        aria-label={t('add_person')}
        value={people.by}
        onChange={(by) => onChange(begin(by))}
        options={ways.map((by) => ({ value: by, label: t(wayWords[by]) }))}
      />
      {people.by === 'role' && (
        <Select
          aria-label={t('by_role')}
          value={people.role || null}
          onChange={(role) => onChange({ by: 'role', role })}
          options={[...roles.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      )}
      {people.by === 'field' && (
        <Select
          aria-label={t('by_field')}
          showSearch={{ optionFilterProp: 'label' }}
          value={people.field}
          onChange={(field) => onChange({ by: 'field', field })}
          options={fieldOptions('user')}
        />
      )}
      {people.by === 'department_head' && (
        <Select
          allowClear
          aria-label={t('by_department_head')}
          placeholder={t('head_of_record')}
          value={people.field ?? null}
          onChange={(field) => onChange(field ? { by: 'department_head', field } : { by: 'department_head' })}
          options={fieldOptions('department')}
        />
      )}
      {people.by === 'matching' && (
        <Select
          aria-label={t('by_best')}
          value={people.matching || null}
          onChange={(matching) => onChange({ by: 'matching', matching })}
          options={[...matchings.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      )}
      {people.by === 'member' && (
        <MemberPicker user={people.user} onChange={(user) => onChange({ by: 'member', user })} />
      )}
    </div>
  );
}

function MemberPicker({ user, onChange }: { user: string; onChange: (user: string) => void }) {
  const t = useWords(effectWords);
  const [words, setWords] = useState('');
  const { data: members = [] } = useMembers(useSettled(words));
  return (
    <Select
      aria-label={t('by_member')}
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={user || null}
      onChange={onChange}
      options={members.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** Says who is meant: “客服”角色、负责人中的人. */
export function usePeopleWords() {
  const t = useWords(effectWords);
  const locale = useLocale();
  const { roles, matchings } = useAppDocuments();
  return useCallback(
    (people: readonly People[], names: Ground['names']): string => {
      const one = (person: People): string => {
        if (person.by === 'role') {
          const role = roles.get(person.role);
          return t('role_people', { name: role ? localize(role.label, locale) : person.role });
        }
        if (person.by === 'field')
          return t('field_people', { name: names.words.get(person.field) ?? person.field });
        if (person.by === 'member') return t('one_member');
        if (person.by === 'initiator') return t('by_initiator');
        if (person.by === 'matching')
          return t('best_people', {
            name: localize(matchings.get(person.matching)?.label ?? person.matching, locale),
          });
        const { field } = person;
        const name = field === undefined ? t('head_of_record') : (names.words.get(field) ?? field);
        return t('head_of', { name });
      };
      return people.map(one).join(locale === 'zh-CN' ? '、' : ', ') || t('nobody');
    },
    [t, roles, matchings, locale],
  );
}
