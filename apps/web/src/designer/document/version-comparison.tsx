import type { DocumentByKind, Kind } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import { getVersion } from '../api/drafts.js';
import styles from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { ChangeList } from './change-list.js';
import { changeWords } from './change-words.js';
import type { DraftStore } from './draft-store.js';

interface ComparisonProps<K extends Kind> {
  store: DraftStore<K>;
  shown: { version: number; document: DocumentByKind[K] };
  versions: readonly number[];
}

/** A version beside another one or the draft: what differs, in words. */
export function VersionComparison<K extends Kind>({ store, shown, versions }: ComparisonProps<K>) {
  const t = useWords(changeWords);
  const earlier = versions.filter((version) => version < shown.version);
  const [other, setOther] = useState<number | 'draft'>(earlier.length > 0 ? Math.max(...earlier) : 'draft');
  const found = useOther(store, other);
  const nameOf = (one: number | 'draft') => (one === 'draft' ? t('draft') : t('version', { n: one }));
  const isLater = other === 'draft' || other > shown.version;
  const choices = ['draft' as const, ...versions.filter((version) => version !== shown.version)];
  return (
    <>
      <h2 className={styles.comparison}>{t('title', { n: shown.version, other: nameOf(other) })}</h2>
      {earlier.length === 0 && <p className="muted">{t('first')}</p>}
      <Setting label={t('compare')}>
        <Select
          aria-label={t('compare')}
          value={other}
          onChange={setOther}
          options={choices.map((one) => ({ value: one, label: nameOf(one) }))}
        />
      </Setting>
      {found.error !== null && <ProblemNotice error={found.error} />}
      {found.error === null && found.document === null && <Waiting rows={3} />}
      {found.document !== null && (
        <ChangeList
          before={isLater ? shown.document : found.document}
          after={isLater ? found.document : shown.document}
        />
      )}
      <details>
        <summary>{t('as_json')}</summary>
        <pre className={styles.code}>{JSON.stringify(shown.document, null, 2)}</pre>
      </details>
    </>
  );
}

function useOther<K extends Kind>(store: DraftStore<K>, other: number | 'draft') {
  const [found, setFound] = useState<{ document: unknown; error: unknown }>({ document: null, error: null });
  useEffect(() => {
    if (other === 'draft') {
      setFound({ document: store.view().document, error: null });
      return undefined;
    }
    let isGone = false;
    setFound({ document: null, error: null });
    getVersion(store.app, store.kind, store.view().document.id, other).then(
      (document) => !isGone && setFound({ document, error: null }),
      (error: unknown) => !isGone && setFound({ document: null, error }),
    );
    return () => {
      isGone = true;
    };
  }, [store, other]);
  return found;
}
