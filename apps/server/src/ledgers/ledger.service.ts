import type { BalanceQuery, LedgerBalance } from '@fieldwork/api-contract';
import { addDecimals } from '@fieldwork/expression';
import { counterMovement, negated } from '@fieldwork/ledger';
import { accountFields, type Ledger } from '@fieldwork/metadata';
import { fieldCondition, may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { badRequest, forbidden, notFound, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';
import { LedgerStore } from './ledger.store.js';
import { LedgerBalances } from './ledger-balances.js';
import { LedgerReaders } from './ledger-readers.js';
import { LedgerWords } from './ledger-words.js';

const mostAccounts = 1000;

/** Balances for those who may read them, and counter-movements. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly gate: RecordGate,
    private readonly registry: AppRegistry,
    private readonly records: RecordService,
    private readonly store: LedgerStore,
    private readonly balances: LedgerBalances,
    private readonly words: LedgerWords,
    private readonly readers: LedgerReaders,
  ) {}

  /**
   * The accounts whose keys are as asked. A balance is told to whoever may read movements with their account and
   * quantity, and the records that make the account; where balances are records, also one that stands for it.
   */
  async list(caller: Caller, app: string, id: string, query: BalanceQuery): Promise<LedgerBalance[]> {
    const { ledger, opened } = await this.#open(caller, app, id);
    const { viewer } = opened;
    const fields = accountFields(ledger);
    refuseUnreadable(viewer, ledger);
    const wanted = Object.entries(query).map(([field, is]) => ({ key: fields.indexOf(field), is }));
    if (wanted.some(({ key }) => key < 0))
      throw badRequest(
        sentence(
          `可按这些字段查余额：${fields.join('、')}`,
          `Balances are asked for by ${fields.join(', ')}`,
        ),
      );
    const stored = await this.store.database.transaction(async (tx) => {
      await this.balances.ready(tx, opened.write.platform, ledger);
      return this.store.list(tx, { app, ledger: ledger.id }, wanted, mostAccounts);
    });
    const accounts = stored.map(({ keys }) => keys);
    const words = await this.words.of(this.store.database, viewer, ledger, accounts);
    const isOpen = await this.readers.of(viewer, ledger);
    return stored.flatMap(({ keys, balance, held }, index): LedgerBalance[] => {
      const named = words[index] ?? [];
      if (!isOpen(keys) || named.some(({ isReadable }) => !isReadable)) return [];
      const told = fields.map((field, place) => ({
        field,
        value: keys[place] ?? null,
        text: { 'zh-CN': named[place]?.['zh-CN'] ?? '', en: named[place]?.en ?? '' },
      }));
      return [{ keys: told, balance, held, available: addDecimals(balance, negated(held)) }];
    });
  }

  /** Makes the counter-movement of a movement; answers it as its writer sees it. */
  async reverse(caller: Caller, app: string, id: string, movement: string): Promise<string> {
    const { ledger, opened } = await this.#open(caller, app, id);
    const { viewer, form, write } = opened;
    if (ledger.reverses === undefined)
      throw badRequest(sentence('这个台账没有冲销字段', 'This ledger has no field for counter-movements'));
    const seen = await this.records.find(viewer, form, movement);
    if (!seen) throw notFound();
    const original = await this.records.find(write.platform, form, movement);
    if (!original) throw notFound();
    return this.records.create(write, counterMovement(ledger, movement, original));
  }

  async #open(caller: Caller, app: string, id: string): Promise<{ ledger: Ledger; opened: Opened }> {
    const published = await this.registry.find(app);
    const ledger = published?.documents.ledgers.get(id);
    if (!ledger) throw notFound();
    return { ledger, opened: await this.gate.open(caller, app, ledger.form) };
  }
}

/** @throws Problem 403 where the account or the quantity of movements is not for this reader */
function refuseUnreadable(viewer: Viewer, ledger: Ledger): void {
  const policy = viewer.policy(ledger.form);
  if (!policy) return;
  const fields = [...accountFields(ledger), ...accountFields(ledger, 'to'), ledger.quantity];
  if (!may(policy, 'read') || fields.some((field) => fieldCondition(policy, field) === false))
    throw forbidden();
}
