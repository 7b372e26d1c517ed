import { DeleteOutlined, EditOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { MailAccountData } from '@fieldwork/api-contract';
import { App, Button, Popconfirm, Table, Tooltip } from 'antd';
import { useState } from 'react';
import { deleteMailAccount, testMailAccount, useMailAccounts } from '../../api/mail.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { PageHeader } from '../../ui/page-header.js';
import { StateDot } from '../../ui/state-dot.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { DeadDeliveries } from './dead-deliveries.js';
import styles from './mail.module.css';
import { MailAccountDialog } from './mail-account-dialog.js';
import { MailLogDrawer } from './mail-log-drawer.js';
import { mailWords } from './mail-words.js';

/** The mailboxes of the installation, and what could not be sent. */
export function MailAccounts() {
  const t = useWords(mailWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const { data } = useMailAccounts();
  const [edited, setEdited] = useState<MailAccountData | 'new' | null>(null);
  const [logOf, setLogOf] = useState<MailAccountData | null>(null);
  const [remove] = useAction(deleteMailAccount);
  const [test, isTesting] = useAction(async (id: string) => {
    const { imap, smtp } = await testMailAccount(id);
    if (imap === null && smtp === null) message.success(t('works'));
    if (imap !== null) message.error(t('failed', { way: t('incoming'), reason: imap }));
    if (smtp !== null) message.error(t('failed', { way: t('outgoing'), reason: smtp }));
  });
  return (
    <section className={styles.part}>
      <PageHeader
        title={<span style={{ fontSize: 16 }}>{t('mail')}</span>}
        beside={<span className="muted">{t('hint')}</span>}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('new')}
          </Button>
        }
      />
      {data?.length === 0 ? (
        <EmptyState title={t('none')} hint={t('none_hint')} />
      ) : (
        <Table<MailAccountData>
          size="small"
          rowKey="id"
          dataSource={data ?? []}
          loading={!data}
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { title: t('address'), dataIndex: 'address' },
            {
              title: t('purpose'),
              render: (_, { app, channel }) => (app === null ? t('notices') : `${app} · ${channel}`),
            },
            {
              title: t('checked'),
              render: (_, { checkedAt, error, isEnabled }) => (
                <Tooltip title={error}>
                  <span>
                    <StateDot color={error ? 'red' : isEnabled ? 'green' : 'grey'}>
                      {error ?? (checkedAt ? <Ago at={checkedAt} /> : '–')}
                    </StateDot>
                  </span>
                </Tooltip>
              ),
            },
            {
              width: 220,
              render: (_, account) => (
                <span className={styles.actions}>
                  <Button size="small" loading={isTesting} onClick={() => void test(account.id)}>
                    {t('test')}
                  </Button>
                  <Button
                    type="text"
                    size="small"
                    icon={<UnorderedListOutlined />}
                    aria-label={t('log')}
                    onClick={() => setLogOf(account)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<EditOutlined />}
                    aria-label={v('edit')}
                    onClick={() => setEdited(account)}
                  />
                  <Popconfirm
                    title={t('delete_sure', { address: account.address })}
                    onConfirm={() => void remove(account.id)}
                  >
                    <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={v('delete')} />
                  </Popconfirm>
                </span>
              ),
            },
          ]}
        />
      )}
      <DeadDeliveries />
      {edited && (
        <MailAccountDialog account={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {logOf && <MailLogDrawer account={logOf} onClose={() => setLogOf(null)} />}
    </section>
  );
}
