import { MobileOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { usePhonesOf } from '../../api/devices.js';
import { momentOf } from '../../api/time-zone.js';
import { exactMoment } from '../../ui/moment.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import { boardWords } from './board-words.js';

const quietMs = 30 * 60_000;

/** When somebody's phone was last heard of and what it still holds back: not sent is not the same as not done. */
export function PhoneSeen({ person }: { person: string | null }) {
  const t = useWords(boardWords);
  const { id } = useAppScope();
  const phone = usePhonesOf(id).get(person ?? '');
  if (!phone) return null;
  const isQuiet = Date.now() - Date.parse(phone.lastSeenAt) > quietMs;
  const words = t('phone_seen', { at: exactMoment(phone.lastSeenAt), count: phone.waiting });
  return (
    <Tooltip title={`${phone.name} · ${words}`}>
      <small
        className={`${styles.phoneSeen} figures`}
        data-quiet={isQuiet || undefined}
        role="note"
        aria-label={words}
      >
        <MobileOutlined /> {momentOf(phone.lastSeenAt).format(isQuiet ? 'MM-DD HH:mm' : 'HH:mm')}
        {phone.waiting > 0 && ` · ${t('phone_waiting', { count: phone.waiting })}`}
      </small>
    </Tooltip>
  );
}
