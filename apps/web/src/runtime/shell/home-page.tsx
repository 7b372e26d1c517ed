import { AppstoreAddOutlined, AppstoreOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApps } from '../../api/apps.js';
import { useSignedIn } from '../../api/session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from './crumbs.js';
import { NewAppDialog } from './new-app-dialog.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';

const plainColour = '#3f6fc4';

/** The apps one may open. */
export function HomePage() {
  const t = useWords(shellWords);
  const text = useText();
  const { user } = useSignedIn();
  const { data: apps, error, refetch } = useApps();
  const [isNew, setNew] = useState(false);
  useCrumbs([{ label: t('home_title') }]);
  const button = user.isBuilder && (
    <Button type="primary" icon={<AppstoreAddOutlined />} onClick={() => setNew(true)}>
      {t('new_app')}
    </Button>
  );
  return (
    <main className={styles.page}>
      <PageHeader title={t('home_title')} actions={apps && apps.length > 0 && button} />
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!apps && !error && <Waiting />}
      {apps?.length === 0 && (
        <EmptyState
          icon={<AppstoreOutlined />}
          title={t('home_empty')}
          hint={user.isBuilder ? t('home_empty_builder') : t('home_empty_member')}
          action={button}
        />
      )}
      <div className={styles.tiles}>
        {apps?.map((app) => (
          <Link key={app.id} to={`/apps/${app.id}`} className={styles.tile}>
            <span className={styles.tileIcon} style={{ background: app.color ?? plainColour }}>
              <Icon name={app.icon} fallback="app" />
            </span>
            <div style={{ minWidth: 0 }}>
              <h2>{text(app.label)}</h2>
              <p className="muted">{text(app.description)}</p>
            </div>
          </Link>
        ))}
      </div>
      <NewAppDialog isOpen={isNew} onClose={() => setNew(false)} />
    </main>
  );
}
