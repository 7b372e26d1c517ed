import { CheckCircleFilled, PhoneOutlined, RightOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { fieldOf } from '@fieldwork/metadata';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { EmptyState } from '../../ui/empty-state.js';
import { StateDot } from '../../ui/state-dot.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { titleOfWork } from '../today/work-list.js';
import { BackList } from './back-list.js';
import { Begins } from './begins.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import { useStepAct } from './use-step-act.js';
import { useWork } from './use-work.js';
import { fieldAt, valueAt, wordsOf } from './value-text.js';

/** One piece of work: who and where, its steps, and below the thumb what comes next. */
export function OrderPage() {
  const t = useWords(orderWords);
  const { id = '' } = useParams();
  const { page } = useGround();
  const { records } = useSnapshot();
  const record = records.get(page.work.form)?.get(id);
  if (!record)
    return (
      <>
        <BackLine to="/" title={t('steps')} />
        <EmptyState title={t('gone')} hint={t('gone_hint')} />
      </>
    );
  return <Order record={record} />;
}

function Order({ record }: { record: RecordData }) {
  const t = useWords(orderWords);
  const text = useText();
  const navigate = useNavigate();
  const { form, states, next } = useWork(record);
  const act = useStepAct(record);
  const status = form.status === undefined ? undefined : fieldOf(form, form.status);
  const option = status?.options?.find(({ id }) => id === record[status.id]);
  const go = (step: string) => navigate(`/work/${record.id}/${step}`);
  return (
    <div className={styles.page}>
      <BackLine to="/" title={titleOfWork(form, record)}>
        {option && <StateDot color={option.color}>{text(option.label)}</StateDot>}
      </BackLine>
      <Head record={record} />
      <section aria-label={t('steps')} className={styles.steps}>
        {states.map(({ step, isDone }) => (
          <Link
            key={step.id}
            to={`/work/${record.id}/${step.id}`}
            className={styles.step}
            data-done={isDone || undefined}
            data-next={step.id === next?.id || undefined}
          >
            <span className={styles.stepMark}>
              {isDone ? <CheckCircleFilled aria-label={t('done')} /> : null}
            </span>
            <span className={styles.stepLabel}>{text(step.label)}</span>
            {step.optional && !isDone && <span className="muted">{t('optional')}</span>}
            <RightOutlined className="muted" />
          </Link>
        ))}
      </section>
      <Details record={record} />
      <Begins on={{ form: form.id, record }} />
      <BackList record={record} form={form} />
      <Link to={`/records/${form.id}/${record.id}/comments`} className={styles.whole}>
        {t('comments')} <RightOutlined />
      </Link>
      <Link to={`/records/${form.id}/${record.id}`} className={styles.whole}>
        {t('whole')} <RightOutlined />
      </Link>
      {next && (
        <div className={styles.bottom}>
          <Button
            type="primary"
            size="large"
            block
            onClick={() => {
              if (!act(next)) go(next.id);
            }}
          >
            {text(next.label)}
          </Button>
        </div>
      )}
    </div>
  );
}

function Head({ record }: { record: RecordData }) {
  const t = useWords(orderWords);
  const text = useText();
  const { store } = usePhone();
  const { page } = useGround();
  const { records } = useSnapshot();
  const { form } = useWork(record);
  const { work } = page;
  const forms = store.engines?.forms ?? new Map();
  const say = (path: string | undefined) =>
    path === undefined ? '' : wordsOf(fieldAt(form, path, forms), valueAt(record, path, form, records), text);
  const phones = [...new Set((work.phones ?? []).map(say).filter(Boolean))];
  return (
    <header className={styles.head}>
      <h1>{say(work.title) || titleOfWork(form, record)}</h1>
      {work.subtitle && <p>{say(work.subtitle)}</p>}
      {work.place && <p className="muted">{say(work.place)}</p>}
      {phones.map((number) => (
        <Button
          key={number}
          size="large"
          block
          icon={<PhoneOutlined />}
          href={`tel:${number.replace(/[^\d+]/g, '')}`}
        >
          {t('call', { number })}
        </Button>
      ))}
    </header>
  );
}

function Details({ record }: { record: RecordData }) {
  const text = useText();
  const t = useWords(orderWords);
  const { store } = usePhone();
  const { page } = useGround();
  const { records } = useSnapshot();
  const { form } = useWork(record);
  const forms = store.engines?.forms ?? new Map();
  const rows = (page.work.shown ?? []).flatMap((path) => {
    const field = fieldAt(form, path, forms);
    const words = wordsOf(field, valueAt(record, path, form, records), text);
    return words && field ? [{ path, label: text(field.label), words }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <section className={styles.details} aria-label={t('details')}>
      {rows.map(({ path, label, words }) => (
        <div key={path}>
          <span className="muted">{label}</span>
          <span>{words}</span>
        </div>
      ))}
    </section>
  );
}
