import { compareDecimal } from '@fieldwork/expression';
import { negated } from '@fieldwork/ledger';
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

  /** @throws Problem 422 when the account has too little and neither `partly` nor `mayFail` says what then */
  async post(
    tx: Transaction,
    write: Write,
    values: Record<string, unknown>,
    { partly, mayFail }: { partly: boolean; mayFail: boolean },
  ): Promise<Posted> {
    const field = quantityOf(write);
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

function quantityOf({ form, platform }: Write): string | undefined {
  return [...platform.documents.ledgers.values()].find((one) => one.form === form.id)?.quantity;
}

/** What is left in the account that had too little; null when a movement was refused for another reason. */
function leftOf(error: unknown): string | null {
  if (!(error instanceof Problem) || !error.issues.some(({ code }) => code === 'not_enough')) return null;
  return typeof error.extra.left === 'string' ? error.extra.left : '0';
}
