import { useEffect, useState } from 'react';
import { readDraft, writeDraft } from '../../runtime/form/draft.js';
import type { FormRun } from '../../runtime/form/use-form-runtime.js';
import { usePhone } from '../shell/phone-context.js';

/**
 * What was begun in a step and is not saved yet, brought back from the phone's database before the form opens: the tab
 * may have been killed in between. Answers whether the form may open.
 */
export function useKeptDraft(key: string): boolean {
  const { store } = usePhone();
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let isGone = false;
    setReady(false);
    void store.database.get('drafts', key).then((kept) => {
      if (isGone) return;
      if (kept && readDraft(key) === null) writeDraft(key, kept.values);
      setReady(true);
    });
    return () => {
      isGone = true;
    };
  }, [store, key]);
  return isReady;
}

/** Writes every change of a form to the phone's database. */
export function DraftKeeper({ run, draftKey }: { run: FormRun; draftKey: string }) {
  const { store } = usePhone();
  useEffect(
    () =>
      run.store.subscribe(() => {
        const { touched, values } = run.store.state;
        if (touched.size === 0) return;
        const kept = Object.fromEntries([...touched].map((id) => [id, values[id] ?? null]));
        void store.database.put('drafts', { key: draftKey, values: kept });
      }),
    [run.store, store, draftKey],
  );
  return null;
}
