import { type Kind, localize } from '@fieldwork/metadata';
import { Alert, App, Button, Input, Popconfirm } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useLocale, useWords } from '../../words/words.js';
import { type DraftOf, discardDraft, getDraft, refreshApp, saveDraft } from '../api/drafts.js';
import { appDesignWords } from '../app/app-words.js';
import { designerWords } from '../designer-words.js';
import parts from '../parts/parts.module.css';

interface BrokenProps {
  kind: Kind;
  id: string;
  /** Called once the draft is another one. */
  onMended: () => void;
}

/** A draft that no designer can show: what is wrong with it, its JSON to be mended, and the way back. */
export function BrokenDraft({ kind, id, onMended }: BrokenProps) {
  const t = useWords(designerWords);
  const { id: app } = useAppScope();
  const [draft, setDraft] = useState<DraftOf<Kind> | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isGone = false;
    getDraft(app, kind, id).then(
      (found) => !isGone && setDraft(found),
      (reason: unknown) => !isGone && setError(reason),
    );
    return () => {
      isGone = true;
    };
  }, [app, kind, id]);
  return (
    <div className={parts.middle}>
      <div className={parts.sheet}>
        <PageHeader
          title={id}
          actions={
            <Link to={`/apps/${app}/design`}>
              <Button>{t('back')}</Button>
            </Link>
          }
        />
        <Alert type="warning" showIcon title={t('broken_title')} description={t('broken_hint')} />
        {error !== null && <ProblemNotice error={error} />}
        {!draft && error === null && <Waiting rows={4} />}
        {draft && <Mending draft={draft} kind={kind} id={id} onMended={onMended} />}
      </div>
    </div>
  );
}

function Mending({ draft, kind, id, onMended }: BrokenProps & { draft: DraftOf<Kind> }) {
  const t = useWords(designerWords);
  const a = useWords(appDesignWords);
  const locale = useLocale();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { id: app } = useAppScope();
  const [text, setText] = useState(() => JSON.stringify(draft.document, null, 2));
  const read = readObject(text);
  const [save, isSaving] = useAction(async () => {
    if (!read) return;
    await saveDraft(app, kind, { ...read, kind, id } as never, draft.revision);
    message.success(t('draft_saved'));
    onMended();
  });
  const [discard, isDiscarding] = useAction(async () => {
    await discardDraft(app, kind, id);
    await refreshApp(app);
    // A document that was never published is gone with its draft.
    if (draft.publishedVersion === null) await navigate(`/apps/${app}/design`);
    else onMended();
  });
  return (
    <>
      <ul className={parts.steps} aria-label={t('problems', { count: draft.issues.length })}>
        {draft.issues.map(({ path, message: words }, index) => (
          <li key={`${path.join('.')} ${index}`}>
            <code>{path.join(' › ') || id}</code> {localize(words, locale)}
          </li>
        ))}
      </ul>
      <Input.TextArea
        aria-label="JSON"
        className={parts.code ?? ''}
        autoSize={{ minRows: 12, maxRows: 32 }}
        spellCheck={false}
        status={read ? '' : 'error'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={parts.row}>
        <Button type="primary" disabled={!read} loading={isSaving} onClick={() => void save()}>
          {t('broken_save')}
        </Button>
        <Popconfirm title={a('discard_sure')} onConfirm={() => void discard()}>
          <Button danger loading={isDiscarding}>
            {a('discard')}
          </Button>
        </Popconfirm>
      </div>
    </>
  );
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
