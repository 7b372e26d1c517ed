import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { messageOf } from '../../api/problem.js';
import { signIn, useSession } from '../../api/session.js';
import { useSetupState } from '../../api/setup.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import { EntryScreen } from './entry-screen.js';
import { entryWords } from './entry-words.js';

/** Only places of our own: an address with a host would lead a visitor away after signing in. */
function ownPlace(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

export function LoginPage() {
  const t = useWords(entryWords);
  const [parameters] = useSearchParams();
  const { data: session } = useSession();
  const setup = useSetupState();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useCrumbs([{ label: t('sign_in') }]);
  if (session) return <Navigate to={ownPlace(parameters.get('next'))} replace />;
  const submit = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await signIn(login.trim(), password);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <EntryScreen>
      <h1>{t('sign_in_title')}</h1>
      <Form layout="vertical" style={{ marginTop: 20 }} onFinish={() => void submit()}>
        {setup.data?.needed && (
          <Form.Item>
            <Alert type="info" showIcon title={t('setup_needed')} />
          </Form.Item>
        )}
        {failure && (
          <Form.Item>
            <Alert type="error" showIcon title={failure} role="alert" />
          </Form.Item>
        )}
        <Form.Item label={t('login')} htmlFor="login">
          <Input
            id="login"
            autoFocus
            autoComplete="username"
            autoCapitalize="none"
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('password')} htmlFor="password">
          <Input.Password
            id="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          loading={isBusy}
          disabled={login.trim() === '' || password === ''}
        >
          {t('sign_in')}
        </Button>
      </Form>
    </EntryScreen>
  );
}
