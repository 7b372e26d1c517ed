import { type AccountKeys, accountId } from '@fieldwork/ledger';
import { accountFields, type Ledger, type LedgerAccounts } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { conflict, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordBatch } from '../records/record-batch.js';
import type { ChangeSource } from '../records/record-events.js';
import type { Viewer } from '../records/viewer.js';
import type { Write } from '../records/write.js';
import { type WriteParticipant, WriteParticipants } from '../records/write-participants.js';
import { type AccountSum, LedgerAccountsStore } from './ledger-accounts.store.js';

const batchSize = 500;

/** On whose behalf accounts change: stands in the history of their records. */
export interface PostedBy {
  platform: Viewer;
  by: string | null;
  depth: number;
}

/** Accounts as records: written in the transaction of the movement, by the ledger and nobody else. */
@Injectable()
export class LedgerRecords implements WriteParticipant, OnModuleInit {
  constructor(
    private readonly participants: WriteParticipants,
    private readonly store: LedgerAccountsStore,
    private readonly records: RecordService,
    private readonly batches: RecordBatch,
  ) {}

  onModuleInit(): void {
    this.participants.join(this);
  }

  isConcerned({ platform, form, source }: Write): boolean {
    if (source?.kind === 'ledger') return false;
    return [...platform.documents.ledgers.values()].some(({ accounts }) =>
      accounts?.some((one) => one.form === form.id),
    );
  }

  async before(): Promise<void> {
    throw conflict(
      sentence(
        '余额由台账写入，不能手工新增、修改或删除；请登记一笔流水',
        'Balances are written by the ledger; add a movement instead',
      ),
    );
  }

  /** What has to be locked before the records of these accounts can be written. */
  names(ledger: Ledger, accounts: readonly AccountKeys[]): string[] {
    return (ledger.accounts ?? []).flatMap((one) =>
      groupsOf(ledger, one, accounts).map((keys) => `${one.form} ${accountId(keys)}`),
    );
  }

  /** Writes the records of the accounts that have changed. */
  async write(tx: Queryable, at: PostedBy, ledger: Ledger, accounts: readonly AccountKeys[]): Promise<void> {
    for (const one of ledger.accounts ?? []) {
      const found = await this.#sums(tx, at, ledger, one, groupsOf(ledger, one, accounts));
      for (const sum of found) await this.#writeOne(tx, at, ledger, one, sum);
    }
  }

  /** Writes the records of all accounts, after the balances were made anew. */
  async writeAll(
    tx: Queryable,
    at: PostedBy,
    ledger: Ledger,
    accounts: readonly AccountKeys[],
  ): Promise<void> {
    const place = { app: at.platform.app, ledger: ledger.id };
    for (const one of ledger.accounts ?? []) {
      const known = await this.store.linked(tx, place, one.form);
      const groups = distinct([...groupsOf(ledger, one, accounts), ...known.map(({ keys }) => keys)]);
      for (let from = 0; from < groups.length; from += batchSize) {
        const sums = await this.#sums(tx, at, ledger, one, groups.slice(from, from + batchSize));
        await this.#writeBatch(tx, at, ledger, one, sums);
      }
    }
  }

  async #writeOne(tx: Queryable, at: PostedBy, ledger: Ledger, one: LedgerAccounts, sum: AccountSum) {
    const write = writeOf(at, ledger, one);
    if (!write) return;
    const figures = figuresOf(one, sum);
    if (sum.record !== null && (await this.records.find(at.platform, write.form, sum.record, tx))) {
      await this.records.update(write, sum.record, figures, {}, tx);
      return;
    }
    const values = { ...keysOf(one, sum.keys), ...figures };
    const { id } = JSON.parse(await this.records.create(write, values, undefined, tx)) as { id: string };
    await this.store.link(tx, placeOf(at, ledger), one.form, [{ keys: sum.keys, id }]);
  }

  async #writeBatch(
    tx: Queryable,
    at: PostedBy,
    ledger: Ledger,
    one: LedgerAccounts,
    sums: readonly AccountSum[],
  ): Promise<void> {
    const write = writeOf(at, ledger, one);
    if (!write) return;
    const fresh: AccountSum[] = [];
    for (const sum of sums) {
      const isThere =
        sum.record !== null && (await this.records.find(at.platform, write.form, sum.record, tx));
      if (isThere) await this.records.update(write, sum.record as string, figuresOf(one, sum), {}, tx);
      else fresh.push(sum);
    }
    const values = fresh.map((sum) => ({ ...keysOf(one, sum.keys), ...figuresOf(one, sum) }));
    const outcomes = await this.batches.create(tx as Transaction, write, values);
    const made = outcomes.flatMap((outcome, index) =>
      'id' in outcome ? [{ keys: (fresh[index] as AccountSum).keys, id: outcome.id }] : [],
    );
    await this.store.link(tx, placeOf(at, ledger), one.form, made);
  }

  #sums(tx: Queryable, at: PostedBy, ledger: Ledger, one: LedgerAccounts, groups: readonly AccountKeys[]) {
    return this.store.sums(tx, placeOf(at, ledger), one.form, placesOf(ledger, one), groups);
  }
}

function placeOf(at: PostedBy, ledger: Ledger) {
  return { app: at.platform.app, ledger: ledger.id };
}

/** Which keys of an account make a record of `one`; the place of double entry stands last in an account. */
export function placesOf(ledger: Ledger, { keys, place }: LedgerAccounts): number[] {
  const own = keys.map((key) => ledger.keys.indexOf(key));
  return place === undefined ? own : [...own, accountFields(ledger).length - 1];
}

function groupsOf(ledger: Ledger, one: LedgerAccounts, accounts: readonly AccountKeys[]): AccountKeys[] {
  const places = placesOf(ledger, one);
  return distinct(accounts.map((keys) => places.map((place) => keys[place] ?? null)));
}

function distinct(list: readonly AccountKeys[]): AccountKeys[] {
  return [...new Map(list.map((keys) => [accountId(keys), keys])).values()];
}

function writeOf({ platform, by, depth }: PostedBy, ledger: Ledger, one: LedgerAccounts): Write | null {
  const form = platform.documents.forms.get(one.form);
  const source: ChangeSource = { kind: 'ledger', id: ledger.id, depth };
  return form ? { viewer: platform, platform, form, by, source, narrowing: { isAutomatic: true } } : null;
}

function keysOf({ keys, place }: LedgerAccounts, values: AccountKeys): Record<string, string | null> {
  const fields = place === undefined ? keys : [...keys, place];
  return Object.fromEntries(fields.map((field, index) => [field, values[index] ?? null]));
}

function figuresOf(one: LedgerAccounts, sum: AccountSum): Record<string, string> {
  const figures = ['balance', 'reserved', 'available', 'value'] as const;
  return Object.fromEntries(
    figures.flatMap((name) => {
      const field = one[name];
      return field === undefined ? [] : [[field, sum[name]]];
    }),
  );
}
