import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.js';
import { messageOf } from '../../api/problem.js';
import type { Session } from '../../api/session.js';
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
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const session = await call<Session>('POST', '/session', { body: { login: login.trim(), password } });
      if (expected && session.user.id !== expected.id) {
        await call('DELETE', '/session');
        setFailure(t('other_user', { name: expected.name }));
      } else onSignedIn(session);
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className={styles.entry}>
      <h1>{t('sign_in_title')}</h1>
      <Form layout="vertical" onFinish={() => void submit()}>
        {failure && (
          <Form.Item>
            <Alert type="error" showIcon title={failure} role="alert" />
          </Form.Item>
        )}
        <Form.Item label={t('login')} htmlFor="login">
          <Input
            id="login"
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
    </main>
  );
}
