import {
  ArrowLeftOutlined,
  EyeOutlined,
  HistoryOutlined,
  RedoOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import type { Issue, Kind } from '@fieldwork/metadata';
import { Alert, Button, Space, Tooltip } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useCrumbs } from '../../runtime/shell/crumbs.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import styles from '../parts/parts.module.css';
import type { DraftStore, SaveState } from './draft-store.js';
import { ProblemsButton } from './problems-button.js';
import { PublishDialog } from './publish-dialog.js';
import { useDraftView } from './use-draft-store.js';
import { VersionsDrawer } from './versions-drawer.js';

const stateWords = {
  saved: 'draft_saved',
  waiting: 'draft_waiting',
  saving: 'draft_saving',
  conflict: 'draft_conflict',
  failed: 'draft_failed',
} as const satisfies Record<SaveState, string>;

interface ShellProps<K extends Kind> {
  store: DraftStore<K>;
  problems: readonly Issue[];
  /** Leads to the place that a problem is about. */
  onProblem: (problem: Issue) => void;
  reload: () => void;
  preview?: (() => void) | undefined;
  /** Beside the name: another view of the same document. */
  beside?: ReactNode;
  /** More in the publish dialog, and what happens after publishing. */
  publishExtra?: ReactNode;
  afterPublish?: (() => Promise<void>) | undefined;
  children: ReactNode;
}

/** The top line that every designer has, round what it designs. */
export function DesignerShell<K extends Kind>(props: ShellProps<K>) {
  const { store, problems, children } = props;
  const t = useWords(designerWords);
  const text = useText();
  const scope = useAppScope();
  const navigate = useNavigate();
  const view = useDraftView(store);
  const [open, setOpen] = useState<'publish' | 'versions' | null>(null);
  const home = `/apps/${scope.id}/design`;
  const name = text(view.document.label);
  useCrumbs([{ label: text(scope.data.app.label), to: home }, { label: name }]);
  useKeys(store);
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          aria-label={t('back')}
          onClick={() => void store.flush().then(() => navigate(home))}
        />
        <div className={styles.barName}>
          <h1 className={styles.barTitle}>{name}</h1>
          <span className={styles.barState} role="status">
            {t(stateWords[view.save])}
          </span>
        </div>
        {props.beside}
        <div className={styles.barEnd}>
          <ProblemsButton problems={problems} onChoose={props.onProblem} />
          <IconButton label={t('undo')} icon={<UndoOutlined />} isOff={!view.canUndo} onClick={store.undo} />
          <IconButton label={t('redo')} icon={<RedoOutlined />} isOff={!view.canRedo} onClick={store.redo} />
          <IconButton label={t('versions')} icon={<HistoryOutlined />} onClick={() => setOpen('versions')} />
          {props.preview && (
            <Button icon={<EyeOutlined />} onClick={props.preview}>
              {t('preview')}
            </Button>
          )}
          <Button type="primary" onClick={() => setOpen('publish')}>
            {t('publish')}
          </Button>
        </div>
      </header>
      <SaveTrouble store={store} reload={props.reload} />
      {children}
      {open === 'publish' && (
        <PublishDialog
          store={store}
          problems={problems}
          onProblem={props.onProblem}
          extra={props.publishExtra}
          afterPublish={props.afterPublish}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'versions' && <VersionsDrawer store={store} onClose={() => setOpen(null)} />}
    </div>
  );
}

function IconButton(props: { label: string; icon: ReactNode; isOff?: boolean; onClick: () => void }) {
  return (
    <Tooltip title={props.label}>
      <Button
        type="text"
        icon={props.icon}
        aria-label={props.label}
        disabled={props.isOff ?? false}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}

function SaveTrouble<K extends Kind>({ store, reload }: { store: DraftStore<K>; reload: () => void }) {
  const t = useWords(designerWords);
  const { save, failure } = useDraftView(store);
  if (save === 'failed')
    return <Alert banner type="error" title={failure} action={<Retry store={store} />} />;
  if (save !== 'conflict') return null;
  return (
    <Alert
      banner
      type="warning"
      title={t('conflict_text')}
      action={
        <Space>
          <Button size="small" onClick={reload}>
            {t('read_theirs')}
          </Button>
          <Button size="small" danger onClick={() => void store.overwrite()}>
            {t('keep_mine')}
          </Button>
        </Space>
      }
    />
  );
}

function Retry<K extends Kind>({ store }: { store: DraftStore<K> }) {
  const t = useWords(designerWords);
  return (
    <Button size="small" onClick={() => void store.flush()}>
      {t('draft_saving')}
    </Button>
  );
}

/** Ctrl/⌘ S saves, Ctrl/⌘ Z takes back (in a text field the browser's own), with Shift again. */
function useKeys<K extends Kind>(store: DraftStore<K>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 's') {
        event.preventDefault();
        void store.flush();
        return;
      }
      const isTyping = (event.target as HTMLElement).matches('input, textarea, [contenteditable="true"]');
      if (isTyping || (key !== 'z' && key !== 'y')) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) store.redo();
      else store.undo();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [store]);
}
