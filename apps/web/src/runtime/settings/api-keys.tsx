import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Modal, Popconfirm, Table, Typography } from 'antd';
import { useState } from 'react';
import { type ApiKey, createApiKey, deleteApiKey, useApiKeys } from '../../api/people.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { PageHeader } from '../../ui/page-header.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './settings.module.css';
import { settingsWords } from './settings-words.js';

const scopes = ['read', 'write', 'administer'] as const;

/** One's own keys for programs. */
export function ApiKeys() {
  const t = useWords(settingsWords);
  const v = useWords(verbs);
  const queries = useQueryClient();
  const { data } = useApiKeys();
  const [isNew, setNew] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: ['api-keys'] });
  const [remove] = useAction(async (id: string) => {
    await deleteApiKey(id);
    await refresh();
  });
  return (
    <section className={styles.part}>
      <PageHeader
        title={<span style={{ fontSize: 16 }}>{t('keys')}</span>}
        beside={<span className="muted">{t('keys_hint')}</span>}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
            {t('new_key')}
          </Button>
        }
      />
      {data?.length === 0 ? (
        <EmptyState title={t('no_keys')} />
      ) : (
        <Table<ApiKey>
          size="small"
          rowKey="id"
          dataSource={data ?? []}
          pagination={false}
          scroll={{ x: 560 }}
          columns={[
            { title: t('key_name'), dataIndex: 'name' },
            { title: t('keys'), render: (_, key) => <code>{key.prefix}…</code> },
            {
              title: t('key_scopes'),
              render: (_, key) =>
                key.scopes.map((scope) => t(`scope_${scope}` as 'scope_read')).join(v('comma')),
            },
            {
              title: t('key_last_used'),
              render: (_, key) => (key.lastUsedAt ? <Ago at={key.lastUsedAt} /> : t('never')),
            },
            {
              width: 60,
              render: (_, key) => (
                <Popconfirm title={t('key_delete', { name: key.name })} onConfirm={() => void remove(key.id)}>
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('key_delete', { name: key.name })}
                  />
                </Popconfirm>
              ),
            },
          ]}
        />
      )}
      {isNew && (
        <NewKeyDialog
          onClose={() => {
            setNew(false);
            void refresh();
          }}
        />
      )}
    </section>
  );
}

function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(settingsWords);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>(['read', 'write']);
  const [key, setKey] = useState<string | null>(null);
  const [create, isCreating] = useAction(async () => {
    setKey((await createApiKey({ name: name.trim(), scopes: chosen })).key);
  });
  if (key !== null)
    return (
      <Modal open title={t('key_made')} footer={null} onCancel={onClose}>
        <Alert type="warning" showIcon title={t('key_hint')} style={{ marginBottom: 12 }} />
        <Typography.Text code copyable>
          {key}
        </Typography.Text>
      </Modal>
    );
  return (
    <Modal
      open
      width={420}
      title={t('new_key')}
      okText={t('new_key')}
      okButtonProps={{ disabled: name.trim() === '' || chosen.length === 0, loading: isCreating }}
      onOk={() => void create()}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={() => void create()}>
        <Form.Item label={t('key_name')} htmlFor="key-name">
          <Input
            id="key-name"
            autoFocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('key_scopes')}>
          <Checkbox.Group
            value={chosen}
            onChange={setChosen}
            options={scopes.map((scope) => ({ value: scope as string, label: t(`scope_${scope}`) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
