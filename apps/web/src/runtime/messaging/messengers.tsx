import { DeleteOutlined, EditOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { MessengerData, MessengerKind } from '@fieldwork/api-contract';
import { Alert, Button, Popconfirm, Table } from 'antd';
import { useState } from 'react';
import { deleteMessenger, useLinkAddress, useMessengerKinds, useMessengers } from '../../api/messaging.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { StateDot } from '../../ui/state-dot.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { DeadDeliveries } from '../mail/dead-deliveries.js';
import styles from '../mail/mail.module.css';
import { MessageLogDrawer } from './message-log-drawer.js';
import { MessageRoutes } from './message-routes.js';
import { messagingWords } from './messaging-words.js';
import { MessengerDialog } from './messenger-dialog.js';
import { MessengerTest } from './messenger-test.js';

/** Ways to reach people outside, which message goes by which, and what could not be sent. */
export function Messengers() {
  const t = useWords(messagingWords);
  const v = useWords(verbs);
  const text = useText();
  const { data } = useMessengers();
  const { data: kinds = [] } = useMessengerKinds();
  const { data: address } = useLinkAddress();
  const [edited, setEdited] = useState<MessengerData | 'new' | null>(null);
  const [tested, setTested] = useState<MessengerData | null>(null);
  const [logOf, setLogOf] = useState<MessengerData | null>(null);
  const [remove] = useAction(deleteMessenger);
  const kindOf = (type: string): MessengerKind | undefined => kinds.find((kind) => kind.type === type);
  const testedKind = tested && kindOf(tested.type);
  return (
    <section className={styles.part}>
      <PageHeader
        title={<span style={{ fontSize: 16 }}>{t('title')}</span>}
        beside={<span className="muted">{t('hint')}</span>}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('new')}
          </Button>
        }
      />
      {address?.baseUrl === null && (
        <Alert type="warning" showIcon title={t('no_links')} style={{ marginBottom: 12 }} />
      )}
      {data?.length === 0 ? (
        <EmptyState title={t('none')} hint={t('none_hint')} />
      ) : (
        <Table<MessengerData>
          size="small"
          rowKey="id"
          dataSource={data ?? []}
          loading={!data}
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { title: t('name'), dataIndex: 'name' },
            { title: t('kind'), render: (_, { type }) => text(kindOf(type)?.label) || type },
            {
              title: t('state'),
              render: (_, { isEnabled, forNotices }) => (
                <StateDot color={isEnabled ? 'green' : 'grey'}>
                  {t(isEnabled ? 'on' : 'off')}
                  {forNotices && <span className="muted"> · {t('notices')}</span>}
                </StateDot>
              ),
            },
            {
              width: 220,
              render: (_, messenger) => (
                <span className={styles.actions}>
                  <Button size="small" onClick={() => setTested(messenger)}>
                    {t('test')}
                  </Button>
                  <Button
                    type="text"
                    size="small"
                    icon={<UnorderedListOutlined />}
                    aria-label={t('log')}
                    onClick={() => setLogOf(messenger)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<EditOutlined />}
                    aria-label={v('edit')}
                    onClick={() => setEdited(messenger)}
                  />
                  <Popconfirm
                    title={t('delete_sure', { name: messenger.name })}
                    onConfirm={() => void remove(messenger.id)}
                  >
                    <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={v('delete')} />
                  </Popconfirm>
                </span>
              ),
            },
          ]}
        />
      )}
      <MessageRoutes messengers={data ?? []} />
      <DeadDeliveries />
      {edited && (
        <MessengerDialog
          messenger={edited === 'new' ? null : edited}
          kinds={kinds}
          onClose={() => setEdited(null)}
        />
      )}
      {tested && testedKind && (
        <MessengerTest messenger={tested} kind={testedKind} onClose={() => setTested(null)} />
      )}
      {logOf && <MessageLogDrawer messenger={logOf} onClose={() => setLogOf(null)} />}
    </section>
  );
}
