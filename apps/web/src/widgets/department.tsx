import { ApartmentOutlined } from '@ant-design/icons';
import { TreeSelect } from 'antd';
import { type Department, useDepartments } from '../api/people.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { pickedOf } from './picked.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';

interface Branch {
  value: string;
  title: string;
  children: Branch[];
}

/** The departments below a parent as a tree, in their own order. */
export function departmentTree(departments: readonly Department[], parent: string | null = null): Branch[] {
  return departments
    .filter(({ parentId }) => parentId === parent)
    .sort((a, b) => a.position - b.position || a.name.localeCompare(b.name))
    .map(({ id, name }) => ({ value: id, title: name, children: departmentTree(departments, id) }));
}

function DepartmentInput(props: InputProps) {
  const t = useWords(widgetWords);
  const text = useText();
  const { data: departments = [] } = useDepartments();
  const picked = pickedOf(props.value);
  const tree = departmentTree(departments);
  if (picked && !departments.some(({ id }) => id === picked.id))
    tree.unshift({ value: picked.id, title: picked.title ?? '', children: [] });
  return (
    <TreeSelect
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      allowClear={!props.isRequired}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll
      treeData={tree}
      value={picked?.id ?? null}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder) || t('choose')}
      onChange={(id: string | null | undefined) => {
        const found = departments.find((one) => one.id === id);
        props.onChange(found ? { id: found.id, title: found.name } : null);
      }}
      onBlur={() => props.onBlur?.()}
    />
  );
}

export const department: Widget = {
  Input: DepartmentInput,
  Display: ({ value }: DisplayProps) => pickedOf(value)?.title ?? null,
  icon: <ApartmentOutlined />,
  columnWidth: 120,
  isElastic: true,
};
