import { BellOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { markRead, type Notification, useNotifications } from '../../api/notifications.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './inbox.module.css';
import { inboxWords } from './inbox-words.js';

function addressOf({ link }: Notification): string | null {
  if (!link) return null;
  const parts = [`/apps/${link.app}`, link.form && `forms/${link.form}`, link.form && link.record];
  return parts.filter(Boolean).join('/');
}

/** What one was told; reading one opens what it is about. */
export function NoticeList() {
  const t = useWords(inboxWords);
  const text = useText();
  const navigate = useNavigate();
  const { data, error, refetch } = useNotifications();
  const [readAll, isReading] = useAction(() => markRead());
  const [read] = useAction((id: string) => markRead(id));
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (!data) return <Waiting />;
  if (data.notifications.length === 0)
    return <EmptyState icon={<BellOutlined />} title={t('notices_empty')} />;
  const open = (notice: Notification) => {
    if (!notice.readAt) void read(notice.id);
    const address = addressOf(notice);
    if (address) navigate(address);
  };
  return (
    <>
      {data.unread > 0 && (
        <Button size="small" loading={isReading} style={{ marginBottom: 8 }} onClick={() => void readAll()}>
          {t('read_all')}
        </Button>
      )}
      <ul className={styles.list}>
        {data.notifications.map((notice) => (
          <li key={notice.id}>
            <button type="button" className={styles.item} onClick={() => open(notice)}>
              <b className={notice.readAt ? undefined : styles.unread}>
                {!notice.readAt && <span className="visually-hidden">{t('unread')} </span>}
                {text(notice.title)}
              </b>
              <span className="muted">
                <Ago at={notice.createdAt} />
              </span>
              {notice.body && <p>{text(notice.body)}</p>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
