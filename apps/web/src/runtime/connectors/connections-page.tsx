import type { ConnectionData } from '@fieldwork/api-contract';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { deleteConnection, useConnections } from '../../api/connectors.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StateDot } from '../../ui/state-dot.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import shell from '../shell/shell.module.css';
import { ConnectionDialog } from './connection-dialog.js';
import { ConnectorRow } from './connector-row.js';
import { connectorWords } from './connector-words.js';
import styles from './connectors.module.css';
import { RunsDrawer } from './runs-drawer.js';
import { Webhooks } from './webhooks.js';

/** Other systems that an app speaks with; for administrators. */
export function ConnectionsPage() {
  const t = useWords(connectorWords);
  const text = useText();
  const scope = useAppScope();
  const { data, error } = useConnections(scope.id);
  const [edited, setEdited] = useState<ConnectionData | null>(null);
  const [runsOf, setRunsOf] = useState<string | null>(null);
  useCrumbs([{ label: text(scope.data.app.label), to: `/apps/${scope.id}` }, { label: t('title') }]);
  if (error) return <ProblemNotice error={error} />;
  if (!data) return <Waiting />;
  return (
    <div className={shell.page} style={{ overflow: 'auto' }}>
      <PageHeader title={t('title')} />
      <div className={styles.parts}>
        <section>
          <h2>{t('systems')}</h2>
          {data.systems.length === 0 ? (
            <EmptyState title={t('systems_none')} hint={t('systems_hint')} />
          ) : (
            <div className={styles.systems}>
              {data.systems.map((system) => (
                <System
                  key={system.system}
                  system={system}
                  onEdit={() => setEdited(system)}
                  onRuns={setRunsOf}
                />
              ))}
            </div>
          )}
        </section>
        <Webhooks />
      </div>
      {edited && <ConnectionDialog system={edited} kinds={data.kinds} onClose={() => setEdited(null)} />}
      {runsOf !== null && <RunsDrawer connector={runsOf} onClose={() => setRunsOf(null)} />}
    </div>
  );
}

function System({
  system: { system, label, connection, connectors },
  onEdit,
  onRuns,
}: {
  system: ConnectionData;
  onEdit: () => void;
  onRuns: (connector: string) => void;
}) {
  const t = useWords(connectorWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const [remove] = useAction(() => deleteConnection(scope.id, system));
  // One that only calls us has no address of its own.
  const isCalled = connectors.some(({ direction }) => direction !== 'hook');
  const state = connection === null ? 'not_connected' : connection.isEnabled ? 'connected' : 'off';
  return (
    <div className={styles.system}>
      <div className={styles.head}>
        <b>{text(label)}</b>
        {isCalled && <StateDot color={state === 'connected' ? 'green' : 'grey'}>{t(state)}</StateDot>}
        {connection && <span className="muted">{connection.url}</span>}
        <span>
          {isCalled && (
            <Button size="small" onClick={onEdit}>
              {connection ? v('edit') : t('connect')}
            </Button>
          )}
          {connection && (
            <Popconfirm title={t('disconnect_sure', { system: text(label) })} onConfirm={() => void remove()}>
              <Button size="small" type="text">
                {v('delete')}
              </Button>
            </Popconfirm>
          )}
        </span>
      </div>
      {connectors.map((connector) => (
        <ConnectorRow
          key={connector.id}
          connector={connector}
          isConnected={connection !== null}
          onRuns={onRuns}
        />
      ))}
    </div>
  );
}
