import type { ConnectionData } from '@fieldwork/api-contract';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { deleteHook, rotateHook, runConnector } from '../../api/connectors.js';
import { Ago } from '../../ui/moment.js';
import { StateDot } from '../../ui/state-dot.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { connectorWords } from './connector-words.js';
import styles from './connectors.module.css';
import { HookDialog } from './hook-dialog.js';
import { useSecretShown } from './use-secret-shown.js';

interface RowProps {
  connector: ConnectionData['connectors'][number];
  isConnected: boolean;
  onRuns: (connector: string) => void;
}

/** A connector of a system: which way it goes, when, and what can be done with it by hand. */
export function ConnectorRow({
  connector: { id, label, direction, nextAt, hook },
  isConnected,
  onRuns,
}: RowProps) {
  const t = useWords(connectorWords);
  const text = useText();
  const keepsRuns = direction === 'in' || direction === 'hook';
  return (
    <div className={styles.connector}>
      <span className="muted">{t(`direction_${direction}`)}</span>
      <span>{text(label)}</span>
      {nextAt && (
        <span className="muted">
          <Ago at={nextAt} />
        </span>
      )}
      {direction === 'hook' && (
        <StateDot color={hook?.isEnabled ? 'green' : 'grey'}>
          {t(hook === null ? 'not_connected' : hook.isEnabled ? 'connected' : 'off')}
        </StateDot>
      )}
      <span>
        {direction === 'in' && isConnected && <RunActions connector={id} onRuns={onRuns} />}
        {direction === 'hook' && <HookActions connector={id} hook={hook} />}
        {keepsRuns && (
          <Button size="small" type="text" onClick={() => onRuns(id)}>
            {t('runs')}
          </Button>
        )}
      </span>
    </div>
  );
}

function RunActions({ connector, onRuns }: { connector: string; onRuns: (connector: string) => void }) {
  const t = useWords(connectorWords);
  const scope = useAppScope();
  const { message } = App.useApp();
  const [run, isRunning] = useAction(async (dry: boolean) => {
    await runConnector(scope.id, connector, dry);
    message.success(t('running'));
    onRuns(connector);
  });
  return (
    <>
      <Button size="small" type="text" loading={isRunning} onClick={() => void run(true)}>
        {t('dry')}
      </Button>
      <Button size="small" type="text" loading={isRunning} onClick={() => void run(false)}>
        {t('run')}
      </Button>
    </>
  );
}

function HookActions({ connector, hook }: { connector: string; hook: RowProps['connector']['hook'] }) {
  const t = useWords(connectorWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const [isOpen, setOpen] = useState(false);
  const showSecret = useSecretShown();
  const [rotate] = useAction(async () => showSecret((await rotateHook(scope.id, connector)).secret));
  const [remove] = useAction(() => deleteHook(scope.id, connector));
  return (
    <>
      <Button size="small" type="text" onClick={() => setOpen(true)}>
        {t('hook_address')}
      </Button>
      {hook && (
        <>
          <Popconfirm title={t('rotate_sure')} onConfirm={() => void rotate()}>
            <Button size="small" type="text">
              {t('rotate')}
            </Button>
          </Popconfirm>
          <Popconfirm title={t('hook_remove_sure')} onConfirm={() => void remove()}>
            <Button size="small" type="text">
              {v('delete')}
            </Button>
          </Popconfirm>
        </>
      )}
      {isOpen && (
        <HookDialog connector={connector} hook={hook} onClose={() => setOpen(false)} onSecret={showSecret} />
      )}
    </>
  );
}
