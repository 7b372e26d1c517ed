import { DeleteOutlined, StopOutlined } from '@ant-design/icons';
import type { DeviceData } from '@fieldwork/api-contract';
import { Button, Popconfirm, Space, Table, Tag } from 'antd';
import { removeDevice, revokeDevice, useDevices } from '../../api/devices.js';
import { useSignedIn } from '../../api/session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { PageHeader } from '../../ui/page-header.js';
import { Person } from '../../ui/person.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import styles from './settings.module.css';
import { settingsWords } from './settings-words.js';

const offMs = 5 * 60_000;

/** Phones that hold data: whose, when last heard of, what they still hold back, and the way to shut a lost one out. */
export function Devices() {
  const t = useWords(settingsWords);
  const { user } = useSignedIn();
  const { data } = useDevices(user.isAdministrator);
  const [revoke] = useAction(revokeDevice);
  const [remove] = useAction(removeDevice);
  return (
    <section className={styles.part}>
      <PageHeader
        title={<span style={{ fontSize: 16 }}>{t('devices')}</span>}
        beside={<span className="muted">{t('devices_hint')}</span>}
      />
      {data?.length === 0 ? (
        <EmptyState title={t('no_devices')} hint={t('no_devices_hint')} />
      ) : (
        <Table<DeviceData>
          size="small"
          rowKey="id"
          dataSource={data ?? []}
          pagination={false}
          scroll={{ x: 720 }}
          columns={[
            {
              title: t('device_name'),
              // Two phones of one make are told apart by the end of their id.
              render: (_, { id, name }) => (
                <>
                  {name} <span className="muted figures">{id.slice(-4).toUpperCase()}</span>
                </>
              ),
            },
            {
              title: t('device_user'),
              render: (_, { user: owner }) => owner.title && <Person name={owner.title} />,
            },
            { title: t('device_seen'), render: (_, { lastSeenAt }) => <Ago at={lastSeenAt} /> },
            {
              title: t('device_waiting'),
              render: (_, { waiting }) => <span className="figures">{waiting}</span>,
            },
            {
              title: t('device_state'),
              render: (_, { revokedAt, clockOffMs }) => (
                <Space>
                  {revokedAt ? (
                    <Tag color="error">{t('device_revoked')}</Tag>
                  ) : (
                    <Tag>{t('device_active')}</Tag>
                  )}
                  {Math.abs(clockOffMs) > offMs && (
                    <Tag color="warning">
                      {t('device_clock', { minutes: Math.round(clockOffMs / 60_000) })}
                    </Tag>
                  )}
                </Space>
              ),
            },
            {
              width: 110,
              render: (_, { id, name, waiting, revokedAt }) => (
                <Space>
                  {revokedAt === null && (
                    <Popconfirm
                      title={t('device_revoke', { name })}
                      description={
                        waiting > 0 ? t('device_loses', { count: waiting }) : t('device_revoke_hint')
                      }
                      onConfirm={() => void revoke(id)}
                    >
                      <Button
                        type="text"
                        size="small"
                        icon={<StopOutlined />}
                        aria-label={t('device_revoke', { name })}
                      />
                    </Popconfirm>
                  )}
                  <Popconfirm title={t('device_remove', { name })} onConfirm={() => void remove(id)}>
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={t('device_remove', { name })}
                    />
                  </Popconfirm>
                </Space>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
