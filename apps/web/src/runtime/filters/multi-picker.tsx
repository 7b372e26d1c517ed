import { Select, TreeSelect } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useDepartments, useMembers } from '../../api/people.js';
import { useRecords } from '../../api/records.js';
import { useSettled } from '../../ui/use-settled.js';
import { useOptions } from '../../widgets/choice.js';
import { departmentTree } from '../../widgets/department.js';
import { useWords } from '../../words/words.js';
import type { FilterField } from './filter-fields.js';
import { filterWords } from './filter-words.js';

interface PickerProps {
  field: FilterField;
  value: string[];
  onChange: (ids: string[]) => void;
}

/** Several options, records, people or departments. */
export function MultiPicker(props: PickerProps) {
  if (props.field.kind === 'reference') return <RecordsPicker {...props} />;
  if (props.field.kind === 'member' || props.field.kind === 'members') return <MembersPicker {...props} />;
  if (props.field.kind === 'department') return <DepartmentsPicker {...props} />;
  return <OptionsPicker {...props} />;
}

function OptionsPicker({ field, value, onChange }: PickerProps) {
  const t = useWords(filterWords);
  const options = useOptions(field.field ?? { id: '', label: '', type: 'choice' });
  return (
    <Select
      mode="multiple"
      aria-label={t('value')}
      autoFocus
      showSearch={{ optionFilterProp: 'words' }}
      options={options}
      value={value}
      onChange={onChange}
    />
  );
}

function RecordsPicker({ field, value, onChange }: PickerProps) {
  const t = useWords(filterWords);
  const scope = useAppScope();
  const [words, setWords] = useState('');
  const title = scope.forms.get(field.form ?? '')?.title;
  const base = { count: 'none' as const, ...(title ? { fields: [title] } : {}) };
  const found = useRecords(scope.id, field.form ?? '', { ...base, search: useSettled(words), pageSize: 30 });
  const chosen = useRecords(
    scope.id,
    field.form ?? '',
    { ...base, filter: { in: [{ var: 'id' }, value] }, pageSize: 100 },
    value.length > 0,
  );
  const records = new Map(
    [...(value.length > 0 ? (chosen.data?.records ?? []) : []), ...(found.data?.records ?? [])].map((one) => [
      one.id,
      one,
    ]),
  );
  return (
    <Select
      mode="multiple"
      aria-label={t('value')}
      autoFocus
      showSearch={{ filterOption: false, onSearch: setWords }}
      options={[...records.values()].map((one) => ({
        value: one.id,
        label: String((title && one[title]) ?? one.id),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}

function MembersPicker({ value, onChange }: PickerProps) {
  const t = useWords(filterWords);
  const [words, setWords] = useState('');
  const { data: members = [] } = useMembers(useSettled(words));
  return (
    <Select
      mode="multiple"
      aria-label={t('value')}
      autoFocus
      showSearch={{ filterOption: false, onSearch: setWords }}
      options={members.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  );
}

function DepartmentsPicker({ value, onChange }: PickerProps) {
  const t = useWords(filterWords);
  const { data: departments = [] } = useDepartments();
  return (
    <TreeSelect
      multiple
      aria-label={t('value')}
      treeDefaultExpandAll
      treeData={departmentTree(departments)}
      value={value}
      onChange={onChange}
    />
  );
}
