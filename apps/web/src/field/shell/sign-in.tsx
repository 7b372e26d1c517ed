import { call } from '../../api/client.js';
import type { Session } from '../../api/session.js';
import { SignInForm } from '../../runtime/entry/sign-in-form.js';
import { useWords } from '../../words/words.js';
import { fieldWords } from './field-words.js';
import styles from './shell.module.css';

interface SignInProps {
  /** Only this person's data is here. */
  expected?: { id: string; name: string } | undefined;
  onSignedIn: (session: Session) => void;
}

/** Signs in on the phone; what it holds stays as it is. */
export function SignIn({ expected, onSignedIn }: SignInProps) {
  const t = useWords(fieldWords);
  const enter = async (login: string, password: string) => {
    const session = await call<Session>('POST', '/session', { body: { login, password } });
    if (expected && session.user.id !== expected.id) {
      await call('DELETE', '/session');
      return t('other_user', { name: expected.name });
    }
    onSignedIn(session);
    return undefined;
  };
  return (
    <main className={styles.entry}>
      <h1>{t('sign_in_title')}</h1>
      <SignInForm enter={enter} />
    </main>
  );
}
