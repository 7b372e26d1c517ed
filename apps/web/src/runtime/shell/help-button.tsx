import { QuestionCircleOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';

/** The keys that make work quick. */
export function HelpButton() {
  const t = useWords(shellWords);
  const [isOpen, setOpen] = useState(false);
  const command = /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  const keys = [
    [`${command} K`, t('key_search')],
    [`${command} S`, t('key_save')],
    ['N', t('key_new')],
    ['↑ ↓', t('key_move')],
    ['Esc', t('key_close')],
  ] as const;
  return (
    <>
      <button type="button" className={styles.railItem} onClick={() => setOpen(true)}>
        <QuestionCircleOutlined />
        <span>{t('help')}</span>
      </button>
      <Modal open={isOpen} title={t('shortcuts')} footer={null} onCancel={() => setOpen(false)} width={420}>
        <dl className={styles.keys}>
          {keys.map(([key, meaning]) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{key}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </>
  );
}
