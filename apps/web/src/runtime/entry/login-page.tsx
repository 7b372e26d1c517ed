import { Alert, Form } from 'antd';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { signIn, useSession } from '../../api/session.js';
import { useSetupState } from '../../api/setup.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import { EntryScreen } from './entry-screen.js';
import { entryWords } from './entry-words.js';
import { SignInForm } from './sign-in-form.js';
import { signInWords } from './sign-in-words.js';

/** Only places of our own: an address with a host would lead a visitor away after signing in. */
function ownPlace(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

export function LoginPage() {
  const t = useWords(entryWords);
  const s = useWords(signInWords);
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const { data: session } = useSession();
  const setup = useSetupState();
  useCrumbs([{ label: s('sign_in') }]);
  const place = ownPlace(parameters.get('next'));
  if (session) return <Navigate to={place} replace />;
  const enter = async (login: string, password: string) => {
    await signIn(login, password);
    void navigate(place, { replace: true });
    return undefined;
  };
  return (
    <EntryScreen>
      <h1>{t('sign_in_title')}</h1>
      <div style={{ marginTop: 20 }}>
        <SignInForm autoFocus enter={enter}>
          {setup.data?.needed && (
            <Form.Item>
              <Alert type="info" showIcon title={t('setup_needed')} />
            </Form.Item>
          )}
        </SignInForm>
      </div>
    </EntryScreen>
  );
}
