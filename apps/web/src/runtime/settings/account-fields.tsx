import type { ConnectionBody, ConnectionKind } from '@fieldwork/api-contract';
import { Input } from 'antd';
import { Labelled } from '../../ui/labelled.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { settingsWords } from './settings-words.js';

type Account = Pick<ConnectionBody, 'settings' | 'secrets'>;

interface AccountFieldsProps {
  settings: ConnectionKind['settings'];
  account: Account;
  /** Whether there is such a secret already; left empty it stays. */
  isKept: (id: string) => boolean;
  onChange: (part: Partial<Account>) => void;
}

/** What a kind of connection or messenger wants to know: plain settings and secrets. */
export function AccountFields({ settings, account, isKept, onChange }: AccountFieldsProps) {
  const t = useWords(settingsWords);
  const text = useText();
  return settings.map(({ id, label, hint, isSecret }) => (
    <Labelled key={id} label={text(label)}>
      {isSecret ? (
        <Input.Password
          aria-label={text(label)}
          autoComplete="new-password"
          placeholder={isKept(id) ? t('kept') : text(hint)}
          value={account.secrets[id] ?? ''}
          onChange={({ target }) => onChange({ secrets: { ...account.secrets, [id]: target.value } })}
        />
      ) : (
        <Input
          aria-label={text(label)}
          autoComplete="off"
          placeholder={text(hint)}
          value={account.settings[id] ?? ''}
          onChange={({ target }) => onChange({ settings: { ...account.settings, [id]: target.value } })}
        />
      )}
    </Labelled>
  ));
}
