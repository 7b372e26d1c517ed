import { Button, Space } from 'antd';
import { Link, Navigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from './crumbs.js';
import { menuOf } from './menu-entries.js';
import { shellWords } from './shell-words.js';

/** The way into an app: the page of one's role, or the first entry of the menu; an empty app says how to begin. */
export function AppHome() {
  const t = useWords(shellWords);
  const text = useText();
  const scope = useAppScope();
  const { home } = scope.data;
  const first = home === null ? menuOf(scope)[0]?.entries[0]?.to : `/apps/${scope.id}/pages/${home}`;
  useCrumbs([{ label: text(scope.data.app.label) }]);
  if (first) return <Navigate to={first} replace />;
  const { canDesign } = scope.data;
  return (
    <EmptyState
      icon={<Icon name={scope.data.app.icon} fallback="app" />}
      title={t('app_empty')}
      hint={canDesign ? t('app_empty_builder') : t('app_empty_member')}
      action={
        canDesign && (
          <Space>
            <Link to={`/apps/${scope.id}/design`}>
              <Button type="primary">{t('design')}</Button>
            </Link>
            <Link to={`/apps/${scope.id}/import`}>
              <Button>{t('import_file')}</Button>
            </Link>
          </Space>
        )
      }
    />
  );
}
