import type { MessageData, MessengerData } from '@fieldwork/api-contract';
import { Button, Drawer, Segmented, Table } from 'antd';
import { useState } from 'react';
import { retryDelivery } from '../../api/mail.js';
import { useMessages } from '../../api/messaging.js';
import { queryClient } from '../../api/query-client.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { StateDot } from '../../ui/state-dot.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { messagingWords } from './messaging-words.js';

const colors = { waiting: 'gold', sending: 'blue', sent: 'green', dead: 'red' } as const;
const states = ['all', 'waiting', 'sent', 'dead'] as const;

/** What went by a messenger, what waits, and what was given up. */
export function MessageLogDrawer({ messenger, onClose }: { messenger: MessengerData; onClose: () => void }) {
  const t = useWords(messagingWords);
  const [state, setState] = useState<(typeof states)[number]>('all');
  const { data } = useMessages(messenger.id, state === 'all' ? null : state);
  const [retry, isTrying] = useAction(async (id: string) => {
    await retryDelivery(id);
    await queryClient.invalidateQueries({ queryKey: ['messengers'] });
  });
  return (
    <Drawer open size="large" title={`${messenger.name} · ${t('log')}`} onClose={onClose}>
      <Segmented
        style={{ marginBottom: 12 }}
        value={state}
        onChange={setState}
        options={states.map((value) => ({ value, label: value === 'all' ? t('log') : t(`state_${value}`) }))}
      />
      {data?.length === 0 ? (
        <EmptyState title={t('log_none')} />
      ) : (
        <Table<MessageData>
          size="small"
          rowKey="id"
          loading={!data}
          dataSource={data ?? []}
          pagination={false}
          scroll={{ x: 560 }}
          columns={[
            { title: t('when'), width: 110, render: (_, { createdAt }) => <Ago at={createdAt} /> },
            { title: t('who'), width: 130, dataIndex: 'address' },
            {
              title: t('words'),
              render: (_, { title, together, error }) => (
                <>
                  {title}
                  {together > 1 && <span className="muted"> · {t('together', { count: together })}</span>}
                  {error && <div className="muted">{error}</div>}
                </>
              ),
            },
            {
              title: t('state'),
              width: 150,
              render: (_, message) => (
                <>
                  <StateDot color={colors[message.state]}>{t(`state_${message.state}`)}</StateDot>
                  {message.state === 'dead' && message.deliveryId && (
                    <Button
                      type="link"
                      size="small"
                      loading={isTrying}
                      onClick={() => void retry(message.deliveryId ?? '')}
                    >
                      {t('retry')}
                    </Button>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </Drawer>
  );
}
