import { TeamOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useState } from 'react';
import { useMembers } from '../api/people.js';
import { Person } from '../ui/person.js';
import { useSettled } from '../ui/use-settled.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { type Picked, pickedOf } from './picked.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

const listOf = (value: unknown): Picked[] =>
  Array.isArray(value) ? value.flatMap((one) => pickedOf(one) ?? []) : [];

function MembersInput(props: InputProps) {
  const t = useWords(widgetWords);
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { data: found = [], isFetching } = useMembers(useSettled(words), isOpen);
  const picked = listOf(props.value);
  const people = new Map<string, Picked>(found.map(({ id, name }) => [id, { id, title: name }]));
  for (const one of picked) if (!people.has(one.id)) people.set(one.id, one);
  return (
    <Select
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      mode="multiple"
      style={{ width: '100%' }}
      open={isOpen}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={picked.map(({ id }) => id)}
      options={[...people.values()].map(({ id, title }) => ({
        value: id,
        label: <Person name={title ?? '?'} size={20} />,
      }))}
      loading={isFetching && isOpen}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder) || t('choose')}
      notFoundContent={t('no_records')}
      onChange={(ids: string[]) =>
        props.onChange(ids.length === 0 ? null : ids.flatMap((id) => people.get(id) ?? []))
      }
      onBlur={() => props.onBlur?.()}
    />
  );
}

function MembersDisplay({ value, place }: DisplayProps) {
  return (
    <span className={place === 'cell' ? styles.cellTags : styles.tags}>
      {listOf(value).map(({ id, title }) => (
        <Person key={id} name={title ?? '?'} />
      ))}
    </span>
  );
}

/** Several people. */
export const members: Widget = {
  Input: MembersInput,
  Display: MembersDisplay,
  icon: <TeamOutlined />,
  columnWidth: 180,
  isElastic: true,
};
