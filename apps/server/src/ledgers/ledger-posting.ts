import type { Values } from '@fieldwork/form-engine';
import {
  type AccountKeys,
  accountId,
  type LedgerState,
  type Movement,
  post,
  type Refusal,
  readMovement,
  rulesOf,
  undoes,
} from '@fieldwork/ledger';
import { idOf, issue, type Ledger } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { conflict, invalid, Problem, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import type { Write } from '../records/write.js';
import { type WriteParticipant, WriteParticipants, type Written } from '../records/write-participants.js';
import { LedgerStore } from './ledger.store.js';
import { LedgerBalances } from './ledger-balances.js';
import { LedgerLocks } from './ledger-locks.js';
import { LedgerWords } from './ledger-words.js';

/** Movements are posted in the transaction that writes them, on whatever path they come; and are never changed. */
@Injectable()
export class LedgerPosting implements WriteParticipant, OnModuleInit {
  constructor(
    private readonly participants: WriteParticipants,
    private readonly store: LedgerStore,
    private readonly balances: LedgerBalances,
    private readonly records: RecordService,
    private readonly words: LedgerWords,
    private readonly locks: LedgerLocks,
  ) {}

  onModuleInit(): void {
    this.participants.join(this);
  }

  isConcerned(write: Write): boolean {
    return ledgerOf(write) !== undefined;
  }

  async before(tx: Queryable, write: Write, written: Written): Promise<void> {
    await this.beforeMany(tx, write, [written]);
  }

  async beforeMany(tx: Queryable, write: Write, list: readonly Written[]): Promise<void> {
    const ledger = ledgerOf(write);
    if (!ledger) return;
    if (list.some(isChange)) throw isKept();
    const made = list.filter(({ kind }) => kind === 'created');
    if (made.length > 0) await this.#post(tx, write, ledger, made);
  }

  async #post(tx: Queryable, write: Write, ledger: Ledger, list: readonly Written[]): Promise<void> {
    const { platform } = write;
    await this.balances.ready(tx, platform, ledger);
    const movements: Movement[] = [];
    for (const written of list) movements.push(await this.#read(tx, write, ledger, written));
    const rules = rulesOf(ledger);
    const accounts = await this.locks.take(tx, platform, ledger, movements);
    const made: Movement[] = [];
    for (const [index, written] of list.entries()) {
      const original = await this.#original(tx, write, ledger, written);
      const movement = movements[index] as Movement;
      made.push(original === null ? movement : { ...movement, worth: worthIn(ledger, original) });
    }
    const place = { app: platform.app, ledger: ledger.id };
    const before = await this.store.read(tx, place, accounts, wantedOf(ledger, made));
    const { state, worths, refusal } = { worths: null, ...post(before, made, before.now, rules) };
    if (refusal) throw await this.#refused(tx, write, ledger, refusal);
    for (const written of list) this.#note(ledger, written, worths?.get(written.id) ?? null);
    const balances = accounts.flatMap((keys) => state.balances.get(accountId(keys)) ?? []);
    const holds = changedHolds(before, state);
    await this.store.save(tx, place, balances, holds);
    const by = { platform, by: write.by, depth: write.source?.depth ?? 0 };
    await this.balances.keep(tx, by, ledger, accounts);
    await this.balances.watch(tx, platform.app, ledger, holds);
  }

  /** What a movement is worth is the ledger's to say, whatever was sent. */
  #note({ value }: Ledger, { amend }: Written, worth: string | null): void {
    if (value) amend({ [value.field]: worth });
  }

  async #read(tx: Queryable, write: Write, ledger: Ledger, { id, values }: Written): Promise<Movement> {
    const { platform, form } = write;
    const filled = await this.balances.complete(tx, platform, form, ledger, values);
    const at = { form, forms: platform.documents.forms, context: platform.context };
    const { movement, issues } = readMovement(ledger, id, filled, at);
    if (!movement) throw invalid(issues);
    return movement;
  }

  /** A counter-movement undoes one movement, wholly, and no other does so too. */
  async #original(
    tx: Queryable,
    write: Write,
    ledger: Ledger,
    { id, values }: Written,
  ): Promise<Values | null> {
    const { platform, form } = write;
    const field = ledger.reverses;
    const original = field === undefined ? null : idOf(values[field]);
    if (field === undefined || original === null) return null;
    const found = await this.records.find(platform, form, original, tx);
    if (!found || !undoes(ledger, values, found))
      throw invalid([
        issue(
          [field],
          'no_opposite',
          '冲销的账户和数量应与原流水正好相反',
          'A counter-movement is the exact opposite of what it undoes',
        ),
      ]);
    if (await this.store.isReversed(tx, platform.app, form.id, field, original, id))
      throw invalid([
        issue([field], 'reversed', '这笔流水已经冲销过', 'This movement has been undone already'),
      ]);
    return found;
  }

  async #refused(tx: Queryable, write: Write, ledger: Ledger, refusal: Refusal): Promise<Problem> {
    if (refusal.reason === 'twice') return this.#refusedTwice(tx, write, ledger, refusal.keys);
    if (refusal.reason !== 'short')
      return invalid([
        issue(
          [ledger.reserve?.releases ?? ledger.quantity],
          refusal.reason,
          refusal.reason === 'released' ? '这笔预留已经释放' : '这不是一笔预留',
          refusal.reason === 'released'
            ? 'This reservation has been released already'
            : 'This is no reservation',
        ),
      ]);
    const { left, wanted, keys } = refusal;
    const { zh, en } = await this.#named(tx, write, ledger, keys);
    const short = issue(
      [ledger.quantity],
      'not_enough',
      `${zh}：只剩 ${left}，不够 ${wanted}`,
      `${en}: ${left} left, ${wanted} wanted`,
    );
    const title = sentence('台账余额不足', 'The account has too little');
    return new Problem(422, 'invalid', title, { issues: [short], extra: { left } });
  }

  async #refusedTwice(tx: Queryable, write: Write, ledger: Ledger, keys: AccountKeys): Promise<Problem> {
    const { zh, en } = await this.#named(tx, write, ledger, keys);
    return invalid([
      issue(
        [ledger.single?.key ?? ledger.quantity],
        'there_already',
        `同一个只能在一处，现在在：${zh}`,
        `There is one of it, and it is here already: ${en}`,
      ),
    ]);
  }

  /** An account in words, without the keys that it leaves empty. */
  async #named(tx: Queryable, write: Write, ledger: Ledger, keys: AccountKeys) {
    const [account = []] = await this.words.of(tx, write.viewer, ledger, [keys]);
    const told = account.filter((_, index) => keys[index] !== null || index === 0);
    return {
      zh: told.map((part) => part['zh-CN']).join(' · '),
      en: told.map((part) => part.en).join(' · '),
    };
  }
}

