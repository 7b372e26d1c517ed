import { AppstoreOutlined, InboxOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { NavLink, useMatch } from 'react-router';
import { useNotifications } from '../../api/notifications.js';
import { useTaskCount } from '../../api/tasks.js';
import { useWords } from '../../words/words.js';
import { HelpButton } from './help-button.js';
import { MeButton } from './me-button.js';
import { drawerState, searchState } from './open-state.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';

const mostShown = 99;

/** What waits for the user: open tasks and unread notices. */
function useWaitingCount(): number {
  const tasks = useTaskCount().data?.open ?? 0;
  return tasks + (useNotifications().data?.unread ?? 0);
}

function InboxLink() {
  const t = useWords(shellWords);
  const count = useWaitingCount();
  const shown = count > mostShown ? `${mostShown}+` : String(count);
  return (
    <NavLink
      to="/inbox"
      className={styles.railItem}
      aria-label={count > 0 ? `${t('inbox')} ${shown}` : t('inbox')}
    >
      <InboxOutlined />
      <span>{t('inbox')}</span>
      {count > 0 && <span className={styles.badge}>{shown}</span>}
    </NavLink>
  );
}

function RailButton({ icon, label, onClick }: { icon: ReactNode; label: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.railItem} onClick={onClick}>
      {icon}
      <span>{label}</span>
    </button>
  );
}

/** The narrow rail on the left. */
export function Rail() {
  const t = useWords(shellWords);
  return (
    <nav className={styles.rail} aria-label="Fieldwork">
      <NavLink to="/" end className={styles.railItem}>
        <AppstoreOutlined />
        <span>{t('apps')}</span>
      </NavLink>
      <InboxLink />
      <RailButton icon={<SearchOutlined />} label={t('search')} onClick={() => searchState.set(true)} />
      <div className={styles.railEnd}>
        <HelpButton />
        <MeButton />
      </div>
    </nav>
  );
}

/** The same on a phone, at the thumb. */
export function PhoneBar() {
  const t = useWords(shellWords);
  // While designing there is no menu to open.
  const isDesigning = useMatch('/apps/:app/design/*') !== null;
  const isInApp = useMatch('/apps/:app/*') !== null && !isDesigning;
  return (
    <nav className={styles.phoneBar} aria-label="Fieldwork">
      {isInApp && (
        <RailButton icon={<MenuOutlined />} label={t('menu')} onClick={() => drawerState.set(true)} />
      )}
      <NavLink to="/" end className={styles.railItem}>
        <AppstoreOutlined />
        <span>{t('apps')}</span>
      </NavLink>
      <InboxLink />
      <RailButton icon={<SearchOutlined />} label={t('search')} onClick={() => searchState.set(true)} />
      <MeButton />
    </nav>
  );
}
