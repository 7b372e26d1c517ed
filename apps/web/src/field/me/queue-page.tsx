import {
  CheckCircleOutlined,
  CloudUploadOutlined,
  ExclamationCircleFilled,
  SyncOutlined,
} from '@ant-design/icons';
import { type Form, fieldOf, localize } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { momentOf } from '../../api/time-zone.js';
import { EmptyState } from '../../ui/empty-state.js';
import { sizeText } from '../../ui/size-text.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { wordsOf } from '../order/value-text.js';
import { BackLine } from '../shell/back-line.js';
import { useForm, useGround, usePhone, useSnapshot, useSyncState } from '../shell/phone-context.js';
import type { KeptFile } from '../store/database.js';
import { type Entry, recordOf } from '../store/entry.js';
import { failedFiles, isStillWanted, unsentFiles } from '../sync/uploads.js';
import styles from './me.module.css';
import { meWords } from './me-words.js';

/** Each wish that is not settled, in order, and what was refused or decided otherwise, with its reason. */
export function QueuePage() {
  const t = useWords(meWords);
  const { store, sync } = usePhone();
  const { queue } = useSnapshot();
  const { isRunning } = useSyncState();
  const [send] = useAction(() => sync.now());
  const needsYou = queue.filter(({ state }) => state === 'refused' || state === 'noted');
  const onWay = queue.filter((entry) => !needsYou.includes(entry));
  const files = unsentFiles(store);
  const failed = failedFiles(store);
  const left = files.reduce((sum, { size, offset }) => sum + size - (offset ?? 0), 0);
  return (
    <div className={styles.page}>
      <BackLine to="/me" title={t('queue')} />
      <div className={styles.body}>
        {queue.length + files.length + failed.length === 0 && (
          <EmptyState icon={<CheckCircleOutlined />} title={t('empty')} hint={t('empty_hint')} />
        )}
        {needsYou.length + failed.length > 0 && <h2>{t('needs_you')}</h2>}
        {needsYou.map((entry) => (
          <QueueEntry key={entry.seq} entry={entry} />
        ))}
        {failed.map((file) => (
          <FailedFile key={file.id} file={file} />
        ))}
        {onWay.length > 0 && <h2>{t('on_the_way')}</h2>}
        {onWay.map((entry) => (
          <QueueEntry key={entry.seq} entry={entry} />
        ))}
        {files.length > 0 && (
          <div className={styles.card}>
            <strong>{t('files')}</strong>
            <span className="muted">{t('files_left', { count: files.length, size: sizeText(left) })}</span>
          </div>
        )}
        <Button type="primary" size="large" block loading={isRunning} onClick={() => void send()}>
          {t('now')}
        </Button>
      </div>
    </div>
  );
}

const icons = {
  waiting: <CloudUploadOutlined />,
  sending: <SyncOutlined spin />,
  sent: <CheckCircleOutlined />,
  refused: <ExclamationCircleFilled />,
  noted: <ExclamationCircleFilled />,
};

function QueueEntry({ entry }: { entry: Entry }) {
  const t = useWords(meWords);
  const text = useText();
  const locale = useLocale();
  const { store, sync } = usePhone();
  const { page } = useGround();
  const navigate = useNavigate();
  const snapshot = useSnapshot();
  const { files } = snapshot;
  const form = useForm(entry.wish.form);
  const size = entry.files.reduce((sum, id) => sum + (files.get(id)?.size ?? 0), 0);
  const isForYou = entry.state === 'refused' || entry.state === 'noted';
  const record = recordOf(entry.wish);
  const [accept] = useAction(async () => {
    const { offer, title, label, shown, files: named } = entry;
    if (!offer) return;
    for (const id of named) await store.retryFile(id);
    await store.wish({ wish: offer, title, label, ...(shown ? { shown } : {}), files: named });
    await store.dismiss(entry.seq);
    sync.soon();
  });
  const [redo] = useAction(async () => {
    const { wish, step } = entry;
    await store.bringBack(entry);
    // What it builds on may have to be done again first.
    const isOpen =
      wish.name !== 'task.act' ||
      snapshot.tasks.some(
        (task) => task.record.id === record && task.actions.some(({ id }) => id === wish.action),
      );
    const isStep = page.steps.some(({ id }) => id === step);
    navigate(isOpen && isStep ? `/work/${record}/${step}` : `/work/${record}`);
  });
  return (
    <article className={styles.card} data-state={entry.state}>
      <div className={styles.cardHead}>
        <strong>{text(entry.label)}</strong>
        <span className={styles.state}>
          {icons[entry.state]} {t(entry.state)}
        </span>
      </div>
      <span>{entry.title}</span>
      <span className="muted figures">
        {momentOf(entry.at).format('MM-DD HH:mm')}
        {size > 0 && ` · ${sizeText(size)}`}
      </span>
      {entry.message && <p>{localize(entry.message, locale)}</p>}
      {entry.issues?.map((issue) => (
        <p key={`${issue.path.join('.')} ${issue.code}`}>
          {form && text(fieldOf(form, String(issue.path[0] ?? ''))?.label)} {localize(issue.message, locale)}
        </p>
      ))}
      <Conflicts entry={entry} form={form} />
      {entry.offer && (
        <Button type="primary" size="large" block onClick={() => void accept()}>
          {t('offer')}
        </Button>
      )}
      {isForYou && (
        <div className={styles.pair}>
          {entry.wish.form === page.work.form && snapshot.records.get(page.work.form)?.has(record) && (
            <Button size="large" block onClick={() => void redo()}>
              {t('redo')}
            </Button>
          )}
          <Button size="large" block onClick={() => void store.dismiss(entry.seq)}>
            {t('seen')}
          </Button>
        </div>
      )}
    </article>
  );
}

/** A file that the server did not take, with its words: sent once more, or let go. */
function FailedFile({ file }: { file: KeptFile }) {
  const t = useWords(meWords);
  const { store, sync } = usePhone();
  const again = async () => {
    await store.retryFile(file.id);
    sync.soon();
  };
  return (
    <article className={styles.card} data-state="refused">
      <div className={styles.cardHead}>
        <strong className={styles.fileName}>{file.name}</strong>
        <span className={styles.state}>
          {icons.refused} {t('refused')}
        </span>
      </div>
      <span className="muted figures">{sizeText(file.size)}</span>
      <p>{file.failure}</p>
      <div className={styles.pair}>
        {isStillWanted(file, store) && (
          <Button size="large" block onClick={() => void again()}>
            {t('again')}
          </Button>
        )}
        <Button size="large" block danger onClick={() => void store.dropFile(file.id)}>
          {t('let_go')}
        </Button>
      </div>
    </article>
  );
}

/** Both values of each field that two people changed, and which of them stands. */
function Conflicts({ entry, form }: { entry: Entry; form: Form | undefined }) {
  const t = useWords(meWords);
  const text = useText();
  if (!entry.conflicts) return null;
  return (
    <dl className={styles.conflicts}>
      {entry.conflicts.map(({ field: id, mine, theirs, kept }) => {
        const field = form && fieldOf(form, id);
        const say = (value: unknown) => wordsOf(field, value, text) || t('empty_value');
        return (
          <div key={id}>
            <dt>{text(field?.label) || id}</dt>
            <dd data-kept={kept === 'mine' || undefined}>
              {t('mine', { value: say(mine) })}
              {kept === 'mine' && t('kept')}
            </dd>
            <dd data-kept={kept === 'theirs' || undefined}>
              {t('theirs', { value: say(theirs) })}
              {kept === 'theirs' && t('kept')}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
