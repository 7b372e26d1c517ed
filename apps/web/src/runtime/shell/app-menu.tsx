import { ApiOutlined, BuildOutlined, TeamOutlined } from '@ant-design/icons';
import { Link, useLocation } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useSignedIn } from '../../api/session.js';
import { Icon } from '../../ui/icon.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { type MenuEntry, menuOf } from './menu-entries.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';

/** An entry is current when its address is open, in the view it names. */
function isCurrent(entry: MenuEntry, pathname: string, search: string): boolean {
  const [path = ''] = entry.to.split('?');
  if (pathname !== path && !pathname.startsWith(`${path}/`)) return false;
  const view = new URLSearchParams(search).get('view');
  return view === null ? entry.isPlain : view === entry.view;
}

export function AppMenu({ onChoose }: { onChoose?: () => void }) {
  const { user } = useSignedIn();
  const t = useWords(shellWords);
  const text = useText();
  const scope = useAppScope();
  const { pathname, search } = useLocation();
  const groups = menuOf(scope);
  const base = `/apps/${scope.id}`;
  return (
    <nav className={styles.menu} aria-label={text(scope.data.app.label)}>
      <div className={styles.menuTitle}>
        <Icon name={scope.data.app.icon} fallback="app" />
        {text(scope.data.app.label)}
      </div>
      {groups.map((group) => (
        <div key={group.key}>
          {group.label !== null && <div className={styles.menuGroup}>{text(group.label)}</div>}
          {group.entries.map((entry) => (
            <Link
              key={entry.key}
              to={entry.to}
              className={styles.menuItem}
              aria-current={isCurrent(entry, pathname, search) ? 'page' : undefined}
              onClick={onChoose}
            >
              <Icon name={entry.icon} />
              {text(entry.label)}
            </Link>
          ))}
        </div>
      ))}
      {scope.data.canDesign && (
        <div className={styles.menuEnd}>
          <Link to={`${base}/members`} className={styles.menuItem} onClick={onChoose}>
            <TeamOutlined />
            {t('members')}
          </Link>
          {user.isAdministrator && (
            <Link to={`${base}/connections`} className={styles.menuItem} onClick={onChoose}>
              <ApiOutlined />
              {t('connections')}
            </Link>
          )}
          <Link to={`${base}/design`} className={styles.menuItem} onClick={onChoose}>
            <BuildOutlined />
            {t('design')}
          </Link>
        </div>
      )}
    </nav>
  );
}
