import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useWords } from '../../words/words.js';
import { isFinished } from '../order/steps.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import styles from './today.module.css';
import { todayWords } from './today-words.js';
import { WorkCard } from './work-card.js';
import { workOf } from './work-list.js';

const most = 200;

/** All the work that is on the phone, to be searched. */
export function OrdersPage() {
  const t = useWords(todayWords);
  const { store } = usePhone();
  const { page } = useGround();
  const scope = useAppScope();
  const snapshot = useSnapshot();
  const [words, setWords] = useState('');
  const { data } = useRecords(scope.id, page.work.form, { search: words, pageSize: most }, words !== '');
  const found = words === '' ? null : new Set(data?.records.map(({ id }) => id));
  const shown = workOf(snapshot, page).filter(({ id }) => found === null || found.has(id));
  const open = shown.filter((record) => !isFinished(record, page, store));
  const done = shown.filter((record) => isFinished(record, page, store)).toReversed();
  return (
    <div className={styles.page}>
      <Input
        size="large"
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t('search')}
        placeholder={t('search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {shown.length === 0 && <EmptyState title={t(words === '' ? 'nothing' : 'none_found')} />}
      {open.length > 0 && <h2 className={styles.group}>{t('open')}</h2>}
      {open.map((record) => (
        <WorkCard key={record.id} record={record} isQuiet />
      ))}
      {done.length > 0 && <h2 className={styles.group}>{t('done')}</h2>}
      {done.map((record) => (
        <WorkCard key={record.id} record={record} isQuiet />
      ))}
    </div>
  );
}