/** What an original was worth goes back with it. */
function worthIn({ value }: Ledger, original: Values): string | null {
  const worth = value ? original[value.field] : null;
  return typeof worth === 'string' ? worth : null;
}

/** What has to be read beside the accounts: holds that end, and other places of what there is one of. */
function wantedOf(ledger: Ledger, movements: readonly Movement[]) {
  const { single } = rulesOf(ledger);
  const present = (value: string | null | undefined) => (typeof value === 'string' ? [value] : []);
  return {
    released: movements.flatMap(({ releases }) => present(releases)),
    owners: movements.flatMap(({ owner }) => present(owner)),
    singles: single
      ? movements.flatMap(({ entries }) => entries.flatMap(({ keys }) => present(keys[single.key])))
      : [],
  };
}

function ledgerOf({ platform, form }: Write): Ledger | undefined {
  for (const ledger of platform.documents.ledgers.values()) if (ledger.form === form.id) return ledger;
  return undefined;
}

/** Owner and department may change hands; what was booked stays. */
function isChange({ kind, values }: Written): boolean {
  return kind !== 'created' && (kind !== 'updated' || Object.keys(values).length > 0);
}

function isKept(): Problem {
  return conflict(
    sentence(
      '台账流水只能新增，不能修改或删除；请用一笔相反的流水冲销',
      'Movements of a ledger are only added to. Undo one by its counter-movement.',
    ),
  );
}

function changedHolds(before: LedgerState, after: LedgerState) {
  return [...after.holds.values()].filter((hold) => before.holds.get(hold.movement) !== hold);
}
