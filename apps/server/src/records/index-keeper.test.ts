import type { Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import type { AppRegistry } from '../metadata/app-registry.js';
import type { DocumentEvents } from '../metadata/document-events.js';
import type { Config } from '../platform/config/config.js';
import type { IndexStore } from './index.store.js';
import { IndexKeeper } from './index-keeper.js';

const formWith = (...dates: string[]): Form => ({
  kind: 'form',
  schema: 1,
  id: 'job',
  label: 'job',
  fields: [
    ...dates.map((id) => ({ id, type: 'date' as const, label: id })),
    { id: 'cost', type: 'number', label: 'cost' },
  ],
  layout: [],
});

/** A keeper whose store does what it is told only when the gate opens. */
function kept() {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const state = { form: formWith('due'), built: new Set<string>(), uses: [] as string[] };
  const store = {
    uses: async () => state.uses,
    existing: async () => [...state.built],
    missing: (_form: string, wanted: { column: string }[], there: string[]) =>
      wanted.filter(({ column }) => !there.includes(column)),
    build: async (_app: string, _form: string, { column }: { column: string }) => {
      await gate;
      state.built.add(column);
      return true;
    },
    note: async (_app: string, _form: string, fields: string[]) => {
      await gate;
      state.uses.push(...fields);
    },
  } as unknown as IndexStore;
  const registry = {
    find: async () => ({ documents: { forms: new Map([['job', state.form]]) } }),
  } as unknown as AppRegistry;
  const keeper = new IndexKeeper(store, registry, {} as DocumentEvents, {} as Config);
  return { keeper, state, open };
}

describe('indexes that look after themselves', () => {
  it('come for what is published while those of before are being built', async () => {
    const { keeper, state, open } = kept();
    keeper.tend('app', 'job');
    // By now it builds what the form had.
    await new Promise((resolve) => setTimeout(resolve, 20));
    state.form = formWith('due', 'ended');
    keeper.tend('app', 'job');
    open();
    await keeper.settled();
    expect([...state.built]).toEqual(expect.arrayContaining(['due', 'ended']));
  });

  it('are waited for also while what people use is just being written down', async () => {
    const { keeper, state, open } = kept();
    keeper.use('app', state.form, ['cost']);
    const both = [keeper.settled(), keeper.settled()].map(async (settled) => {
      await settled;
      return state.built.has('cost');
    });
    open();
    expect(await Promise.all(both)).toEqual([true, true]);
  });
});
