import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Popconfirm, Table } from 'antd';
import { useState } from 'react';
import {
  createDepartment,
  type Department,
  deleteDepartment,
  updateDepartment,
  useDepartments,
} from '../../api/people.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { useAction } from '../../ui/use-action.js';
import { member } from '../../widgets/member.js';
import { pickedOf } from '../../widgets/picked.js';
import { useWords } from '../../words/words.js';
import styles from './settings.module.css';
import { settingsWords } from './settings-words.js';

interface Branch extends Department {
  children?: Branch[];
}
type Edited = { id: string | null; name: string; parentId: string | null; headId: string | null };

function treeOf(departments: readonly Department[], parent: string | null): Branch[] {
  return departments
    .filter(({ parentId }) => parentId === parent)
    .map((one) => {
      const children = treeOf(departments, one.id);
      return children.length > 0 ? { ...one, children } : one;
    });
}

/** The tree of departments. */
export function Departments() {
  const t = useWords(settingsWords);
  const queries = useQueryClient();
  const { data } = useDepartments();
  const [edited, setEdited] = useState<Edited | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['departments'] });
  const [remove] = useAction(async (id: string) => {
    await deleteDepartment(id);
    await refresh();
  });
  const begin = (parentId: string | null) => setEdited({ id: null, name: '', parentId, headId: null });
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => begin(null)}>
      {t('new_department')}
    </Button>
  );
  return (
    <section className={styles.part}>
      <PageHeader title={<span style={{ fontSize: 16 }}>{t('departments')}</span>} actions={add} />
      {data?.length === 0 ? (
        <EmptyState title={t('no_departments')} />
      ) : (
        <Table<Branch>
          size="small"
          rowKey="id"
          key={data?.length}
          dataSource={treeOf(data ?? [], null)}
          pagination={false}
          expandable={{ defaultExpandAllRows: true }}
          columns={[
            { title: t('department'), dataIndex: 'name' },
            {
              width: 140,
              className: styles.together,
              render: (_, one) => (
                <>
                  <Button
                    type="text"
                    size="small"
                    icon={<PlusOutlined />}
                    aria-label={`${t('sub_department')} ${one.name}`}
                    onClick={() => begin(one.id)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<EditOutlined />}
                    aria-label={`${t('rename')} ${one.name}`}
                    onClick={() =>
                      setEdited({ id: one.id, name: one.name, parentId: one.parentId, headId: one.headId })
                    }
                  />
                  <Popconfirm
                    title={t('delete_department', { name: one.name })}
                    onConfirm={() => void remove(one.id)}
                  >
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={t('delete_department', { name: one.name })}
                    />
                  </Popconfirm>
                </>
              ),
            },
          ]}
        />
      )}
      {edited && (
        <DepartmentDialog
          edited={edited}
          onClose={() => setEdited(null)}
          onSaved={async () => {
            await refresh();
            setEdited(null);
          }}
        />
      )}
    </section>
  );
}

function DepartmentDialog(props: { edited: Edited; onClose: () => void; onSaved: () => Promise<void> }) {
  const t = useWords(settingsWords);
  const [name, setName] = useState(props.edited.name);
  const [head, setHead] = useState<unknown>(props.edited.headId);
  const [save, isSaving] = useAction(async () => {
    const values = { name: name.trim(), parentId: props.edited.parentId, headId: pickedOf(head)?.id ?? null };
    if (props.edited.id === null) await createDepartment(values);
    else await updateDepartment(props.edited.id, values);
    await props.onSaved();
  });
  const { Input: MemberInput } = member;
  return (
    <Modal
      open
      width={420}
      title={props.edited.id === null ? t('new_department') : t('rename')}
      okText={t('save')}
      okButtonProps={{ disabled: name.trim() === '', loading: isSaving }}
      onOk={() => void save()}
      onCancel={props.onClose}
    >
      <label htmlFor="department-name">{t('name')}</label>
      <Input
        id="department-name"
        autoFocus
        maxLength={100}
        value={name}
        style={{ margin: '4px 0 12px' }}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && void save()}
      />
      <label htmlFor="department-head">{t('head')}</label>
      <MemberInput
        id="department-head"
        field={{ id: 'head', type: 'member', label: t('head') }}
        value={head}
        values={{}}
        onChange={setHead}
      />
    </Modal>
  );
}
