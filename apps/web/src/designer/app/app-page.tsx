import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { kinds, type PartKind } from '@fieldwork/metadata';
import { Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { exportAddress } from '../../api/apps.js';
import { useSignedIn } from '../../api/session.js';
import { useCrumbs } from '../../runtime/shell/crumbs.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { type DraftSummary, discardDraft, refreshApp, useDrafts } from '../api/drafts.js';
import { designerWords } from '../designer-words.js';
import { designedKinds, kindDesigns } from '../kinds/kind-designs.js';
import styles from './app-page.module.css';
import { appDesignWords } from './app-words.js';
import { NewDocumentDialog } from './new-document-dialog.js';
import { AppRemovalDialog, RemovalDialog } from './removal-dialog.js';

/** All that an app is made of, what of it is published, and the way to more. */
export function AppPage() {
  const t = useWords(appDesignWords);
  const text = useText();
  const { id, data } = useAppScope();
  const { data: drafts, error, refetch } = useDrafts(id);
  const { user } = useSignedIn();
  const [adding, setAdding] = useState<PartKind | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const name = text(data.app.label);
  useCrumbs([{ label: name, to: `/apps/${id}` }, { label: t('overview') }]);
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (!drafts) return <Waiting />;
  const of = (kind: PartKind) => drafts.filter((one) => one.kind === kind);
  const app = drafts.find(({ kind }) => kind === 'app');
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('title', { name })}
        beside={app?.changed && <StateTag draft={app} />}
        actions={
          <>
            <Button href={exportAddress(id)} download={`${id}.json`}>
              {t('export')}
            </Button>
            <Link to={`/apps/${id}/import`}>
              <Button>{t('from_file')}</Button>
            </Link>
            <Link to={`/apps/${id}/design/app/${data.app.id}`}>
              <Button>{t('menu')}</Button>
            </Link>
            <Link to={`/apps/${id}`}>
              <Button>{t('to_app')}</Button>
            </Link>
            {user.isAdministrator && (
              <Button danger onClick={() => setRemoving(true)}>
                {t('remove_app')}
              </Button>
            )}
          </>
        }
      />
      <div className={styles.kinds}>
        {designedKinds.map((kind) => (
          <KindSection key={kind} kind={kind} drafts={of(kind)} onAdd={() => setAdding(kind)} />
        ))}
      </div>
      {adding && (
        <NewDocumentDialog
          kind={adding}
          taken={of(adding).map((one) => one.id)}
          onClose={() => setAdding(null)}
        />
      )}
      {isRemoving && <AppRemovalDialog onClose={() => setRemoving(false)} />}
    </div>
  );
}

interface SectionProps {
  kind: PartKind;
  drafts: readonly DraftSummary[];
  onAdd: () => void;
}

function KindSection({ kind, drafts, onAdd }: SectionProps) {
  const t = useWords(appDesignWords);
  const text = useText();
  const { plural, hint, create } = kindDesigns[kind];
  return (
    <section className={styles.kind} aria-label={text(plural)}>
      <header>
        <div>
          <h2>{text(plural)}</h2>
          <p className="muted">{text(hint)}</p>
        </div>
        <Button size="small" icon={<PlusOutlined />} onClick={onAdd}>
          {text(create)}
        </Button>
      </header>
      {drafts.length === 0 && <p className="muted">{t('nothing')}</p>}
      {drafts.map((draft) => (
        <DocumentRow key={draft.id} draft={draft} />
      ))}
    </section>
  );
}

function DocumentRow({ draft }: { draft: DraftSummary }) {
  const t = useWords(appDesignWords);
  const text = useText();
  const { id: app, forms } = useAppScope();
  const v = useWords(verbs);
  const about = draft.form === undefined ? undefined : forms.get(draft.form);
  const [isRemoving, setRemoving] = useState(false);
  const [discard, isDiscarding] = useAction(async () => {
    await discardDraft(app, draft.kind, draft.id);
    await refreshApp(app);
  });
  return (
    <div className={styles.document}>
      <Link to={`/apps/${app}/design/${kinds[draft.kind].folder}/${draft.id}`}>{text(draft.label)}</Link>
      {about && <span className="muted">{text(about.label)}</span>}
      <span className={styles.end}>
        <StateTag draft={draft} />
        {draft.changed && (
          <Popconfirm title={t('discard_sure')} onConfirm={() => void discard()}>
            <Button size="small" type="text" loading={isDiscarding}>
              {t('discard')}
            </Button>
          </Popconfirm>
        )}
        {draft.publishedVersion !== null && (
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${v('delete')} ${text(draft.label)}`}
            onClick={() => setRemoving(true)}
          />
        )}
      </span>
      {isRemoving && <RemovalDialog draft={draft} onClose={() => setRemoving(false)} />}
    </div>
  );
}

function StateTag({ draft }: { draft: DraftSummary }) {
  const t = useWords(designerWords);
  if (draft.publishedVersion === null) return <Tag>{t('unpublished')}</Tag>;
  if (draft.changed) return <Tag color="warning">{t('changed')}</Tag>;
  return null;
}
