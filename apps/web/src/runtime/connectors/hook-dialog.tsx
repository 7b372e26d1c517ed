import type { HookBody, HookData, HookSigning } from '@fieldwork/api-contract';
import { Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { saveHook } from '../../api/connectors.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { connectorWords } from './connector-words.js';

const usual: Record<HookSigning['by'], HookSigning> = {
  standard: { by: 'standard' },
  hmac: { by: 'hmac', header: 'X-Hub-Signature-256', encoding: 'hex', prefix: 'sha256=' },
};

export const hookPath = (app: string, connector: string) =>
  `${location.origin}/api/v1/hooks/${app}/${connector}`;

/** Left empty there is none. */
function withIdHeader({ idHeader: _, ...rest }: Extract<HookSigning, { by: 'hmac' }>, header: string) {
  return header === '' ? rest : { ...rest, idHeader: header };
}

/** The address that another system calls, and how its calls are signed. */
export function HookDialog({
  connector,
  hook,
  onClose,
  onSecret,
}: {
  connector: string;
  hook: HookData | null;
  onClose: () => void;
  onSecret: (secret: string) => void;
}) {
  const t = useWords(connectorWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const [body, setBody] = useState<HookBody>({
    signing: hook?.signing ?? usual.standard,
    isEnabled: hook?.isEnabled ?? true,
  });
  const set = (part: Partial<HookBody>) => setBody((before) => ({ ...before, ...part }));
  const { signing, secret, isEnabled } = body;
  const [save, isSaving] = useAction(async () => {
    const { secret: given, ...rest } = body;
    const made = await saveHook(scope.id, connector, given ? { ...rest, secret: given } : rest);
    onClose();
    if (made !== null) onSecret(made);
  });
  const isKept = hook?.signing.by === signing.by;
  return (
    <Modal
      open
      width={520}
      title={t('hook_address')}
      okText={v('save')}
      okButtonProps={{ loading: isSaving, disabled: signing.by === 'hmac' && signing.header === '' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <Input.TextArea readOnly autoSize aria-label={t('address')} value={hookPath(scope.id, connector)} />
        <Select
          aria-label={t('signed_by')}
          value={signing.by}
          onChange={(by) => set({ signing: usual[by] })}
          options={(['standard', 'hmac'] as const).map((by) => ({ value: by, label: t(`signed_${by}`) }))}
        />
        {signing.by === 'hmac' && (
          <>
            <Input
              prefix={t('sign_header')}
              aria-label={t('sign_header')}
              maxLength={60}
              value={signing.header}
              onChange={({ target }) => set({ signing: { ...signing, header: target.value.trim() } })}
            />
            <Input
              prefix={t('sign_prefix')}
              aria-label={t('sign_prefix')}
              maxLength={20}
              value={signing.prefix}
              onChange={({ target }) => set({ signing: { ...signing, prefix: target.value } })}
            />
            <Select
              aria-label={t('sign_encoding')}
              value={signing.encoding}
              onChange={(encoding) => set({ signing: { ...signing, encoding } })}
              options={(['hex', 'base64'] as const).map((value) => ({ value, label: value }))}
            />
            <Input
              prefix={t('id_header')}
              aria-label={t('id_header')}
              placeholder={t('id_header_none')}
              maxLength={60}
              value={signing.idHeader ?? ''}
              onChange={({ target }) => set({ signing: withIdHeader(signing, target.value.trim()) })}
            />
          </>
        )}
        <Input.Password
          prefix={t('secret_title')}
          aria-label={t('secret_title')}
          autoComplete="new-password"
          placeholder={isKept ? t('kept') : t('secret_made')}
          value={secret ?? ''}
          onChange={({ target }) => set({ secret: target.value.trim() })}
        />
        <Checkbox checked={isEnabled} onChange={({ target }) => set({ isEnabled: target.checked })}>
          {t('in_use')}
        </Checkbox>
      </div>
    </Modal>
  );
}
