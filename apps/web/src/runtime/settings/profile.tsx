import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { changeOwnSettings, changePassword, useSignedIn } from '../../api/session.js';
import { useAction } from '../../ui/use-action.js';
import { setLocale, useLocale, useWords } from '../../words/words.js';
import { PasswordField } from '../entry/password-field.js';
import { passwordStrength } from '../entry/password-strength.js';
import { NoticeChoices } from '../mail/notice-choices.js';
import { MyMessengers } from '../messaging/my-messengers.js';
import styles from './settings.module.css';
import { settingsWords } from './settings-words.js';

export function Profile() {
  const t = useWords(settingsWords);
  const { user } = useSignedIn();
  const locale = useLocale();
  const [keepLocale] = useAction((next: 'zh-CN' | 'en') => changeOwnSettings({ locale: next }));
  return (
    <div className={styles.part}>
      <section className={styles.box}>
        <Form layout="vertical" className={styles.form ?? ''}>
          <Form.Item label={t('name')}>
            <Input value={user.name} disabled aria-label={t('name')} />
          </Form.Item>
          <Form.Item label={t('login')}>
            <Input value={user.login} disabled aria-label={t('login')} />
          </Form.Item>
          <Form.Item label={t('department')}>
            <Input value={user.department?.name ?? '—'} disabled aria-label={t('department')} />
          </Form.Item>
          <Form.Item label={t('language')} style={{ marginBottom: 0 }}>
            <Select
              aria-label={t('language')}
              value={locale}
              options={[
                { value: 'zh-CN' as const, label: '中文' },
                { value: 'en' as const, label: 'English' },
              ]}
              onChange={(next) => {
                setLocale(next);
                void keepLocale(next);
              }}
            />
          </Form.Item>
        </Form>
      </section>
      <section className={styles.box}>
        <NoticeChoices />
        <MyMessengers />
      </section>
      <OwnPassword login={user.login} />
    </div>
  );
}

function OwnPassword({ login }: { login: string }) {
  const t = useWords(settingsWords);
  const { message } = App.useApp();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [change, isChanging] = useAction(async () => {
    await changePassword(current, next);
    setCurrent('');
    setNext('');
    message.success(t('password_changed'));
  });
  return (
    <section className={styles.box}>
      <h2>{t('change_password')}</h2>
      <Form layout="vertical" className={styles.form ?? ''} onFinish={() => void change()}>
        <input
          type="text"
          autoComplete="username"
          value={login}
          readOnly
          className="visually-hidden"
          tabIndex={-1}
          aria-hidden
        />
        <Form.Item label={t('current_password')} htmlFor="current-password">
          <Input.Password
            id="current-password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        </Form.Item>
        <PasswordField label={t('new_password')} value={next} onChange={setNext} />
        <Button
          htmlType="submit"
          loading={isChanging}
          disabled={current === '' || passwordStrength(next) === 0}
        >
          {t('change_password')}
        </Button>
      </Form>
    </section>
  );
}
