import { accountId, emptyLedger, gather, type LedgerState, readMovement } from '@fieldwork/ledger';
import { accountFields, type Form, fieldOf, type Ledger, pathsIn } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { conflict, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import type { Viewer } from '../records/viewer.js';
import { type KeptBalance, LedgerStore } from './ledger.store.js';

const batchSize = 500;

/** The balances of ledgers: made from the movements whenever a ledger stands on something new. */
@Injectable()
export class LedgerBalances {
  constructor(
    private readonly store: LedgerStore,
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
  ) {}

  /** Balances that are true for the ledger as it is published; from here on nobody makes them anew in between. */
  async ready(tx: Queryable, platform: Viewer, ledger: Ledger): Promise<void> {
    const place = { app: platform.app, ledger: ledger.id };
    const isTrue = async () => (await this.store.basis(tx, place))?.basis === basisOf(ledger);
    const wasTrue = await isTrue();
    await this.store.enter(tx, place, !wasTrue);
    if (await isTrue()) return;
    // Published in between, after the shared lock was taken: whoever asks tries again.
    if (wasTrue) throw conflict(sentence('台账刚刚更新，请重试', 'The ledger has just changed; try again'));
    await this.#build(tx, platform, ledger);
  }

  /** Makes the balances anew from all movements. */
  async rebuild(tx: Queryable, platform: Viewer, ledger: Ledger): Promise<void> {
    await this.store.enter(tx, { app: platform.app, ledger: ledger.id }, true);
    await this.#build(tx, platform, ledger);
  }

  /** What a movement reads of other records, at hand. */
  async complete(
    tx: Queryable,
    platform: Viewer,
    form: Form,
    ledger: Ledger,
    values: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> {
    const paths = pathsIn([ledger.negative, ledger.reserve?.when]);
    return paths.length === 0 ? values : this.facts.complete(tx, platform, form, values, paths);
  }

  /** Balances in the records that the keys of these accounts lead to. */
  async keep(
    tx: Queryable,
    platform: Viewer,
    ledger: Ledger,
    accounts: readonly (readonly (string | null)[])[],
  ): Promise<void> {
    const place = { app: platform.app, ledger: ledger.id };
    for (const kept of keptBy(ledger, platform)) {
      const ids = accounts.map((keys) => keys[kept.key]).filter((id) => typeof id === 'string');
      await this.store.keep(tx, place, kept, ids);
    }
  }

  async #build(tx: Queryable, platform: Viewer, ledger: Ledger): Promise<void> {
    const form = platform.documents.forms.get(ledger.form);
    if (!form) return;
    const place = { app: platform.app, ledger: ledger.id };
    const guarded = [...new Set([...accountFields(ledger), ...accountFields(ledger, 'to'), ledger.quantity])];
    const stored = guarded.filter((id) => fieldOf(form, id)?.compute === undefined);
    await this.store.begin(tx, place, form.id, basisOf(ledger), stored);
    const state = await this.#sum(tx, platform, form, ledger);
    const short = [...state.balances.values()].find((one) => !one.isFree && one.quantity.startsWith('-'));
    if (short)
      throw conflict(
        sentence(
          `已有流水使账户 ${accountId(short.keys)} 低于 0（${short.quantity}）`,
          `The movements there are bring the account ${accountId(short.keys)} below zero (${short.quantity})`,
        ),
      );
    await this.store.save(tx, place, [...state.balances.values()], [...state.holds.values()]);
    await this.keep(
      tx,
      platform,
      ledger,
      [...state.balances.values()].map(({ keys }) => keys),
    );
  }

  async #sum(tx: Queryable, platform: Viewer, form: Form, ledger: Ledger): Promise<LedgerState> {
    const { forms } = platform.documents;
    const page = {
      page: 1,
      pageSize: batchSize,
      sort: ['id'],
      count: 'none' as const,
      deleted: 'no' as const,
    };
    let state = emptyLedger;
    for (let after: string | null = null; ; ) {
      const filter = after === null ? {} : { filter: { '>': [{ var: 'id' }, after] } };
      const { json } = await this.records.list(platform, form, { ...page, ...filter }, tx);
      const rows = JSON.parse(json) as Record<string, unknown>[];
      for (const row of rows) {
        const values = await this.complete(tx, platform, form, ledger, row);
        const at = { form, forms, context: platform.context };
        const { movement } = readMovement(ledger, String(row.id), values, at);
        if (movement) state = gather(state, [movement]);
      }
      if (rows.length < batchSize) return state;
      after = String(rows.at(-1)?.id);
    }
  }
}

/** What the balances follow from, beside the movements. */
function basisOf({ form, keys, quantity, between, negative, reserve, keep }: Ledger): string {
  return JSON.stringify({ form, keys, quantity, between, negative, reserve, keep });
}

function keptBy(ledger: Ledger, { documents }: Viewer): KeptBalance[] {
  const form = documents.forms.get(ledger.form);
  const places = accountFields(ledger);
  const at = (id: string) => (id === ledger.between?.to ? places.length - 1 : places.indexOf(id));
  return (ledger.keep ?? []).flatMap(({ key, where, field }) => {
    const target = form && fieldOf(form, key)?.form;
    if (target === undefined) return [];
    const others = (where ?? []).map((one) => ({ key: at(one.key), is: one.is }));
    return [{ form: target, field, key: at(key), where: others }];
  });
}
