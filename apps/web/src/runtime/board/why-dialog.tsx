import type { Proposal } from '@fieldwork/api-contract';
import { Input, Modal, Space, Tag } from 'antd';
import { useState } from 'react';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { boardWords } from './board-words.js';

interface WhyDialogProps {
  candidate: { id: string; name: string };
  proposal: Proposal | undefined;
  onGiven: (reason: string) => Promise<unknown>;
  onCancel: () => void;
}

/** Asks why somebody else than the proposed one is chosen. */
export function WhyDialog({ candidate, proposal, onGiven, onCancel }: WhyDialogProps) {
  const t = useWords(boardWords);
  const v = useWords(verbs);
  const text = useText();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const excluded = proposal?.excluded.find((one) => one.candidate.id === candidate.id);
  const failed = excluded?.failed.map(({ label }) => text(label)).join(v('comma'));
  const give = async () => {
    setBusy(true);
    await onGiven(reason.trim());
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t('why_title')}
      okText={v('confirm')}
      okButtonProps={{ disabled: reason.trim() === '', loading: isBusy }}
      onOk={() => void give()}
      onCancel={onCancel}
    >
      <p>
        {failed
          ? t('why_excluded', { name: candidate.name, failed })
          : t('why_hint', { name: candidate.name })}
      </p>
      <Space wrap style={{ margin: '8px 0' }}>
        {(['why_customer', 'why_near', 'why_trained'] as const).map((key) => (
          <Tag.CheckableTag key={key} checked={reason === t(key)} onChange={() => setReason(t(key))}>
            {t(key)}
          </Tag.CheckableTag>
        ))}
      </Space>
      <Input.TextArea
        autoFocus
        aria-label={t('why')}
        placeholder={t('why')}
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
