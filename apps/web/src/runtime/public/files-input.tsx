import { createContext, useContext, useState } from 'react';
import { pictureTypes } from '../../api/files.js';
import { messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import styles from './public.module.css';
import type { AnswerProps } from './public-inputs.js';
import { publicWords } from './public-words.js';

interface Sent {
  id: string;
  name: string;
}

/** How files leave the page, and how many may. */
export const UploadContext = createContext<{
  limits: { files: number; megabytes: number };
  send: (file: File, onlyPictures: boolean) => Promise<Sent>;
} | null>(null);

/** Photos and files, sent as soon as they are chosen. */
export function FilesInput({ id, question, value, onChange, isInvalid, describedBy }: AnswerProps) {
  const t = useWords(publicWords);
  const upload = useContext(UploadContext);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isPhoto = question.type === 'photo';
  const files = Array.isArray(value) ? (value as Sent[]) : [];
  if (!upload) return null;
  const { limits, send } = upload;
  const take = async (chosen: readonly File[]) => {
    setBusy(true);
    setProblem(null);
    const sent = [...files];
    try {
      for (const file of chosen.slice(0, limits.files - files.length)) sent.push(await send(file, isPhoto));
    } catch (error) {
      setProblem(messageOf(error));
    }
    onChange(sent.length === 0 ? null : sent);
    setBusy(false);
  };
  return (
    <div className={styles.files}>
      {files.map((file) => (
        <div key={file.id} className={styles.file}>
          <span>{file.name}</span>
          <button
            type="button"
            className={styles.quiet}
            onClick={() => onChange(files.filter((one) => one.id !== file.id))}
          >
            {t('remove')}
          </button>
        </div>
      ))}
      {files.length < limits.files && (
        <label className={styles.drop}>
          <input
            id={id}
            type="file"
            multiple
            disabled={isBusy}
            aria-invalid={isInvalid || undefined}
            aria-describedby={describedBy}
            {...(isPhoto ? { accept: pictureTypes } : {})}
            onChange={(event) => {
              void take([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          {isBusy ? t('uploading') : t(isPhoto ? 'add_photo' : 'add_file')}
        </label>
      )}
      <p className={styles.hint}>{t(isPhoto ? 'photos_hint' : 'files_hint', limits)}</p>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
