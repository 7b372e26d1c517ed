import { Badge, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useNotifications } from '../../api/notifications.js';
import { useTaskCount } from '../../api/tasks.js';
import { PageHeader } from '../../ui/page-header.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import styles from '../shell/shell.module.css';
import inbox from './inbox.module.css';
import { inboxWords } from './inbox-words.js';
import { NoticeList } from './notice-list.js';
import { TaskList } from './task-list.js';

/** What waits for the user, what he has done, and what he was told. */
export function InboxPage() {
  const t = useWords(inboxWords);
  const [parameters, setParameters] = useSearchParams();
  const open = useTaskCount().data?.open ?? 0;
  const unread = useNotifications().data?.unread ?? 0;
  useCrumbs([{ label: t('title') }]);
  const label = (words: string, count: number) => (
    <span className={inbox.tab}>
      {words}
      <Badge count={count} size="small" style={{ boxShadow: 'none' }} />
    </span>
  );
  return (
    <main className={styles.page} style={{ maxWidth: 960 }}>
      <PageHeader title={t('title')} />
      <Tabs
        activeKey={parameters.get('tab') ?? 'open'}
        onChange={(tab) => setParameters({ tab }, { replace: true })}
        items={[
          { key: 'open', label: label(t('open'), open), children: <TaskList status="open" /> },
          { key: 'done', label: t('done'), children: <TaskList status="done" /> },
          { key: 'notices', label: label(t('notices'), unread), children: <NoticeList /> },
        ]}
      />
    </main>
  );
}
