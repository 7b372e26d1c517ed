import { Button, Spin } from 'antd';
import { EmptyState } from '../../ui/empty-state.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { fieldWords } from './field-words.js';
import { usePhone, useSyncState } from './phone-context.js';
import { SignIn } from './sign-in.js';

/** The phone has nothing yet: it is being filled, or says why not. */
export function FirstPull() {
  const t = useWords(fieldWords);
  const v = useWords(verbs);
  const { sync } = usePhone();
  const { trouble, message, isRunning } = useSyncState();
  if (trouble === 'signed_out') return <SignIn onSignedIn={() => void sync.now()} />;
  if (trouble && !isRunning)
    return (
      <EmptyState
        title={t('first_failed')}
        hint={trouble === 'offline' ? t('no_signal_first') : message}
        action={
          <Button type="primary" size="large" onClick={() => void sync.now()}>
            {v('retry')}
          </Button>
        }
      />
    );
  return <EmptyState icon={<Spin size="large" />} title={t('first_pull')} />;
}
