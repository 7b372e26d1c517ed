import { kinds, localize, type Text } from '@fieldwork/metadata';
import { Alert, Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { type DraftSummary, refreshApp, removeApp, removeDocument, useRemovalLook } from '../api/drafts.js';
import { kindDesigns } from '../kinds/kind-designs.js';
import { appDesignWords } from './app-words.js';

interface RemovalProps {
  draft: DraftSummary;
  onClose: () => void;
}

/** Takes a published document away: what still needs it, or what goes with it. */
export function RemovalDialog({ draft, onClose }: RemovalProps) {
  const t = useWords(appDesignWords);
  const text = useText();
  const { id: app } = useAppScope();
  const { data: look, error, refetch } = useRemovalLook(app, draft.kind, draft.id);
  const isFree = look !== undefined && look.users.length === 0 && look.reasons.length === 0;
  const isForm = look !== undefined && look.records !== null;
  return (
    <Typed
      title={t('remove_title', { name: text(look?.label ?? draft.label) })}
      label={isFree && isForm ? look.label : null}
      isReady={isFree}
      onClose={onClose}
      onDone={async (name) => {
        await removeDocument(app, draft.kind, draft.id, name);
        await refreshApp(app);
        onClose();
      }}
    >
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!look && !error && <Waiting rows={2} />}
      {look && look.users.length > 0 && (
        <>
          <Alert type="error" showIcon title={t('remove_used')} />
          <ul style={{ maxHeight: '40vh', overflow: 'auto', paddingInlineStart: 18 }}>
            {look.users.map((user) => (
              <li key={`${user.kind} ${user.id}`}>
                <Link to={`/apps/${app}/design/${kinds[user.kind].folder}/${user.id}`}>
                  {text(user.label)}
                </Link>{' '}
                {user.kind !== 'app' && <span className="muted">{text(kindDesigns[user.kind].plural)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {look?.reasons.map((reason) => (
        <Alert key={text(reason)} type="error" showIcon title={text(reason)} />
      ))}
      {isFree && <p>{t('remove_hint')}</p>}
      {isFree && isForm && (
        <Alert type="warning" showIcon title={t('remove_records', { count: look.records ?? 0 })} />
      )}
    </Typed>
  );
}

/** Takes the whole app away. */
export function AppRemovalDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(appDesignWords);
  const text = useText();
  const navigate = useNavigate();
  const { id, data } = useAppScope();
  return (
    <Typed
      title={t('remove_title', { name: text(data.app.label) })}
      label={data.app.label}
      isReady
      onClose={onClose}
      onDone={async (name) => {
        await removeApp(id, name);
        navigate('/');
        await refreshApp(id);
      }}
    >
      <Alert type="warning" showIcon title={t('remove_app_hint')} />
    </Typed>
  );
}

interface TypedProps {
  title: string;
  /** What has to be typed; null: nothing. */
  label: Text | null;
  isReady: boolean;
  children: ReactNode;
  onDone: (name: string) => Promise<void>;
  onClose: () => void;
}

/** A dialog whose button works once the name was typed. */
function Typed({ title, label, isReady, children, onDone, onClose }: TypedProps) {
  const t = useWords(appDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [remove, isRemoving] = useAction(() => onDone(typed.trim()));
  const names = label === null ? [] : [localize(label, 'zh-CN'), localize(label, 'en')];
  const isTyped = label === null || names.includes(typed.trim());
  return (
    <Modal
      open
      title={title}
      okText={v('delete')}
      okButtonProps={{ danger: true, disabled: !isReady || !isTyped, loading: isRemoving }}
      onOk={() => void remove()}
      onCancel={onClose}
      destroyOnHidden
    >
      {children}
      {label !== null && (
        <div style={{ marginTop: 12 }}>
          <label htmlFor={id}>{t('remove_type', { name: text(label) })}</label>
          <Input
            id={id}
            value={typed}
            autoFocus
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={() => isReady && isTyped && void remove()}
          />
        </div>
      )}
    </Modal>
  );
}
