import { UserOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useState } from 'react';
import { useMembers } from '../api/people.js';
import { useSession } from '../api/session.js';
import { Person } from '../ui/person.js';
import { useSettled } from '../ui/use-settled.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { pickedOf } from './picked.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';

/** The chosen person; a default that says "the current user" comes as an id without a name. */
function useNamed(value: unknown) {
  const { data: session } = useSession();
  const picked = pickedOf(value);
  if (picked?.title !== null || picked.id !== session?.user.id) return picked;
  return { ...picked, title: session.user.name };
}

function MemberInput(props: InputProps) {
  const t = useWords(widgetWords);
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const { data: members = [], isFetching } = useMembers(useSettled(words), isOpen);
  const picked = useNamed(props.value);
  const people = members.map(({ id, name, department }) => ({ value: id, name, department }));
  if (picked && !people.some(({ value }) => value === picked.id))
    people.unshift({ value: picked.id, name: picked.title ?? '', department: null });
  return (
    <Select
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      allowClear={!props.isRequired}
      open={isOpen}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={picked?.id ?? null}
      options={people.map((person) => ({ ...person, label: <Person name={person.name} size={20} /> }))}
      optionRender={({ data: person }) => (
        <>
          <Person name={person.name} size={20} /> <span className="muted">{person.department}</span>
        </>
      )}
      loading={isFetching && isOpen}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder) || t('choose')}
      notFoundContent={t('no_records')}
      onChange={(id: string | undefined) => {
        const person = people.find(({ value }) => value === id);
        props.onChange(person ? { id: person.value, title: person.name } : null);
      }}
      onBlur={() => props.onBlur?.()}
    />
  );
}

function MemberDisplay({ value }: DisplayProps) {
  const picked = pickedOf(value);
  return picked && <Person name={picked.title ?? '?'} />;
}

export const member: Widget = {
  Input: MemberInput,
  Display: MemberDisplay,
  icon: <UserOutlined />,
  columnWidth: 120,
};
