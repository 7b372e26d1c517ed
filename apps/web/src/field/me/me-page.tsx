import { RightOutlined } from '@ant-design/icons';
import { Button, Segmented, Switch } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { momentOf } from '../../api/time-zone.js';
import { PushSwitch } from '../../runtime/messaging/push-switch.js';
import { deviceName } from '../../ui/device-name.js';
import { setThemeChoice, useThemeChoice } from '../../ui/preferences.js';
import { sizeText } from '../../ui/size-text.js';
import { verbs } from '../../words/verbs.js';
import { setLocale, useLocale, useWords } from '../../words/words.js';
import { fieldWords } from '../shell/field-words.js';
import { InstallHint } from '../shell/install-hint.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { waitingCount } from '../sync/push.js';
import styles from './me.module.css';
import { meWords } from './me-words.js';
import { SignOut } from './sign-out.js';

/** What is on the phone, how it looks, and the way out. */
export function MePage() {
  const t = useWords(meWords);
  const f = useWords(fieldWords);
  const { store } = usePhone();
  const { session, page } = useGround();
  const { queue } = useSnapshot();
  const theme = useThemeChoice();
  const locale = useLocale();
  const waiting = waitingCount(store);
  const attention = queue.filter(({ state }) => state === 'refused' || state === 'noted').length;
  return (
    <div className={styles.page}>
      <div className={styles.body}>
        <h1>{session.user.name}</h1>
        <p className="muted">{session.user.department?.name}</p>
        <Link to="/queue" className={styles.link}>
          <span>
            {t('queue')}
            <small className="muted">
              {waiting + attention === 0
                ? t('nothing_waits')
                : [
                    waiting > 0 && f('waiting', { count: waiting }),
                    attention > 0 && f('attention', { count: attention }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
            </small>
          </span>
          <RightOutlined className="muted" />
        </Link>
        <OfflineData />
        {page.positions && <PositionSwitch from={page.positions.from} to={page.positions.to} />}
        <div className={styles.card}>
          <strong>{t('theme')}</strong>
          <Segmented
            block
            size="large"
            value={theme}
            onChange={setThemeChoice}
            options={[
              { value: 'system', label: t('system') },
              { value: 'light', label: t('light') },
              { value: 'dark', label: t('dark') },
            ]}
          />
        </div>
        <div className={styles.card}>
          <strong>{t('language')}</strong>
          <Segmented
            block
            size="large"
            value={locale}
            onChange={setLocale}
            options={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <PushSwitch className={styles.link} />
        <InstallHint />
        <Button size="large" block href="/">
          {t('workspace')}
        </Button>
        <SignOut />
      </div>
    </div>
  );
}

function OfflineData() {
  const v = useWords(verbs);
  const t = useWords(meWords);
  const f = useWords(fieldWords);
  const { fresh, files, downloads, filesLeftOut } = useSnapshot();
  const [space, setSpace] = useState<{ used: number; quota: number; isPersisted: boolean } | null>(null);
  useEffect(() => {
    const read = async () => {
      const estimate = await navigator.storage?.estimate?.();
      const isPersisted = (await navigator.storage?.persisted?.()) ?? false;
      if (estimate) setSpace({ used: estimate.usage ?? 0, quota: estimate.quota ?? 0, isPersisted });
    };
    void read();
  }, []);
  const pictures = [...files.values()];
  const left = fresh?.leftOut ?? [];
  return (
    <div className={styles.card}>
      <strong>{t('offline_data')}</strong>
      {fresh && (
        <span>
          {f('ready')} · {momentOf(fresh.at).format('MM-DD HH:mm')} ·{' '}
          {t('held', { records: fresh.records, size: sizeText(fresh.bytes) })}
        </span>
      )}
      {left.length > 0 && (
        <span className={styles.warning}>
          {f('left_out', { what: left.map(({ form, count }) => `${form} ${count}`).join(' · ') })}
        </span>
      )}
      {pictures.length > 0 && (
        <span>
          {t('pictures', {
            count: pictures.length,
            size: sizeText(pictures.reduce((sum, { size }) => sum + size, 0)),
          })}
        </span>
      )}
      {downloads.size > 0 && (
        <span>
          {t('downloads', {
            count: downloads.size,
            size: sizeText([...downloads.values()].reduce((sum, { size }) => sum + size, 0)),
          })}
        </span>
      )}
      {filesLeftOut > 0 && (
        <span className={styles.warning}>{t('files_left_out', { count: filesLeftOut })}</span>
      )}
      {space && (
        <span className="muted">
          {t('space', { used: sizeText(space.used), quota: sizeText(space.quota) })} ·{' '}
          {t(space.isPersisted ? 'persisted' : 'not_persisted')}
        </span>
      )}
      <span className="muted">
        {t('device')}
        {v('colon')}
        {deviceName()}
      </span>
    </div>
  );
}

function PositionSwitch({ from, to }: { from: string; to: string }) {
  const t = useWords(meWords);
  const { store } = usePhone();
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    void store.database.get('meta', 'tellsPosition').then((kept) => setOn(kept === true));
  }, [store]);
  const set = async (next: boolean) => {
    setOn(next);
    await store.database.put('meta', next, 'tellsPosition');
    dispatchEvent(new Event('fieldwork-position'));
  };
  return (
    <label className={styles.link} htmlFor="tells-position">
      <span>
        {t('position')}
        <small className="muted">{t('position_hint', { from, to })}</small>
      </span>
      <Switch
        id="tells-position"
        aria-label={t('position')}
        checked={isOn}
        onChange={(next) => void set(next)}
      />
    </label>
  );
}
