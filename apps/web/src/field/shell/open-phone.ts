import { setDataSource } from '../../api/data-source.js';
import { newId } from '../../api/new-id.js';
import { queryClient } from '../../api/query-client.js';
import { FieldStore } from '../store/field-store.js';
import { localSource } from '../store/local-source.js';
import { Sync } from '../sync/sync.js';
import { type Identity, writeIdentity } from './identity.js';
import type { Phone } from './phone-context.js';

/** Opens what the phone holds of this person and app, and begins to keep it in step. */
export async function openPhone(
  { user, app, page }: Identity,
  onLeft: (isRevoked: boolean) => void,
): Promise<Phone> {
  const store = await FieldStore.open(user, app, newId);
  setDataSource(localSource(store));
  const leave = async () => {
    sync.stop();
    await store.wipe();
    sessionStorage.clear();
    writeIdentity(null);
  };
  const sync = new Sync(store, app, page, async () => {
    await leave();
    onLeft(true);
  });
  const read = () => {
    const session = store.snapshot.ground?.session ?? null;
    queryClient.setQueryData(['session'], session);
  };
  read();
  let shown = store.snapshot;
  store.subscribe(() => {
    if (store.snapshot.ground !== shown.ground) read();
    // Lists and pickers of the workspace's own components read again what has changed.
    if (store.snapshot.records !== shown.records)
      void queryClient.invalidateQueries({ queryKey: ['records'] });
    shown = store.snapshot;
  });
  sync.start();
  void navigator.storage?.persist?.();
  return { store, sync, leave };
}
