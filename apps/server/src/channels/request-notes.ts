import type { PublicReceipt } from '@fieldwork/api-contract';
import { type PublicFormChannel, usualLimits } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, sentence, tooManyTries } from '../platform/http/problem.js';
import { type ChannelPlace, PublicRequestStore } from './public-request.store.js';

interface Arrival {
  place: ChannelPlace;
  /** Hashes: of the challenge, of where it came from, of what was sent. */
  challenge: Buffer;
  network: Buffer;
  body: Buffer;
}

/** The book of requests that came in: each challenge once, each network and each channel within its limits. */
@Injectable()
export class RequestNotes {
  constructor(
    private readonly database: Database,
    private readonly store: PublicRequestStore,
  ) {}

  /** Does the work and notes it, or answers what it answered before. @throws Problem 409, 429 */
  async once(
    { place, challenge, network, body }: Arrival,
    channel: PublicFormChannel,
    work: (tx: Transaction) => Promise<{ form: string; id: string; receipt: PublicReceipt }>,
  ): Promise<PublicReceipt> {
    const { perHour, perDay } = { ...usualLimits, ...channel.limits };
    return this.database.transaction(async (tx) => {
      await this.store.lock(tx, place, network);
      const before = await this.store.find(tx, challenge);
      if (before) {
        if (before.body.equals(body)) return before.receipt;
        throw conflict(sentence('这份表单已经提交过了', 'This form has been sent already'));
      }
      const { hour, day } = await this.store.counts(tx, place, network);
      if (hour >= perHour || day >= perDay) throw tooManyTries(600);
      const { form, id, receipt } = await work(tx);
      await this.store.add(tx, { ...place, challenge, network, body, form, recordId: id, receipt });
      return receipt;
    });
  }
}
