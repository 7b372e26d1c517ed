import type { MessengerBody, MessengerData, MessengerKind } from '@fieldwork/api-contract';
import { Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { saveMessenger } from '../../api/messaging.js';
import { Labelled } from '../../ui/labelled.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { AccountFields } from '../settings/account-fields.js';
import { messagingWords } from './messaging-words.js';

/** Sets one messenger up; secrets that are left empty stay as they are. */
export function MessengerDialog({
  messenger,
  kinds,
  onClose,
}: {
  messenger: MessengerData | null;
  kinds: readonly MessengerKind[];
  onClose: () => void;
}) {
  const t = useWords(messagingWords);
  const v = useWords(verbs);
  const text = useText();
  const [body, setBody] = useState<MessengerBody>(() => bodyOf(messenger, kinds));
  const kind = kinds.find(({ type }) => type === body.type);
  const set = (part: Partial<MessengerBody>) => setBody((before) => ({ ...before, ...part }));
  const [save, isSaving] = useAction(async () => {
    await saveMessenger(messenger?.id ?? null, cleaned(body));
    onClose();
  });
  const isKept = (id: string) => messenger?.kept.includes(id) ?? false;
  const isMissing = (kind?.settings ?? []).some(({ id, isSecret, isOptional }) => {
    if (isOptional) return false;
    return isSecret ? !body.secrets[id] && !isKept(id) : !body.settings[id];
  });
  return (
    <Modal
      open
      width={520}
      title={messenger ? t('edit') : t('new')}
      okText={v('save')}
      okButtonProps={{ loading: isSaving, disabled: isMissing || body.name.trim() === '' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Labelled label={t('kind')}>
        <Select
          aria-label={t('kind')}
          value={body.type}
          disabled={messenger !== null}
          onChange={(type) => set({ type, settings: {}, secrets: {} })}
          options={kinds.map(({ type, label }) => ({ value: type, label: text(label) }))}
        />
        {kind && (
          <small className="muted">
            {t('pace', kind.limit)}
            {kind.canDigest && ` · ${t('digest')}`}
          </small>
        )}
      </Labelled>
      <Labelled label={t('name')}>
        <Input
          aria-label={t('name')}
          maxLength={60}
          value={body.name}
          onChange={({ target }) => set({ name: target.value })}
        />
      </Labelled>
      <AccountFields settings={kind?.settings ?? []} account={body} isKept={isKept} onChange={set} />
      {kind?.canDigest && kind.address !== 'group' && (
        <div>
          <Checkbox checked={body.forNotices} onChange={({ target }) => set({ forNotices: target.checked })}>
            {t('for_notices')}
          </Checkbox>
        </div>
      )}
      <Checkbox checked={body.isEnabled} onChange={({ target }) => set({ isEnabled: target.checked })}>
        {t('in_use')}
      </Checkbox>
    </Modal>
  );
}

function bodyOf(messenger: MessengerData | null, kinds: readonly MessengerKind[]): MessengerBody {
  if (!messenger)
    return {
      type: kinds[0]?.type ?? '',
      name: '',
      settings: {},
      secrets: {},
      forNotices: false,
      isEnabled: true,
    };
  const { type, name, settings, forNotices, isEnabled } = messenger;
  return { type, name, settings, secrets: {}, forNotices, isEnabled };
}

/** What is empty is left out. */
function cleaned(body: MessengerBody): MessengerBody {
  const given = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  return { ...body, settings: given(body.settings), secrets: given(body.secrets) };
}
