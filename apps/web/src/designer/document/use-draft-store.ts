import { type Kind } from '@fieldwork/metadata';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useBeforeUnload } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { queryClient } from '../../api/query-client.js';
import { getDraft } from '../api/drafts.js';
import { DraftStore } from './draft-store.js';

/** Opens a draft for designing; null while it is on its way. `reload` reads it again from the server. */
export function useDraftStore<K extends Kind>(kind: K, id: string) {
  const { id: app } = useAppScope();
  const [store, setStore] = useState<DraftStore<K> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isGone = false;
    setError(null);
    getDraft(app, kind, id).then(
      (draft) => !isGone && setStore(new DraftStore(app, kind, draft)),
      (reason: unknown) => !isGone && setError(reason),
    );
    return () => {
      isGone = true;
    };
  }, [app, kind, id, round]);
  useEffect(() => {
    if (!store) return undefined;
    return () => {
      void store.flush().then(() => queryClient.invalidateQueries({ queryKey: ['drafts', store.app] }));
    };
  }, [store]);
  useBeforeUnload((event) => {
    if (store && store.view().save !== 'saved') event.preventDefault();
  });
  return { store, error, reload: () => setRound((before) => before + 1) };
}

export function useDraftView<K extends Kind>(store: DraftStore<K>) {
  return useSyncExternalStore(store.subscribe, store.view);
}
