import { PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import { useState } from 'react';
import { type User, useDepartments, useUsers } from '../../api/people.js';
import { Ago } from '../../ui/moment.js';
import { PageHeader } from '../../ui/page-header.js';
import { Person } from '../../ui/person.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StateDot } from '../../ui/state-dot.js';
import { useSettled } from '../../ui/use-settled.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { PersonDialog } from './person-dialog.js';
import styles from './settings.module.css';
import { settingsWords } from './settings-words.js';

/** Everybody who can sign in. */
export function People() {
  const t = useWords(settingsWords);
  const v = useWords(verbs);
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const [edited, setEdited] = useState<User | 'new' | null>(null);
  const { data, error, refetch, isFetching } = useUsers(useSettled(search), page);
  const { data: departments = [] } = useDepartments();
  const rightsOf = (user: User) =>
    [user.isAdministrator && t('administrator'), user.isBuilder && t('builder')]
      .filter(Boolean)
      .join(v('comma'));
  return (
    <section className={styles.part}>
      <PageHeader
        title={<span style={{ fontSize: 16 }}>{t('people')}</span>}
        beside={
          data && <span className="muted figures">{t('people_count', { count: data.meta?.total ?? 0 })}</span>
        }
        actions={
          <>
            <Input
              allowClear
              placeholder={t('search_people')}
              aria-label={t('search_people')}
              style={{ width: 200 }}
              value={search}
              onChange={(event) => {
                setSearch(event.target.value);
                setPage(1);
              }}
            />
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
              {t('new_user')}
            </Button>
          </>
        }
      />
      {error && <ProblemNotice error={error} retry={refetch} />}
      <Table<User>
        size="small"
        rowKey="id"
        loading={{ spinning: isFetching && !data, delay: 300 }}
        dataSource={data?.data ?? []}
        scroll={{ x: 720 }}
        pagination={{
          current: page,
          pageSize: 50,
          total: data?.meta?.total ?? 0,
          onChange: setPage,
          hideOnSinglePage: true,
        }}
        onRow={(user) => ({ onClick: () => setEdited(user), style: { cursor: 'pointer' } })}
        columns={[
          {
            title: t('name'),
            render: (_, user) => (
              <Button type="text" size="small" onClick={() => setEdited(user)}>
                <Person name={user.name} />
              </Button>
            ),
          },
          { title: t('login'), dataIndex: 'login' },
          {
            title: t('department'),
            render: (_, user) => departments.find(({ id }) => id === user.departmentId)?.name,
          },
          { title: t('rights'), render: (_, user) => rightsOf(user) },
          {
            title: t('status'),
            render: (_, user) => (
              <StateDot color={user.status === 'active' ? 'green' : 'grey'}>{t(user.status)}</StateDot>
            ),
          },
          {
            title: t('last_login'),
            render: (_, user) => (user.lastLoginAt ? <Ago at={user.lastLoginAt} /> : t('never')),
          },
        ]}
      />
      {edited && (
        <PersonDialog
          user={edited === 'new' ? null : edited}
          departments={departments}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            void queries.invalidateQueries({ queryKey: ['users'] });
          }}
        />
      )}
    </section>
  );
}
