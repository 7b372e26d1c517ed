import type { DraftData } from '@fieldwork/api-contract';
import { type Issue, type Kind, localize } from '@fieldwork/metadata';
import { Alert, App, Checkbox, Input, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { getDraft, publishDraft, refreshApp } from '../api/drafts.js';
import { designerWords } from '../designer-words.js';
import styles from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import type { DraftStore } from './draft-store.js';
import { ProblemList } from './problem-list.js';

interface PublishProps<K extends Kind> {
  store: DraftStore<K>;
  problems: readonly Issue[];
  onProblem: (problem: Issue) => void;
  extra: ReactNode;
  afterPublish: (() => Promise<void>) | undefined;
  onClose: () => void;
}

type Look = Pick<DraftData, 'issues' | 'steps' | 'revision'>;

/** What publishing would change, what has to be agreed to, and the button. */
export function PublishDialog<K extends Kind>(props: PublishProps<K>) {
  const { store, problems, onProblem, onClose } = props;
  const t = useWords(designerWords);
  const text = useText();
  const { message } = App.useApp();
  const { look, error } = useLook(store);
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const { document } = store.view();
  const issues = look && look.issues.length > 0 ? look.issues : problems;
  const losing = look?.steps.filter(({ losesData }) => losesData) ?? [];
  const isReady = look !== null && issues.length === 0 && losing.every(({ key }) => agreed.includes(key));
  const [publish, isPublishing] = useAction(async () => {
    const { revision } = await publishDraft(store.app, store.kind, document.id, {
      ...(look ? { revision: look.revision } : {}),
      ...(agreed.length > 0 ? { confirm: [...agreed] } : {}),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
    store.published(revision);
    await props.afterPublish?.();
    await refreshApp(store.app);
    message.success(t('publish_done'));
    onClose();
  });
  const goTo = (problem: Issue) => {
    onClose();
    onProblem(problem);
  };
  return (
    <Modal
      open
      title={t('publish_title', { name: text(document.label) })}
      okText={t('publish')}
      okButtonProps={{ disabled: !isReady, loading: isPublishing, danger: losing.length > 0 }}
      onOk={() => void publish()}
      onCancel={onClose}
    >
      {error !== null && <ProblemNotice error={error} />}
      {!look && error === null && <Waiting rows={2} />}
      {issues.length > 0 && (
        <>
          <Alert type="error" showIcon title={t('publish_blocked')} />
          <ProblemList problems={issues} onChoose={goTo} withOthers={store.kind === 'form'} />
        </>
      )}
      {look && issues.length === 0 && (
        <>
          <Steps steps={look.steps} agreed={agreed} onAgree={setAgreed} />
          {props.extra}
          <Setting label={t('publish_note')}>
            <Input
              aria-label={t('publish_note')}
              placeholder={t('publish_note_hint')}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              onPressEnter={() => isReady && void publish()}
            />
          </Setting>
        </>
      )}
    </Modal>
  );
}

/** Saves what is waiting, then asks the server what publishing would find and do. */
function useLook<K extends Kind>(store: DraftStore<K>): { look: Look | null; error: unknown } {
  const [look, setLook] = useState<Look | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      await store.flush();
      const draft = await getDraft(store.app, store.kind, store.view().document.id);
      if (!isGone) setLook(draft);
    };
    read().catch((reason: unknown) => !isGone && setError(reason));
    return () => {
      isGone = true;
    };
  }, [store]);
  return { look, error };
}

function Steps({
  steps,
  agreed,
  onAgree,
}: {
  steps: Look['steps'];
  agreed: readonly string[];
  onAgree: (keys: readonly string[]) => void;
}) {
  const t = useWords(designerWords);
  const locale = useLocale();
  if (steps.length === 0)
    return (
      <p className="muted" style={{ marginBottom: 16 }}>
        {t('publish_nothing')}
      </p>
    );
  return (
    <>
      {steps.some(({ losesData }) => losesData) ? (
        <Alert type="warning" showIcon title={t('publish_loses')} />
      ) : (
        t('publish_steps')
      )}
      <ul className={styles.steps}>
        {steps.map(({ key, losesData, text: words }) => (
          <li key={key} data-loses={losesData}>
            {losesData ? (
              <Checkbox
                checked={agreed.includes(key)}
                onChange={({ target }) =>
                  onAgree(target.checked ? [...agreed, key] : agreed.filter((one) => one !== key))
                }
              >
                {localize(words, locale)}
              </Checkbox>
            ) : (
              localize(words, locale)
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
