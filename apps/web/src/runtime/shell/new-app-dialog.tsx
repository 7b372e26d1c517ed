import { Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { createApp } from '../../api/apps.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { shellWords } from './shell-words.js';

/** A new app: blank (on to the designer) or out of a file (on to the import). */
export function NewAppDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useWords(shellWords);
  const v = useWords(verbs);
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [from, setFrom] = useState<'blank' | 'file'>('blank');
  const [create, isCreating] = useAction(async () => {
    const app = await createApp({ label: name.trim() });
    navigate(from === 'file' ? `/apps/${app.id}/import` : `/apps/${app.id}/design`);
  });
  const isReady = name.trim() !== '';
  return (
    <Modal
      open={isOpen}
      title={t('new_app')}
      okText={v('create')}
      okButtonProps={{ disabled: !isReady, loading: isCreating }}
      onOk={() => void create()}
      onCancel={onClose}
      destroyOnHidden
      width={440}
    >
      <Form layout="vertical" onFinish={() => isReady && void create()}>
        <Form.Item>
          <Segmented
            block
            value={from}
            onChange={setFrom}
            options={[
              { value: 'blank' as const, label: t('new_blank') },
              { value: 'file' as const, label: t('new_from_file') },
            ]}
          />
        </Form.Item>
        <Form.Item label={t('app_name')} htmlFor="new-app-name" style={{ marginBottom: 0 }}>
          <Input
            id="new-app-name"
            autoFocus
            maxLength={100}
            placeholder={t('app_name_hint')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
