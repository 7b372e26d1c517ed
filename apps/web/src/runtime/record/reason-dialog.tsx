import type { TaskData } from '@fieldwork/api-contract';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { recordWords } from './record-words.js';

interface ReasonDialogProps {
  action: TaskData['actions'][number];
  onGiven: (reason: string) => Promise<void>;
  onCancel: () => void;
}

/** Asks why, before an action that wants a reason. */
export function ReasonDialog({ action, onGiven, onCancel }: ReasonDialogProps) {
  const t = useWords(recordWords);
  const text = useText();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isNeeded = action.reason === 'required';
  const give = async () => {
    setBusy(true);
    await onGiven(reason.trim());
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t('reason_title', { action: text(action.label) })}
      okText={text(action.label)}
      okButtonProps={{
        disabled: isNeeded && reason.trim() === '',
        loading: isBusy,
        danger: action.kind === 'return',
      }}
      onOk={() => void give()}
      onCancel={onCancel}
    >
      <Input.TextArea
        autoFocus
        aria-label={t('reason_needed')}
        placeholder={isNeeded ? t('reason_needed') : t('reason_optional')}
        autoSize={{ minRows: 3 }}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
