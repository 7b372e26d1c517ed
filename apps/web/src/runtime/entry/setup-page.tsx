import type { DemoAccess } from '@fieldwork/api-contract';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { messageOf } from '../../api/problem.js';
import { completeSetup, type SetupContent, useSetupState } from '../../api/setup.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import { DemoPeople } from './demo-people.js';
import styles from './entry.module.css';
import { EntryScreen } from './entry-screen.js';
import { entryWords } from './entry-words.js';
import { InstallProgress } from './install-progress.js';
import { PasswordField } from './password-field.js';
import { passwordStrength } from './password-strength.js';

/** The first page of a new installation. */
export function SetupPage() {
  const t = useWords(entryWords);
  const [parameters] = useSearchParams();
  const { data: state } = useSetupState();
  const [isRunning, setRunning] = useState(false);
  useCrumbs([{ label: t('welcome') }]);
  if (!state) return <Waiting />;
  if (!state.needed && !isRunning) return <Navigate to="/login" replace />;
  const token = parameters.get('token');
  return (
    <EntryScreen>
      <h1>{t('welcome')}</h1>
      {token ? (
        <SetupForm token={token} onRunning={setRunning} />
      ) : (
        <Alert type="info" showIcon title={t('setup_no_token')} style={{ marginTop: 16 }} />
      )}
    </EntryScreen>
  );
}

function SetupForm({ token, onRunning }: { token: string; onRunning: (isRunning: boolean) => void }) {
  const t = useWords(entryWords);
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [content, setContent] = useState<SetupContent>('after-sales-demo');
  const [stage, setStage] = useState<'form' | 'running' | 'incomplete' | DemoAccess>('form');
  const [failure, setFailure] = useState<string | null>(null);
  const open = () => navigate('/', { replace: true });
  const submit = async () => {
    setStage('running');
    setFailure(null);
    onRunning(true);
    try {
      const done = await completeSetup({ token, password, name: t('administrator_name'), content });
      if (done.content === 'failed') setStage('incomplete');
      else if (done.demo) setStage(done.demo);
      else open();
    } catch (error) {
      setFailure(messageOf(error));
      setStage('form');
      onRunning(false);
    }
  };
  if (stage === 'running') return <InstallProgress withContent={content !== 'empty'} />;
  if (typeof stage === 'object') return <DemoPeople demo={stage} onContinue={open} />;
  if (stage === 'incomplete')
    return (
      <>
        <Alert type="warning" showIcon title={t('content_failed')} style={{ margin: '16px 0' }} />
        <Link to="/">
          <Button type="primary">{t('continue')}</Button>
        </Link>
      </>
    );
  return (
    <Form layout="vertical" style={{ marginTop: 4 }} onFinish={() => void submit()}>
      <p className="muted" style={{ marginBottom: 20 }}>
        {t('setup_hint')}
      </p>
      {failure && (
        <Form.Item>
          <Alert type="error" showIcon title={failure} role="alert" />
        </Form.Item>
      )}
      <Form.Item label={t('administrator')}>
        <input
          type="text"
          autoComplete="username"
          value="admin"
          readOnly
          className="visually-hidden"
          tabIndex={-1}
        />
        <b>admin</b>
      </Form.Item>
      <PasswordField value={password} onChange={setPassword} autoFocus />
      <Form.Item>
        <fieldset className={styles.choices}>
          <legend>{t('begin_with')}</legend>
          <ContentChoice chosen={content} value="after-sales-demo" onChoose={setContent} />
          <ContentChoice chosen={content} value="empty" onChoose={setContent} />
        </fieldset>
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block disabled={passwordStrength(password) === 0}>
        {t('start')}
      </Button>
    </Form>
  );
}

function ContentChoice(props: {
  value: SetupContent;
  chosen: SetupContent;
  onChoose: (value: SetupContent) => void;
}) {
  const t = useWords(entryWords);
  const isDemo = props.value === 'after-sales-demo';
  return (
    <label className={styles.choice}>
      <input
        type="radio"
        name="content"
        value={props.value}
        checked={props.chosen === props.value}
        onChange={() => props.onChoose(props.value)}
      />
      <span>{isDemo ? t('demo') : t('empty')}</span>
      <small>{isDemo ? t('demo_hint') : t('empty_hint')}</small>
    </label>
  );
}
