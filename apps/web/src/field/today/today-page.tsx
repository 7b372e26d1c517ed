import { CoffeeOutlined } from '@ant-design/icons';
import { momentOf } from '../../api/time-zone.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useWords } from '../../words/words.js';
import { isFinished } from '../order/steps.js';
import { InstallHint } from '../shell/install-hint.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { Surroundings } from '../shell/surroundings.js';
import { PoolPart } from './pool.js';
import styles from './today.module.css';
import { todayWords } from './today-words.js';
import { WorkCard } from './work-card.js';
import { dayOf, workOf } from './work-list.js';

/** The day: what is to be done now comes first, each with its next action. */
export function TodayPage() {
  const t = useWords(todayWords);
  const { store } = usePhone();
  const { page } = useGround();
  const snapshot = useSnapshot();
  const all = workOf(snapshot, page);
  const open = all.filter((record) => !isFinished(record, page, store));
  const late = open.filter((record) => dayOf(record, page) === 'late');
  const today = open.filter((record) => dayOf(record, page) === 'today');
  const unplanned = open.filter((record) => dayOf(record, page) === 'unplanned');
  const left = late.length + today.length + unplanned.length;
  const isEmpty = left === 0;
  const hasDone = all.length > open.length;
  return (
    <div className={styles.page}>
      <Surroundings />
      <div className={styles.head}>
        <h1>{t('title', { date: momentOf(new Date()).format('MM-DD ddd') })}</h1>
        {!isEmpty && <span className="muted">{t('left', { count: left })}</span>}
      </div>
      {isEmpty && (
        <EmptyState
          icon={<CoffeeOutlined />}
          title={t(hasDone ? 'all_done' : 'nothing')}
          hint={t('nothing_hint')}
        />
      )}
      {today.map((record) => (
        <WorkCard key={record.id} record={record} />
      ))}
      {late.length > 0 && <h2 className={styles.group}>{t('late')}</h2>}
      {late.map((record) => (
        <WorkCard key={record.id} record={record} isQuiet />
      ))}
      {unplanned.length > 0 && <h2 className={styles.group}>{t('unplanned')}</h2>}
      {unplanned.map((record) => (
        <WorkCard key={record.id} record={record} isQuiet />
      ))}
      {page.pool && <PoolPart pool={page.pool} />}
      <InstallHint />
    </div>
  );
}
