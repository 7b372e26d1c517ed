import { Button, Table } from 'antd';
import { type DeadDelivery, retryDelivery, useDeadDeliveries } from '../../api/mail.js';
import { Ago } from '../../ui/moment.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { mailWords } from './mail-words.js';

/** What could not be sent, with a way to try again; nothing at all where everything went out. */
export function DeadDeliveries() {
  const t = useWords(mailWords);
  const { data = [] } = useDeadDeliveries();
  const [retry, isTrying] = useAction(retryDelivery);
  if (data.length === 0) return null;
  return (
    <>
      <h2>{t('dead')}</h2>
      <p className="muted">{t('dead_hint')}</p>
      <Table<DeadDelivery>
        size="small"
        rowKey="id"
        dataSource={data}
        pagination={false}
        scroll={{ x: 560 }}
        columns={[
          { title: t('who'), dataIndex: 'target' },
          { title: t('when'), render: (_, { createdAt }) => <Ago at={createdAt} /> },
          { title: t('kind'), render: (_, { error }) => <span className="muted">{error}</span> },
          {
            width: 110,
            render: (_, { id }) => (
              <Button size="small" loading={isTrying} onClick={() => void retry(id)}>
                {t('retry')}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
