import {
  CheckCircleFilled,
  CloudOutlined,
  DisconnectOutlined,
  SyncOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { momentOf } from '../../api/time-zone.js';
import { sizeText } from '../../ui/size-text.js';
import { useWords } from '../../words/words.js';
import { waitingCount } from '../sync/push.js';
import { failedFiles } from '../sync/uploads.js';
import { fieldWords } from './field-words.js';
import { usePhone, useSnapshot, useSyncState } from './phone-context.js';
import styles from './shell.module.css';
import { hasWorkerUpdate, onWorkerUpdate, takeWorkerUpdate } from './worker.js';

const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.js')).SignInAgain }));
const noticeableMs = 5 * 60_000;

/** The quiet line on top: signal, what waits, when phone and office were last in step, and whether one may drive off. */
export function StatusLine() {
  const t = useWords(fieldWords);
  const { store, sync } = usePhone();
  const { fresh, queue, beganAnew } = useSnapshot();
  const { trouble, isRunning, message, clockOffMs } = useSyncState();
  const [isSigningIn, setSigningIn] = useState(false);
  const hasUpdate = useSyncExternalStore(onWorkerUpdate, hasWorkerUpdate);
  const waiting = waitingCount(store);
  const decided = queue.filter(({ state }) => state === 'refused' || state === 'noted').length;
  const attention = decided + failedFiles(store).length;
  const said = trouble && trouble !== 'revoked' ? t(trouble) : isRunning ? t('syncing') : '';
  const at = fresh ? momentOf(fresh.at).format('HH:mm') : '';
  return (
    <header className={styles.status} data-trouble={trouble ?? undefined}>
      <div className={styles.statusLine} role="status">
        <span className={styles.statusMain}>
          {trouble === 'offline' ? (
            <DisconnectOutlined />
          ) : trouble ? (
            <WarningFilled className={styles.statusBad} />
          ) : isRunning ? (
            <SyncOutlined spin />
          ) : (
            <CloudOutlined />
          )}{' '}
          {said || t('in_step', { at })}
        </span>
        {fresh && (
          <span className={styles.statusReady} title={readyText(t, fresh)}>
            <CheckCircleFilled /> {t('ready')} {at} · {sizeText(fresh.bytes)}
          </span>
        )}
      </div>
      {(waiting > 0 || attention > 0) && (
        <Link to="/queue" className={styles.statusQueue}>
          {waiting > 0 && <span>{t('waiting', { count: waiting })}</span>}
          {attention > 0 && <strong>{t('attention', { count: attention })}</strong>}
        </Link>
      )}
      {trouble === 'signed_out' && (
        <Button block onClick={() => setSigningIn(true)}>
          {t('sign_in_again')}
        </Button>
      )}
      {trouble === 'failed' && message && <p className={styles.statusNote}>{message}</p>}
      {Math.abs(clockOffMs) > noticeableMs && (
        <p className={styles.statusNote}>
          {t('clock_off', { minutes: Math.round(Math.abs(clockOffMs) / 60_000) })}
        </p>
      )}
      {beganAnew && !beganAnew.isSeen && (
        <div className={styles.statusNote}>
          {t('began_anew', { at: momentOf(beganAnew.at).format('MM-DD HH:mm'), count: beganAnew.count })}
          <Button block onClick={() => void store.noteAnew()}>
            {t('seen')}
          </Button>
        </div>
      )}
      {hasUpdate && (
        <Button block onClick={takeWorkerUpdate}>
          {t('update_ready')} · {t('update_now')}
        </Button>
      )}
      {isSigningIn && (
        <Suspense>
          <SignInAgain
            onClose={(isSignedIn) => {
              setSigningIn(false);
              if (isSignedIn) void sync.now();
            }}
          />
        </Suspense>
      )}
    </header>
  );
}

function readyText(
  t: ReturnType<typeof useWords<'ready_detail'>>,
  fresh: { at: string; records: number; bytes: number },
): string {
  return t('ready_detail', {
    at: momentOf(fresh.at).format('HH:mm'),
    records: fresh.records,
    size: sizeText(fresh.bytes),
  });
}
