import { ClockCircleOutlined, CloudUploadOutlined, EnvironmentOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { fieldOf } from '@fieldwork/metadata';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { momentOf } from '../../api/time-zone.js';
import { StateDot } from '../../ui/state-dot.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useStepAct } from '../order/use-step-act.js';
import { useWork } from '../order/use-work.js';
import { fieldAt, valueAt, wordsOf } from '../order/value-text.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { isPending, recordOf } from '../store/entry.js';
import styles from './today.module.css';
import { todayWords } from './today-words.js';

/** One piece of work: when, where, whom, what, and one wide button with the next thing to do. */
export function WorkCard({ record, isQuiet = false }: { record: RecordData; isQuiet?: boolean }) {
  const t = useWords(todayWords);
  const text = useText();
  const { store } = usePhone();
  const { page } = useGround();
  const { records, queue } = useSnapshot();
  const navigate = useNavigate();
  const { form, next } = useWork(record);
  const act = useStepAct(record);
  const { work } = page;
  const forms = store.engines?.forms ?? new Map();
  const say = (path: string | undefined) =>
    path === undefined ? '' : wordsOf(fieldAt(form, path, forms), valueAt(record, path, form, records), text);
  const at = record[work.from];
  const due = work.due === undefined ? null : record[work.due];
  const status = form.status === undefined ? undefined : fieldOf(form, form.status);
  const option = status?.options?.find(({ id }) => id === record[status.id]);
  const isWaiting = queue.some((entry) => isPending(entry) && recordOf(entry.wish) === record.id);
  const place = say(work.place);
  return (
    <article className={styles.card}>
      <Link to={`/work/${record.id}`} className={styles.cardBody}>
        <div className={styles.cardHead}>
          <span className={`${styles.time} figures`}>
            {typeof at === 'string' ? (
              <>
                {isQuiet && `${momentOf(at).format('MM-DD')} `}
                {momentOf(at).format('HH:mm')}
              </>
            ) : (
              <ClockCircleOutlined />
            )}
          </span>
          {option && <StateDot color={option.color}>{text(option.label)}</StateDot>}
        </div>
        <h3>{say(work.title) || say(form.title)}</h3>
        {work.subtitle && <p>{say(work.subtitle)}</p>}
        {place && (
          <p className={styles.place}>
            <EnvironmentOutlined /> {place}
          </p>
        )}
        <p className={styles.facts}>
          {work.minutes && record[work.minutes] ? (
            <span>{t('minutes', { count: Number(record[work.minutes]) })}</span>
          ) : null}
          {typeof due === 'string' && <span>{t('due', { at: momentOf(due).format('HH:mm') })}</span>}
          {(work.badges ?? []).map((id) => {
            const words = say(id);
            return words ? <span key={id}>{words}</span> : null;
          })}
          {isWaiting && (
            <span className={styles.unsent}>
              <CloudUploadOutlined /> {t('waiting')}
            </span>
          )}
        </p>
      </Link>
      {next ? (
        <Button
          type="primary"
          size="large"
          block
          onClick={() => {
            if (!act(next)) navigate(`/work/${record.id}/${next.id}`);
          }}
        >
          {text(next.label)}
        </Button>
      ) : null}
    </article>
  );
}
