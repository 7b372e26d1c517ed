import type { MessengerData, MessengerKind } from '@fieldwork/api-contract';
import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { testMessenger } from '../../api/messaging.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { messagingWords } from './messaging-words.js';

/** Sends a line at once and tells how it went. */
export function MessengerTest({
  messenger,
  kind,
  onClose,
}: {
  messenger: MessengerData;
  kind: MessengerKind;
  onClose: () => void;
}) {
  const t = useWords(messagingWords);
  const [to, setTo] = useState('');
  const [template, setTemplate] = useState('');
  const [outcome, setOutcome] = useState<{ error: string | null } | null>(null);
  const [send, isSending] = useAction(async () => {
    setOutcome({ error: await testMessenger(messenger.id, to.trim(), template.trim() || null) });
  });
  const needsAddress = kind.address !== 'group';
  return (
    <Modal
      open
      width={440}
      title={messenger.name}
      okText={t('test_send')}
      okButtonProps={{ loading: isSending, disabled: needsAddress && to.trim() === '' }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        {needsAddress && (
          <Input
            prefix={t('test_to')}
            aria-label={t('test_to')}
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        )}
        {!kind.canDigest && (
          <Input
            prefix={t('test_template')}
            aria-label={t('test_template')}
            value={template}
            onChange={({ target }) => setTemplate(target.value)}
          />
        )}
        {outcome && (
          <Alert
            showIcon
            type={outcome.error === null ? 'success' : 'error'}
            title={outcome.error === null ? t('test_done') : t('test_failed', { why: outcome.error })}
          />
        )}
      </div>
    </Modal>
  );
}
