import type { DocumentByKind, Kind } from '@fieldwork/metadata';
import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import { getVersion, useVersions } from '../api/drafts.js';
import { designerWords } from '../designer-words.js';
import styles from '../parts/parts.module.css';
import type { DraftStore } from './draft-store.js';
import { VersionComparison } from './version-comparison.js';

/** What was published before, to look at and to go back to. */
export function VersionsDrawer<K extends Kind>({
  store,
  onClose,
}: {
  store: DraftStore<K>;
  onClose: () => void;
}) {
  const t = useWords(designerWords);
  const { message } = App.useApp();
  const { id } = store.view().document;
  const { data, error, refetch } = useVersions(store.app, store.kind, id);
  const [shown, setShown] = useState<{ version: number; document: DocumentByKind[K] } | null>(null);
  const [view] = useAction(async (version: number) =>
    setShown({ version, document: await getVersion(store.app, store.kind, id, version) }),
  );
  const [restore, isRestoring] = useAction(async (version: number) => {
    const document = await getVersion(store.app, store.kind, id, version);
    store.change(document);
    message.success(t('version_restored', { n: version }));
    onClose();
  });
  return (
    <Drawer open title={t('versions')} size={560} onClose={onClose}>
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!data && !error && <Waiting rows={4} />}
      {data?.length === 0 && <EmptyState title={t('no_versions')} />}
      {data?.map(({ version, publishedAt, publishedBy, note }) => (
        <div key={version} className={styles.version}>
          <div>
            <strong>{t('version_n', { n: version })}</strong> <Ago at={publishedAt} />
            <div className="muted">{[publishedBy, note].filter(Boolean).join(' · ')}</div>
          </div>
          <Button size="small" onClick={() => void view(version)}>
            {t('version_view')}
          </Button>
          <Button size="small" loading={isRestoring} onClick={() => void restore(version)}>
            {t('version_restore')}
          </Button>
        </div>
      ))}
      {shown && (
        <VersionComparison
          key={shown.version}
          store={store}
          shown={shown}
          versions={(data ?? []).map(({ version }) => version)}
        />
      )}
    </Drawer>
  );
}
