import type { PullAnswer } from '@fieldwork/api-contract';
import type { Freshness, Ground, KeptRecord } from '../store/database.js';
import type { FieldStore, Pulled } from '../store/field-store.js';
import { syncApi } from './sync-api.js';

/** Asks for what differs from what the phone has, and takes it in. */
export async function pull(store: FieldStore, app: string, page: string, waiting: number): Promise<void> {
  const { ground, queue } = store.snapshot;
  // Only what the server had applied before it was asked is surely in its answer.
  const contains = queue.filter(({ state }) => state === 'sent').map(({ seq }) => seq);
  const isSamePage = ground?.page.id === page;
  const answer = await syncApi.pull(app, {
    device: store.device,
    page,
    waiting,
    known: isSamePage ? store.known() : {},
    ...(ground && isSamePage ? { revision: ground.revision } : {}),
  });
  await store.take({
    ground: await groundOf(answer, ground, app),
    ...recordsOf(answer),
    fresh: freshness(store, answer),
    tasks: answer.tasks,
    contains,
  });
}

async function groundOf({ documents }: PullAnswer, before: Ground | null, app: string): Promise<Ground> {
  if (!documents && before) return before;
  const [data, session] = await Promise.all([syncApi.app(app), syncApi.session()]);
  if (!documents) throw new Error('The server left the documents out though the phone has none');
  return {
    // Forms as the set needs them, those the reader may not list included.
    app: { ...data, forms: documents.forms, calendars: documents.calendars },
    page: documents.page,
    session,
    flows: documents.flows,
    tables: documents.decisionTables,
    revision: documents.revision,
  };
}

function recordsOf({ sets }: PullAnswer): Pick<Pulled, 'changed' | 'gone'> {
  const changed = sets.flatMap(({ form, changed: own }) =>
    own.map(({ tag, record }): KeptRecord => ({ form, id: record.id, tag, record })),
  );
  const gone = sets.flatMap(({ form, gone: ids }) => ids.map((id): [string, string] => [form, id]));
  return { changed, gone };
}

/** How much the phone holds once this is in it; bytes as text, which is about what it takes. */
function freshness(store: FieldStore, answer: PullAnswer): Freshness {
  const sizes = new Map<string, number>();
  for (const [form, records] of store.snapshot.records)
    for (const [id, record] of records) sizes.set(`${form} ${id}`, JSON.stringify(record).length);
  for (const { form, changed, gone } of answer.sets) {
    for (const { record } of changed) sizes.set(`${form} ${record.id}`, JSON.stringify(record).length);
    for (const id of gone) sizes.delete(`${form} ${id}`);
  }
  return {
    at: answer.serverTime,
    records: sizes.size,
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    leftOut: answer.leftOut ?? [],
  };
}
