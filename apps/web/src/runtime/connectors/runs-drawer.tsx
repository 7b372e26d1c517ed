import type { ConnectorRun } from '@fieldwork/api-contract';
import { Button, Drawer } from 'antd';
import { useEffect } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { takeAgain, useConnectorRuns } from '../../api/connectors.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { StateDot } from '../../ui/state-dot.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { connectorWords } from './connector-words.js';
import styles from './connectors.module.css';

const againMs = 1500;

/** What came of the runs of a connector, the newest first. */
export function RunsDrawer({ connector, onClose }: { connector: string; onClose: () => void }) {
  const t = useWords(connectorWords);
  const scope = useAppScope();
  const { data, refetch } = useConnectorRuns(scope.id, connector);
  useEffect(() => {
    const timer = setInterval(() => void refetch(), againMs);
    return () => clearInterval(timer);
  }, [refetch]);
  return (
    <Drawer open title={t('runs')} size="large" onClose={onClose}>
      {!data && <Waiting />}
      {data?.length === 0 && <EmptyState title={t('runs_none')} />}
      <div className={styles.systems}>
        {data?.map((run) => (
          <Run key={run.id} run={run} connector={connector} />
        ))}
      </div>
    </Drawer>
  );
}

function Run({ run, connector }: { run: ConnectorRun; connector: string }) {
  const t = useWords(connectorWords);
  const scope = useAppScope();
  const [again, isTaking] = useAction(() => takeAgain(scope.id, connector, run.id));
  const text = useText();
  const { read, created, updated, skipped, failed } = run;
  const color = run.error ? 'red' : run.finishedAt === null ? 'blue' : failed > 0 ? 'gold' : 'green';
  return (
    <div className={styles.system}>
      <StateDot color={color}>
        <Ago at={run.startedAt} />
        {run.isDry && <span className="muted"> · {t('was_dry')}</span>}
        {run.finishedAt === null && <span className="muted"> · {t('running')}</span>}
      </StateDot>
      <div>{t('counts', { read, created, updated, skipped, failed })}</div>
      {run.error && <div className={styles.problem}>{run.error}</div>}
      {run.isCall && (run.error !== null || failed > 0) && (
        <Button size="small" loading={isTaking} onClick={() => void again()}>
          {t('again')}
        </Button>
      )}
      {run.errors.map(({ item, reason }) => (
        <div key={item + text(reason)} className="muted">
          {item}: {text(reason)}
        </div>
      ))}
    </div>
  );
}
