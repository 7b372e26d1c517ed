import { type WebhookBody, type WebhookData, webhookKinds } from '@fieldwork/api-contract';
import { Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { saveWebhook } from '../../api/connectors.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { connectorWords } from './connector-words.js';

/** Which changes go to which address. */
export function WebhookDialog({
  webhook,
  onClose,
  onSecret,
}: {
  webhook: WebhookData | null;
  onClose: () => void;
  onSecret: (secret: string) => void;
}) {
  const t = useWords(connectorWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const [body, setBody] = useState<WebhookBody>({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    forms: webhook?.forms ?? [],
    kinds: webhookKinds.filter((kind) => webhook?.kinds.includes(kind)),
    isEnabled: webhook?.isEnabled ?? true,
  });
  const set = (part: Partial<WebhookBody>) => setBody((before) => ({ ...before, ...part }));
  const [save, isSaving] = useAction(async () => {
    const secret = await saveWebhook(scope.id, webhook?.id ?? null, body);
    onClose();
    if (secret !== null) onSecret(secret);
  });
  return (
    <Modal
      open
      width={520}
      title={webhook ? webhook.name : t('new_webhook')}
      okText={v('save')}
      okButtonProps={{
        loading: isSaving,
        disabled: body.name.trim() === '' || !/^https?:\/\/.+/.test(body.url),
      }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <Input
          prefix={t('name')}
          aria-label={t('name')}
          maxLength={60}
          value={body.name}
          onChange={({ target }) => set({ name: target.value })}
        />
        <Input
          prefix={t('address')}
          aria-label={t('address')}
          placeholder="https://"
          value={body.url}
          onChange={({ target }) => set({ url: target.value.trim() })}
        />
        <Select
          mode="multiple"
          aria-label={t('forms')}
          placeholder={t('all_forms')}
          value={body.forms}
          onChange={(forms) => set({ forms })}
          options={[...scope.forms.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
        <Select
          mode="multiple"
          aria-label={t('kinds')}
          placeholder={t('all_kinds')}
          value={body.kinds}
          onChange={(kinds) => set({ kinds })}
          options={webhookKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        />
        <Checkbox checked={body.isEnabled} onChange={({ target }) => set({ isEnabled: target.checked })}>
          {t('in_use')}
        </Checkbox>
      </div>
    </Modal>
  );
}
