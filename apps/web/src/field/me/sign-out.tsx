import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { usePhone } from '../shell/phone-context.js';
import { waitingCount } from '../sync/push.js';
import { failedFiles } from '../sync/uploads.js';
import { exportQueue } from './export-queue.js';
import styles from './me.module.css';
import { meWords } from './me-words.js';

/** The way out: held back while anything would be lost by it. */
export function SignOut() {
  const t = useWords(meWords);
  const v = useWords(verbs);
  const { modal } = App.useApp();
  const { store, leave } = usePhone();
  const [isHeld, setHeld] = useState(false);
  const [isExported, setExported] = useState(false);
  const waiting = waitingCount(store) + failedFiles(store).length;
  const out = async () => {
    await call('DELETE', '/session').catch(() => undefined);
    await leave();
    location.replace('/field');
  };
  const ask = () => {
    if (waiting > 0) setHeld(true);
    else
      modal.confirm({
        title: t('sign_out'),
        content: t('sign_out_sure'),
        okText: t('sign_out'),
        cancelText: v('cancel'),
        onOk: out,
      });
  };
  return (
    <>
      <Button size="large" block danger onClick={ask}>
        {t('sign_out')}
      </Button>
      <Modal
        open={isHeld}
        footer={null}
        title={t('unsent', { count: waiting })}
        onCancel={() => setHeld(false)}
      >
        <div className={styles.held}>
          <p>{t('unsent_hint')}</p>
          <Button
            size="large"
            block
            onClick={async () => {
              await exportQueue(store);
              setExported(true);
            }}
          >
            {t('export')}
          </Button>
          <Button size="large" block danger disabled={!isExported} onClick={() => void out()}>
            {t('leave_anyway')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
