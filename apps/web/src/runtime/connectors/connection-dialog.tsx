import type { ConnectionBody, ConnectionData, ConnectionKind } from '@fieldwork/api-contract';
import { Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { saveConnection } from '../../api/connectors.js';
import { Labelled } from '../../ui/labelled.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { AccountFields } from '../settings/account-fields.js';
import { connectorWords } from './connector-words.js';

/** Address and secrets of one system; secrets that are left empty stay as they are. */
export function ConnectionDialog({
  system: { system, label, connection },
  kinds,
  onClose,
}: {
  system: ConnectionData;
  kinds: readonly ConnectionKind[];
  onClose: () => void;
}) {
  const t = useWords(connectorWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const [body, setBody] = useState<ConnectionBody>({
    url: connection?.url ?? '',
    auth: connection?.auth ?? 'none',
    settings: connection?.settings ?? {},
    secrets: {},
    isEnabled: connection?.isEnabled ?? true,
  });
  const set = (part: Partial<ConnectionBody>) => setBody((before) => ({ ...before, ...part }));
  const [save, isSaving] = useAction(async () => {
    const secrets = Object.fromEntries(Object.entries(body.secrets).filter(([, value]) => value !== ''));
    await saveConnection(scope.id, system, { ...body, secrets });
    onClose();
  });
  const kind = kinds.find(({ auth }) => auth === body.auth);
  return (
    <Modal
      open
      width={520}
      title={text(label)}
      okText={v('save')}
      okButtonProps={{ loading: isSaving, disabled: !/^https?:\/\/.+/.test(body.url) }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Labelled label={t('address')}>
        <Input
          aria-label={t('address')}
          placeholder="https://"
          value={body.url}
          onChange={({ target }) => set({ url: target.value.trim() })}
        />
      </Labelled>
      <Labelled label={t('auth')}>
        <Select
          aria-label={t('auth')}
          value={body.auth}
          onChange={(auth) => set({ auth, settings: {}, secrets: {} })}
          options={kinds.map(({ auth, label }) => ({ value: auth, label: text(label) }))}
        />
      </Labelled>
      <AccountFields
        settings={kind?.settings ?? []}
        account={body}
        isKept={(id) => body.auth === connection?.auth && connection.kept.includes(id)}
        onChange={set}
      />
      <Checkbox checked={body.isEnabled} onChange={({ target }) => set({ isEnabled: target.checked })}>
        {t('in_use')}
      </Checkbox>
    </Modal>
  );
}
