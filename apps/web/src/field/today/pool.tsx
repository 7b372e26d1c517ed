import { EnvironmentOutlined } from '@ant-design/icons';
import type { RecordData, TaskData } from '@fieldwork/api-contract';
import { type FieldPage, type Form } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { call } from '../../api/client.js';
import { claimTask } from '../../api/tasks.js';
import { momentOf } from '../../api/time-zone.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { fieldAt, valueAt, wordsOf } from '../order/value-text.js';
import { useForm, useGround, usePhone, useSnapshot, useSyncState } from '../shell/phone-context.js';
import styles from './today.module.css';
import { todayWords } from './today-words.js';

const mostShown = 50;
const everyMs = 30_000;

interface Offer {
  task: TaskData;
  record: RecordData;
}

/** What waits for somebody to take it and the person suits; the office decides who was first, so it takes a signal. */
async function offersOf(app: string, form: string): Promise<Offer[]> {
  const tasks = await call<TaskData[]>('GET', '/tasks', { query: { claimable: true, app, form } });
  const shown = tasks.slice(0, mostShown);
  if (shown.length === 0) return [];
  const filter = JSON.stringify({ in: [{ var: 'id' }, shown.map(({ record }) => record.id)] });
  const query = { filter, pageSize: mostShown, count: 'none' };
  const records = await call<RecordData[]>('GET', `/apps/${app}/forms/${form}/records`, { query });
  return shown.flatMap((task) => {
    const record = records.find(({ id }) => id === task.record.id);
    return record ? [{ task, record }] : [];
  });
}

/** The work in the pool, each with one wide button: to take it. */
export function PoolPart({ pool }: { pool: NonNullable<FieldPage['pool']> }) {
  const t = useWords(todayWords);
  const text = useText();
  const scope = useAppScope();
  const { page } = useGround();
  const { trouble } = useSyncState();
  const form = useForm(page.work.form);
  const { data: offers = [], refetch } = useQuery({
    queryKey: ['tasks', 'claimable', scope.id, page.work.form],
    queryFn: () => offersOf(scope.id, page.work.form),
    enabled: trouble === null,
    refetchInterval: everyMs,
  });
  if (!form || trouble !== null || offers.length === 0) return null;
  return (
    <>
      <h2 className={styles.group}>{`${text(pool.label) || t('pool')} · ${offers.length}`}</h2>
      {offers.map((offer) => (
        <OfferCard key={offer.task.id} offer={offer} form={form} shown={pool.shown} again={refetch} />
      ))}
    </>
  );
}

interface OfferProps {
  offer: Offer;
  form: Form;
  shown: readonly string[];
  again: () => Promise<unknown>;
}

function OfferCard({ offer: { task, record }, form, shown, again }: OfferProps) {
  const t = useWords(todayWords);
  const text = useText();
  const { forms } = useAppScope();
  const { records } = useSnapshot();
  const { work } = useGround().page;
  const { sync } = usePhone();
  const navigate = useNavigate();
  const [take, isTaking] = useAction(async () => {
    try {
      await claimTask(task);
      await sync.now();
    } finally {
      await again();
    }
  });
  const say = (path: string | undefined) =>
    path === undefined ? '' : wordsOf(fieldAt(form, path, forms), valueAt(record, path, form, records), text);
  const facts = shown.flatMap((path) => {
    const words = say(path);
    return words ? [{ path, label: text(fieldAt(form, path, forms)?.label), words }] : [];
  });
  const place = say(work.place);
  return (
    <article className={styles.card}>
      <div className={styles.cardBody}>
        <h3>{say(work.title) || say(form.title)}</h3>
        {work.subtitle && <p>{say(work.subtitle)}</p>}
        {place && (
          <p className={styles.place}>
            <EnvironmentOutlined /> {place}
          </p>
        )}
        <p className={styles.facts}>
          {facts.map(({ path, label, words }) => (
            <span key={path}>
              {label} {words}
            </span>
          ))}
          {task.dueAt && <span>{t('take_by', { at: momentOf(task.dueAt).format('MM-DD HH:mm') })}</span>}
        </p>
      </div>
      <Button
        size="large"
        block
        loading={isTaking}
        onClick={async () => {
          if (await take()) navigate(`/work/${record.id}`);
        }}
      >
        {text(task.label)}
      </Button>
    </article>
  );
}
