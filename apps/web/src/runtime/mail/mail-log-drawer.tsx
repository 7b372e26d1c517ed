import type { MailAccountData, MailMessageData } from '@fieldwork/api-contract';
import { Drawer, Table } from 'antd';
import { Link } from 'react-router';
import { useMailMessages } from '../../api/mail.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { useWords } from '../../words/words.js';
import { mailWords } from './mail-words.js';

/** What came and went through a mailbox, and what became of it. */
export function MailLogDrawer({ account, onClose }: { account: MailAccountData; onClose: () => void }) {
  const t = useWords(mailWords);
  const { data } = useMailMessages(account.id);
  return (
    <Drawer open size={820} title={`${t('log')} · ${account.address}`} onClose={onClose}>
      {data?.length === 0 ? (
        <EmptyState title={t('log_none')} />
      ) : (
        <Table<MailMessageData>
          size="small"
          rowKey="id"
          loading={!data}
          dataSource={data ?? []}
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { title: t('when'), width: 110, render: (_, { at }) => <Ago at={at} /> },
            { title: t('kind'), width: 130, render: (_, { kind }) => t(`kind_${kind}`) },
            { title: t('who'), render: (_, { name, address }) => name ?? address },
            {
              title: t('subject'),
              render: (_, { subject, link, error }) => (
                <>
                  {link ? (
                    <Link to={`/apps/${link.app}/forms/${link.form}/${link.record}`}>{subject || '–'}</Link>
                  ) : (
                    subject || '–'
                  )}
                  {error && <div className="muted">{error}</div>}
                </>
              ),
            },
          ]}
        />
      )}
    </Drawer>
  );
}
