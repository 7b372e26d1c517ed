import { Drawer } from 'antd';
import { Outlet, useParams } from 'react-router';
import { AppScope } from '../../api/app-scope.js';
import { useAppData } from '../../api/apps.js';
import { useIsPhone } from '../../ui/media.js';
import { useMenuFolded } from '../../ui/preferences.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { InlineCreateProvider } from '../record/inline-create-provider.js';
import { AppMenu } from './app-menu.js';
import { drawerState } from './open-state.js';
import styles from './shell.module.css';

/** An app: its menu beside the page that is open. */
export function AppLayout() {
  const { app = '' } = useParams();
  const { data, error, refetch } = useAppData(app);
  const isPhone = useIsPhone();
  const [isFolded] = useMenuFolded();
  const isDrawerOpen = drawerState.use();
  if (error)
    return (
      <main className={styles.page}>
        <ProblemNotice error={error} retry={refetch} />
      </main>
    );
  if (!data) return <Waiting />;
  return (
    <AppScope data={data}>
      <div className={styles.app}>
        {isPhone ? (
          <Drawer
            open={isDrawerOpen}
            onClose={() => drawerState.set(false)}
            placement="left"
            size={280}
            closable={false}
            styles={{ body: { padding: 0 } }}
          >
            <AppMenu onChoose={() => drawerState.set(false)} />
          </Drawer>
        ) : isFolded ? (
          <span />
        ) : (
          <AppMenu />
        )}
        <main className={styles.body}>
          <InlineCreateProvider>
            <Outlet />
          </InlineCreateProvider>
        </main>
      </div>
    </AppScope>
  );
}
