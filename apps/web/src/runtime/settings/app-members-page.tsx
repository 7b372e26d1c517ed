import { DeleteOutlined } from '@ant-design/icons';
import type { Text } from '@fieldwork/metadata';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Select, Table } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { call } from '../../api/client.js';
import { type AppMember, setAppRoles, useAppMembers } from '../../api/people.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Person } from '../../ui/person.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { member } from '../../widgets/member.js';
import { pickedOf } from '../../widgets/picked.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import shell from '../shell/shell.module.css';
import styles from './settings.module.css';
import { settingsWords } from './settings-words.js';

interface ListedDocument {
  kind: string;
  id: string;
  label: Text;
}

/** Roles of the app by id and name. */
function useRoles(app: string) {
  return useQuery({
    queryKey: ['documents', app, 'roles'],
    queryFn: async () => {
      const documents = await call<ListedDocument[]>('GET', `/apps/${app}/documents`);
      return documents.filter(({ kind }) => kind === 'role');
    },
  });
}

/** Who is in the app, and in which roles; for builders. */
export function AppMembersPage() {
  const t = useWords(settingsWords);
  const text = useText();
  const scope = useAppScope();
  const queries = useQueryClient();
  const { data, error, refetch } = useAppMembers(scope.id);
  const { data: roles = [] } = useRoles(scope.id);
  useCrumbs([{ label: text(scope.data.app.label), to: `/apps/${scope.id}` }, { label: t('members') }]);
  const options = roles.map(({ id, label }) => ({ value: id, label: text(label) }));
  const [assign] = useAction(async (user: string, next: string[]) => {
    await setAppRoles(scope.id, user, next);
    await queries.invalidateQueries({ queryKey: ['app-members', scope.id] });
  });
  return (
    <div className={shell.page} style={{ overflow: 'auto' }}>
      <PageHeader title={t('members')} beside={<span className="muted">{t('members_hint')}</span>} />
      {error ? (
        <ProblemNotice error={error} retry={refetch} />
      ) : roles.length === 0 ? (
        <Alert type="info" showIcon title={t('no_roles')} />
      ) : (
        <AddMember options={options} onAdd={(user, next) => void assign(user, next)} />
      )}
      {error ? null : data?.length === 0 ? (
        <EmptyState title={t('no_members')} />
      ) : (
        <Table<AppMember>
          size="small"
          rowKey="userId"
          dataSource={data ?? []}
          pagination={false}
          scroll={{ x: 520 }}
          columns={[
            { title: t('name'), width: 180, render: (_, one) => <Person name={one.name} /> },
            { title: t('login'), width: 160, dataIndex: 'login' },
            {
              title: t('roles'),
              render: (_, one) => (
                <Select
                  mode="multiple"
                  style={{ width: '100%', minWidth: 200 }}
                  aria-label={`${t('roles')} ${one.name}`}
                  value={[...one.roles]}
                  options={options}
                  onChange={(next) => next.length > 0 && void assign(one.userId, next)}
                />
              ),
            },
            {
              width: 60,
              render: (_, one) => (
                <Popconfirm
                  title={t('remove_member', { name: one.name })}
                  onConfirm={() => void assign(one.userId, [])}
                >
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('remove_member', { name: one.name })}
                  />
                </Popconfirm>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}

interface AddMemberProps {
  options: { value: string; label: string }[];
  onAdd: (user: string, roles: string[]) => void;
}

function AddMember({ options, onAdd }: AddMemberProps) {
  const t = useWords(settingsWords);
  const [person, setPerson] = useState<unknown>(null);
  const [roles, setRoles] = useState<string[]>([]);
  const { Input: MemberInput } = member;
  const id = pickedOf(person)?.id;
  return (
    <div className={styles.box} style={{ display: 'flex', gap: 8, flexWrap: 'wrap', padding: 12 }}>
      <div style={{ width: 220 }}>
        <label htmlFor="new-member" className="visually-hidden">
          {t('add_member')}
        </label>
        <MemberInput
          id="new-member"
          field={{ id: 'member', type: 'member', label: t('add_member'), placeholder: t('add_member') }}
          value={person}
          values={{}}
          onChange={setPerson}
        />
      </div>
      <Select
        mode="multiple"
        style={{ minWidth: 220, flex: 1 }}
        placeholder={t('roles')}
        aria-label={t('roles')}
        value={roles}
        options={options}
        onChange={setRoles}
      />
      <Button
        type="primary"
        disabled={!id || roles.length === 0}
        onClick={() => {
          if (id) onAdd(id, roles);
          setPerson(null);
          setRoles([]);
        }}
      >
        {t('add_member')}
      </Button>
    </div>
  );
}
