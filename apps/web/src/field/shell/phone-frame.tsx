import {
  CalendarOutlined,
  ProfileOutlined,
  ScanOutlined,
  ToolOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useWords } from '../../words/words.js';
import { fieldWords } from './field-words.js';
import { useGround, useSnapshot } from './phone-context.js';
import { PositionTeller } from './position-teller.js';
import styles from './shell.module.css';
import { StatusLine } from './status-line.js';

type Tab = 'today' | 'orders' | 'scan' | 'parts' | 'me';

const tabs: readonly { to: string; name: Tab; icon: ReactNode }[] = [
  { to: '/', name: 'today', icon: <CalendarOutlined /> },
  { to: '/orders', name: 'orders', icon: <ProfileOutlined /> },
  { to: '/scan', name: 'scan', icon: <ScanOutlined /> },
  { to: '/parts', name: 'parts', icon: <ToolOutlined /> },
  { to: '/me', name: 'me', icon: <UserOutlined /> },
];

/** The frame of every page on the phone: a quiet line above, five places below, within the thumb's reach. */
export function PhoneFrame() {
  const t = useWords(fieldWords);
  const { page } = useGround();
  const { queue } = useSnapshot();
  const { pathname } = useLocation();
  const attention = queue.filter(({ state }) => state === 'refused' || state === 'noted').length;
  // A step has its own wide button where the bar would be.
  const isStep =
    /^\/work\/[^/]+\/[^/]+/.test(pathname) ||
    /^\/(new|begin)\//.test(pathname) ||
    pathname.endsWith('/comments');
  const shown = tabs.filter(({ name }) =>
    name === 'scan' ? page.scan : name === 'parts' ? page.parts : true,
  );
  return (
    <div className={styles.frame}>
      <StatusLine />
      <main className={styles.content}>
        <Outlet />
      </main>
      {!isStep && (
        <nav className={styles.tabs} aria-label={t('tabs')}>
          {shown.map(({ to, name, icon }) => (
            <NavLink
              key={to}
              to={to}
              end={to === '/'}
              className={({ isActive }) => `${styles.tab} ${isActive ? styles.tabActive : ''}`}
            >
              <span className={styles.tabIcon}>
                {icon}
                {name === 'me' && attention > 0 && <span className={styles.badge}>{attention}</span>}
              </span>
              {t(name)}
            </NavLink>
          ))}
        </nav>
      )}
      <PositionTeller />
      <ScrollRestoration />
    </div>
  );
}
