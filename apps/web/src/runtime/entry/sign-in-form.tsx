import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import { signInWords } from './sign-in-words.js';

interface SignInFormProps {
  /** Answers why he may not come in after all. */
  enter: (login: string, password: string) => Promise<string | undefined>;
  autoFocus?: boolean;
  /** Stands above the fields. */
  children?: ReactNode;
}

/** Login and password, in the office and on the phone. */
export function SignInForm({ enter, autoFocus = false, children }: SignInFormProps) {
  const t = useWords(signInWords);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      setFailure(await enter(login.trim(), password));
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" onFinish={() => void submit()}>
      {children}
      {failure && (
        <Form.Item>
          <Alert type="error" showIcon title={failure} role="alert" />
        </Form.Item>
      )}
      <Form.Item label={t('login')} htmlFor="login">
        <Input
          id="login"
          autoFocus={autoFocus}
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
  );
}
