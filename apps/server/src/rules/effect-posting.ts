import { compareDecimal } from '@fieldwork/expression';
import { counterMovement, negated } from '@fieldwork/ledger';
import { idOf, type Ledger } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import type { Write } from '../records/write.js';

export interface Posted {
  /** The movement; null where nothing was to be moved, or nothing is left. */
  id: string | null;
  /** The account had too little for all of it. */
  isShort: boolean;
}

/** What is left may shrink between being told and being taken. */
const mostTries = 5;

/** Movements that flows and rules post: all of the quantity, or as much of it as is left. */
@Injectable()
export class EffectPosting {
  constructor(private readonly records: RecordService) {}

  /** Several movements one after another; `id`: the first of them, `isShort`: any had too little. */
  async postAll(
    tx: Transaction,
    write: Write,
    list: readonly Record<string, unknown>[],
    options: { partly: boolean; mayFail: boolean },
  ): Promise<Posted> {
    const posted: Posted[] = [];
    for (const values of list) posted.push(await this.post(tx, write, values, options));
    return {
      id: posted.find(({ id }) => id !== null)?.id ?? null,
      isShort: posted.some(({ isShort }) => isShort),
    };
  }

  /** Undoes movements, each once: those that are undone already, and counter-movements themselves, stay. */
  async reverse(
    tx: Transaction,
    write: Write,
    ids: readonly string[],
    values: Record<string, unknown>,
  ): Promise<string[]> {
    const ledger = ledgerOf(write);
    const field = ledger?.reverses;
    if (!ledger || field === undefined) return [];
    const made: string[] = [];
    // The newest first: what came of a movement is undone before it.
    for (const id of [...ids].reverse()) {
      const original = await this.records.find(write.platform, write.form, id, tx);
      if (!original || idOf(original[field]) !== null) continue;
      const filter = { '==': [{ var: field }, id] };
      const query = { page: 1, pageSize: 1, count: 'none', deleted: 'no', filter } as const;
      const { json } = await this.records.list(write.platform, write.form, query, tx);
      if ((JSON.parse(json) as unknown[]).length > 0) continue;
      const sent = { ...counterMovement(ledger, id, original), ...values };
      const answer = await this.records.create(write, sent, undefined, tx);
      made.push((JSON.parse(answer) as { id: string }).id);
    }
    return made;
  }

  /** @throws Problem 422 when the account has too little and neither `partly` nor `mayFail` says what then */
  async post(
    tx: Transaction,
    write: Write,
    values: Record<string, unknown>,
    { partly, mayFail }: { partly: boolean; mayFail: boolean },
  ): Promise<Posted> {
    const ledger = ledgerOf(write);
    const field = ledger?.quantity;
    let quantity = field === undefined ? null : values[field];
    for (let turn = 0; turn < mostTries; turn++) {
      if (field === undefined || typeof quantity !== 'string' || compareDecimal(quantity, '0') === 0)
        return { id: null, isShort: turn > 0 };
      const sent = { ...values, [field]: quantity };
      try {
        const json = await tx.savepoint(() => this.records.create(write, sent, undefined, tx));
        return { id: (JSON.parse(json) as { id: string }).id, isShort: turn > 0 };
      } catch (error) {
        const left = leftOf(error);
        if (left === null || !(partly || mayFail)) throw error;
        if (!partly || compareDecimal(left, '0') <= 0) return { id: null, isShort: true };
        quantity = compareDecimal(quantity, '0') < 0 ? negated(left) : left;
      }
    }
    return { id: null, isShort: true };
  }
}

function ledgerOf({ form, platform }: Write): Ledger | undefined {
  return [...platform.documents.ledgers.values()].find((one) => one.form === form.id);
}

/** What is left in the account that had too little; null when a movement was refused for another reason. */
function leftOf(error: unknown): string | null {
  if (!(error instanceof Problem) || !error.issues.some(({ code }) => code === 'not_enough')) return null;
  return typeof error.extra.left === 'string' ? error.extra.left : '0';
}
