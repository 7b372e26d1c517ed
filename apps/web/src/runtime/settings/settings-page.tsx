import {
  ApartmentOutlined,
  KeyOutlined,
  MailOutlined,
  MessageOutlined,
  MobileOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Navigate, NavLink, useParams } from 'react-router';
import { useSignedIn } from '../../api/session.js';
import { PageHeader } from '../../ui/page-header.js';
import { useWords } from '../../words/words.js';
import { MailAccounts } from '../mail/mail-accounts.js';
import { Messengers } from '../messaging/messengers.js';
import { useCrumbs } from '../shell/crumbs.js';
import shell from '../shell/shell.module.css';
import { ApiKeys } from './api-keys.js';
import { Departments } from './departments.js';
import { Devices } from './devices.js';
import { People } from './people.js';
import { Profile } from './profile.js';
import styles from './settings.module.css';
import { settingsWords } from './settings-words.js';

const parts = {
  profile: { icon: <UserOutlined />, Part: Profile, isForAll: true },
  keys: { icon: <KeyOutlined />, Part: ApiKeys, isForAll: true },
  devices: { icon: <MobileOutlined />, Part: Devices, isForAll: true },
  people: { icon: <TeamOutlined />, Part: People, isForAll: false },
  departments: { icon: <ApartmentOutlined />, Part: Departments, isForAll: false },
  mail: { icon: <MailOutlined />, Part: MailAccounts, isForAll: false },
  messengers: { icon: <MessageOutlined />, Part: Messengers, isForAll: false },
} as const;
type PartName = keyof typeof parts;

/** On a phone the parts are one line that is pushed along. */
const showInLine = (link: HTMLAnchorElement | null) =>
  link?.scrollIntoView({ block: 'nearest', inline: 'center' });

/** One's own settings, and for administrators those of the installation. */
export function SettingsPage() {
  const t = useWords(settingsWords);
  const { user } = useSignedIn();
  const { part = 'profile' } = useParams();
  const shown = (Object.keys(parts) as PartName[]).filter(
    (name) => parts[name].isForAll || user.isAdministrator,
  );
  const current = shown.find((name) => name === part);
  useCrumbs([{ label: t('title'), to: '/settings' }, { label: t(current ?? 'profile') }]);
  if (!current) return <Navigate to="/settings" replace />;
  const { Part } = parts[current];
  return (
    <main className={shell.page}>
      <PageHeader title={t('title')} />
      <div className={styles.layout}>
        <nav className={styles.nav} aria-label={t('title')}>
          {shown.map((name) => (
            <NavLink
              key={name}
              ref={name === current ? showInLine : undefined}
              to={`/settings/${name}`}
              className={shell.menuItem}
              aria-current={name === current ? 'page' : undefined}
            >
              {parts[name].icon}
              {t(name)}
            </NavLink>
          ))}
        </nav>
        <Part />
      </div>
    </main>
  );
}
