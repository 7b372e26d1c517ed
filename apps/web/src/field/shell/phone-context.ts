import type { Form } from '@fieldwork/metadata';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FieldStore, Snapshot } from '../store/field-store.js';
import type { Sync, SyncState } from '../sync/sync.js';

/** The phone at work: its data and what keeps it in step. */
export interface Phone {
  store: FieldStore;
  sync: Sync;
  /** Removes everything from the phone and begins anew. */
  leave: () => Promise<void>;
}

export const PhoneContext = createContext<Phone | null>(null);

export function usePhone(): Phone {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('usePhone is used outside of the phone');
  return phone;
}

export function useSnapshot(): Snapshot {
  const { store } = usePhone();
  return useSyncExternalStore(store.subscribe, () => store.snapshot);
}

export function useSyncState(): SyncState {
  const { sync } = usePhone();
  return useSyncExternalStore(sync.subscribe, () => sync.state);
}

/** The documents; they are there once the phone has pulled for the first time. */
export function useGround() {
  const { ground } = useSnapshot();
  if (!ground) throw new Error('useGround is used before the first pull');
  return ground;
}

export function useForm(id: string): Form | undefined {
  const { store } = usePhone();
  useSnapshot();
  return store.engines?.forms.get(id);
}
