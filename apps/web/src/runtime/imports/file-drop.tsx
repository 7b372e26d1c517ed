import { FileExcelOutlined, LoadingOutlined } from '@ant-design/icons';
import { useRef, useState } from 'react';
import { useWords } from '../../words/words.js';
import { importWords } from './import-words.js';
import styles from './imports.module.css';

/** Takes one spreadsheet, dropped or chosen. */
export function FileDrop({ isReading, onFile }: { isReading: boolean; onFile: (file: File) => void }) {
  const t = useWords(importWords);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.xlsx,.txt,text/csv"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
      <button
        type="button"
        className={styles.drop}
        data-over={isOver}
        disabled={isReading}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) onFile(file);
        }}
      >
        <span className={styles.icon}>{isReading ? <LoadingOutlined /> : <FileExcelOutlined />}</span>
        <span>{isReading ? t('reading') : t('drop')}</span>
        <span className="muted">{t('drop_hint')}</span>
      </button>
    </>
  );
}
