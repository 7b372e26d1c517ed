import type { MailAccountBody, MailAccountData } from '@fieldwork/api-contract';
import { Checkbox, Input, InputNumber, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { saveMailAccount } from '../../api/mail.js';
import { Labelled } from '../../ui/labelled.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './mail.module.css';
import { mailWords } from './mail-words.js';
import { useChannelsOf } from './use-channels-of.js';

type Server = NonNullable<MailAccountBody['imap']>;

/** Sets one mailbox up. */
export function MailAccountDialog({
  account,
  onClose,
}: {
  account: MailAccountData | null;
  onClose: () => void;
}) {
  const t = useWords(mailWords);
  const v = useWords(verbs);
  const text = useText();
  const channels = useChannelsOf('mail');
  const [body, setBody] = useState<MailAccountBody>(() => bodyOf(account));
  const set = (part: Partial<MailAccountBody>) => setBody((before) => ({ ...before, ...part }));
  const [save, isSaving] = useAction(async () => {
    await saveMailAccount(account?.id ?? null, cleaned(body));
    onClose();
  });
  const purpose = body.app === null ? '' : `${body.app}/${body.channel}`;
  return (
    <Modal
      open
      width={520}
      title={account ? t('edit') : t('new')}
      okText={v('save')}
      okButtonProps={{ loading: isSaving, disabled: !/.+@.+/.test(body.address) }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Labelled label={t('purpose')}>
        <Select
          aria-label={t('purpose')}
          value={purpose}
          onChange={(next) => {
            const [app = null, channel = null] = next === '' ? [] : next.split('/');
            set({ app, channel });
          }}
          options={[
            { value: '', label: t('notices') },
            ...channels.map(({ app, channel }) => ({
              value: `${app.id}/${channel.id}`,
              label: `${text(app.label)} · ${text(channel.label)}`,
            })),
          ]}
        />
      </Labelled>
      <Labelled label={t('address')}>
        <Input
          aria-label={t('address')}
          type="email"
          value={body.address}
          onChange={({ target }) => set({ address: target.value })}
        />
      </Labelled>
      <Labelled label={t('sender')}>
        <Input
          aria-label={t('sender')}
          value={body.name ?? ''}
          onChange={({ target }) => set({ name: target.value || null })}
        />
      </Labelled>
      {body.app !== null && (
        <ServerFields
          label={t('incoming')}
          server={body.imap}
          usual={{ host: '', port: 993, secure: true }}
          isKept={account?.hasImapPassword ?? false}
          password={body.imapPassword}
          onChange={(imap) => set({ imap })}
          onPassword={(imapPassword) => set({ imapPassword })}
        />
      )}
      <ServerFields
        label={t('outgoing')}
        server={body.smtp}
        usual={{ host: '', port: 465, secure: true }}
        isKept={account?.hasSmtpPassword ?? false}
        password={body.smtpPassword}
        onChange={(smtp) => set({ smtp })}
        onPassword={(smtpPassword) => set({ smtpPassword })}
      />
      <Checkbox checked={body.isEnabled} onChange={({ target }) => set({ isEnabled: target.checked })}>
        {t('in_use')}
      </Checkbox>
    </Modal>
  );
}

interface ServerProps {
  label: string;
  server: Server | null;
  usual: Server;
  isKept: boolean;
  password: string | undefined;
  onChange: (server: Server | null) => void;
  onPassword: (password: string) => void;
}

function ServerFields({ label, server, usual, isKept, password, onChange, onPassword }: ServerProps) {
  const t = useWords(mailWords);
  const set = (part: Partial<Server>) => server && onChange({ ...server, ...part });
  return (
    <>
      <div style={{ display: 'flex', gap: 8, marginBottom: 8 }}>
        <Switch
          size="small"
          checked={server !== null}
          aria-label={label}
          onChange={(isOn) => onChange(isOn ? usual : null)}
        />
        {label}
      </div>
      {server && (
        <div className={styles.server}>
          <Input
            aria-label={`${label}: ${t('host')}`}
            placeholder={t('host')}
            value={server.host}
            onChange={({ target }) => set({ host: target.value })}
          />
          <InputNumber
            aria-label={`${label}: ${t('port')}`}
            style={{ width: '100%' }}
            min={1}
            max={65_535}
            precision={0}
            value={server.port}
            onChange={(port) => set({ port: port ?? usual.port })}
          />
          <Input
            aria-label={`${label}: ${t('user')}`}
            placeholder={t('user')}
            autoComplete="off"
            value={server.user ?? ''}
            onChange={({ target }) => set({ user: target.value })}
          />
          <Checkbox checked={server.secure} onChange={({ target }) => set({ secure: target.checked })}>
            TLS
          </Checkbox>
          <Input.Password
            aria-label={`${label}: ${t('password')}`}
            placeholder={isKept ? t('kept') : t('password')}
            autoComplete="new-password"
            value={password ?? ''}
            onChange={({ target }) => onPassword(target.value)}
          />
        </div>
      )}
    </>
  );
}

function bodyOf(account: MailAccountData | null): MailAccountBody {
  if (!account)
    return { app: null, channel: null, address: '', name: null, imap: null, smtp: null, isEnabled: true };
  const { app, channel, address, name, imap, smtp, isEnabled } = account;
  return { app, channel, address, name, imap, smtp, isEnabled };
}

/** An empty password keeps the one there is; an empty user is none. */
function cleaned({ imapPassword, smtpPassword, imap, smtp, ...rest }: MailAccountBody): MailAccountBody {
  const plain = (server: Server | null): Server | null => {
    if (!server) return null;
    const { user, ...place } = server;
    return user ? { ...place, user } : place;
  };
  return {
    ...rest,
    imap: plain(imap),
    smtp: plain(smtp),
    ...(imapPassword ? { imapPassword } : {}),
    ...(smtpPassword ? { smtpPassword } : {}),
  };
}
