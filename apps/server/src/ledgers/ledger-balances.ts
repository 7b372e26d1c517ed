import {
  type AccountKeys,
  accountId,
  emptyLedger,
  gather,
  type Hold,
  type LedgerState,
  type Movement,
  pathsOfMovement,
  readMovement,
  rulesOf,
} from '@fieldwork/ledger';
import { accountFields, type ExpressionJson, type Form, fieldOf, type Ledger } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { conflict, sentence } from '../platform/http/problem.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import type { Viewer } from '../records/viewer.js';
import { type KeptBalance, LedgerStore } from './ledger.store.js';
import { LedgerRecords, type PostedBy } from './ledger-records.js';

const batchSize = 500;
/** The topic under which the end of what is set aside comes back. */
export const holdEnded = 'ledger.hold_ended';

/** The balances of ledgers: made from the movements whenever a ledger stands on something new. */
@Injectable()
export class LedgerBalances {
  constructor(
    private readonly store: LedgerStore,
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
    private readonly accounts: LedgerRecords,
    private readonly outbox: OutboxStore,
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
    const paths = pathsOfMovement(ledger);
    return paths.length === 0 ? values : this.facts.complete(tx, platform, form, values, paths);
  }

  /** Balances in the records that the keys of these accounts lead to, and in those that stand for the accounts. */
  async keep(tx: Queryable, at: PostedBy, ledger: Ledger, accounts: readonly AccountKeys[]): Promise<void> {
    await this.#keepIn(tx, at.platform, ledger, accounts);
    await this.accounts.write(tx, at, ledger, accounts);
  }

  /** What is set aside until a moment is no longer so then: the records of the account are written again. */
  async watch(tx: Queryable, app: string, { id, accounts }: Ledger, holds: readonly Hold[]): Promise<void> {
    if (!accounts || !('afterCommit' in tx)) return;
    for (const { movement, account, until, endedBy } of holds) {
      const key = `${app} ${id} ${movement}`;
      if (endedBy !== null) await this.outbox.cancel(tx as Transaction, holdEnded, key);
      else if (until !== null)
        await this.outbox.enqueue(
          tx as Transaction,
          holdEnded,
          { app, ledger: id, account },
          { dueAt: until, key },
        );
    }
  }

  async #keepIn(
    tx: Queryable,
    platform: Viewer,
    ledger: Ledger,
    accounts: readonly AccountKeys[],
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
    if (ledger.value) guarded.push(ledger.value.field);
    const stored = guarded.filter((id) => fieldOf(form, id)?.compute === undefined);
    const endings = await this.store.endings(tx, place);
    const { state: summed, worths } = await this.#sum(tx, platform, form, ledger);
    const state = { ...summed, holds: endedAsBefore(summed.holds, endings) };
    if (ledger.value && worths.size > 0)
      await this.store.fillWorths(tx, platform.app, form.id, ledger.value.field, worths);
    await this.store.begin(tx, place, form.id, basisOf(ledger), stored);
    const short = [...state.balances.values()].find((one) => !one.isFree && one.quantity.startsWith('-'));
    if (short)
      throw conflict(
        sentence(
          `已有流水使账户 ${accountId(short.keys)} 低于 0（${short.quantity}）`,
          `The movements there are bring the account ${accountId(short.keys)} below zero (${short.quantity})`,
        ),
      );
    await this.store.save(tx, place, [...state.balances.values()], [...state.holds.values()]);
    const accounts = [...state.balances.values()].map(({ keys }) => keys);
    await this.#keepIn(tx, platform, ledger, accounts);
    await this.accounts.writeAll(tx, { platform, by: null, depth: 0 }, ledger, accounts);
  }

  async #sum(
    tx: Queryable,
    platform: Viewer,
    form: Form,
    ledger: Ledger,
  ): Promise<{ state: LedgerState; worths: ReadonlyMap<string, string> }> {
    const rules = rulesOf(ledger);
    const worths = new Map<string, string>();
    const { forms } = platform.documents;
    const page = {
      page: 1,
      pageSize: batchSize,
      sort: ['created_at', 'id'],
      count: 'none' as const,
      deleted: 'no' as const,
    };
    let state = emptyLedger;
    for (let after: Record<string, unknown> | undefined; ; ) {
      const filter = after ? { filter: laterThan(after) } : {};
      const { json } = await this.records.list(platform, form, { ...page, ...filter }, tx);
      const rows = JSON.parse(json) as Record<string, unknown>[];
      const read: Movement[] = [];
      for (const row of rows) {
        const values = await this.complete(tx, platform, form, ledger, row);
        const at = { form, forms, context: platform.context, isMade: true };
        const { movement } = readMovement(ledger, String(row.id), values, at);
        if (movement) read.push(movement);
      }
      const gathered = gather(state, read, rules);
      state = gathered.state;
      for (const [id, worth] of gathered.worths) worths.set(id, worth);
      if (rows.length < batchSize) return { state, worths };
      after = rows.at(-1);
    }
  }
}

/** What the balances follow from, beside the movements. */
function basisOf(ledger: Ledger): string {
  const { form, keys, quantity, between, negative, reserve, single, value, keep, accounts } = ledger;
  return JSON.stringify({ form, keys, quantity, between, negative, reserve, single, value, keep, accounts });
}

/** Movements count in the order in which they were made: what one is worth depends on those before it. */
function laterThan({ created_at: at, id }: Record<string, unknown>): ExpressionJson {
  const same = { and: [{ '==': [{ var: 'created_at' }, at] }, { '>': [{ var: 'id' }, id] }] };
  return { or: [{ '>': [{ var: 'created_at' }, at] }, same] } as ExpressionJson;
}

/** In which order movements were made is not to be seen in them: how a hold ended stays as it is known. */
function endedAsBefore(holds: ReadonlyMap<string, Hold>, endings: ReadonlyMap<string, string>) {
  return new Map([...holds].map(([id, hold]) => [id, { ...hold, endedBy: endings.get(id) ?? hold.endedBy }]));
}

function keptBy(ledger: Ledger, { documents }: Viewer): KeptBalance[] {
  const form = documents.forms.get(ledger.form);
  const places = accountFields(ledger);
  const at = (id: string) => (id === ledger.between?.to ? places.length - 1 : places.indexOf(id));
  return (ledger.keep ?? []).flatMap(({ key, where, field }) => {
    const target = form && fieldOf(form, key)?.form;
    if (target === undefined) return [];
    const others = (where ?? []).flatMap((one): KeptBalance['where'][number][] => {
      if ('is' in one) return [{ key: at(one.key), is: one.is }];
      const led = form && fieldOf(form, one.key)?.form;
      return led === undefined ? [] : [{ ...one, key: at(one.key), form: led }];
    });
    return [{ form: target, field, key: at(key), where: others }];
  });
}
