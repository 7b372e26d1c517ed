import { Outlet, useParams } from 'react-router';
import { AppScope } from '../../api/app-scope.js';
import { useAppData } from '../../api/apps.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import styles from './shell.module.css';

/** What stands round the designer: the app's published documents, and all of the room. */
export function DesignerFrame() {
  const { app } = useParams();
  const { data, error, refetch } = useAppData(app);
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (!data) return <Waiting />;
  return (
    <AppScope data={data}>
      <main className={styles.designer}>
        <Outlet />
      </main>
    </AppScope>
  );
}
