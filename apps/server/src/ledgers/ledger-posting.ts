import {
  accountId,
  accountsOf,
  type LedgerState,
  type Movement,
  post,
  type Refusal,
  readMovement,
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
    const place = { app: platform.app, ledger: ledger.id };
    const accounts = accountsOf(movements);
    await this.store.lock(tx, place, accounts);
    for (const written of list) await this.#checkReversal(tx, write, ledger, written);
    const released = movements.flatMap(({ releases }) => (releases === null ? [] : [releases]));
    const before = await this.store.read(tx, place, accounts, released);
    const { state, refusal } = post(before, movements, before.now);
    if (refusal) throw await this.#refused(tx, write, ledger, refusal);
    const balances = accounts.flatMap((keys) => state.balances.get(accountId(keys)) ?? []);
    await this.store.save(tx, place, balances, changedHolds(before, state));
    await this.balances.keep(tx, platform, ledger, accounts);
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
  async #checkReversal(tx: Queryable, write: Write, ledger: Ledger, { id, values }: Written): Promise<void> {
    const { platform, form } = write;
    const field = ledger.reverses;
    const original = field === undefined ? null : idOf(values[field]);
    if (field === undefined || original === null) return;
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
  }

  async #refused(tx: Queryable, write: Write, ledger: Ledger, refusal: Refusal): Promise<Problem> {
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
    const [account = []] = await this.words.of(tx, write.viewer, ledger, [keys]);
    const zh = account.map((part) => part['zh-CN']).join(' · ');
    const en = account.map((part) => part.en).join(' · ');
    const short = issue(
      [ledger.quantity],
      'not_enough',
      `${zh}：只剩 ${left}，不够 ${wanted}`,
      `${en}: ${left} left, ${wanted} wanted`,
    );
    const title = sentence('台账余额不足', 'The account has too little');
    return new Problem(422, 'invalid', title, { issues: [short], extra: { left } });
  }
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
