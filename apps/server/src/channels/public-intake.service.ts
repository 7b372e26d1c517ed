import { createHash } from 'node:crypto';
import type { PublicReceipt, PublicRequest } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { notFound } from '../platform/http/problem.js';
import { AboutRecords } from './about-records.js';
import { Networks } from './networks.js';
import { OpenChannels } from './open-channels.js';
import { ProofOfWork } from './proof-of-work.js';
import { PublicFiling } from './public-filing.js';
import type { ChannelPlace } from './public-request.store.js';
import { PublicVisitors, personOf } from './public-visitors.js';
import { RequestNotes } from './request-notes.js';

/** What came before the record: who may send, how often, and that nothing is taken twice. */
@Injectable()
export class PublicIntakeService {
  constructor(
    private readonly channels: OpenChannels,
    private readonly work: ProofOfWork,
    private readonly about: AboutRecords,
    private readonly networks: Networks,
    private readonly filing: PublicFiling,
    private readonly notes: RequestNotes,
    private readonly visitors: PublicVisitors,
  ) {}

  /** Sent again under the same challenge, the same request gets the same receipt. @throws Problem 400, 409, 422, 429 */
  async take(place: ChannelPlace, address: string, request: PublicRequest): Promise<PublicReceipt> {
    const { channel } = await this.channels.find(place.app, place.channel, 'public_form');
    const challenge = this.work.verify(request, place);
    const network = this.networks.hash(address);
    const { record, refused } = await this.about.find(place, channel, request.token);
    const visitor = await this.visitors.find(place, channel, request.visitor);
    const person = visitor && personOf(visitor, record?.id ?? null);
    // Whoever is known reports for what is his; a code that he has found is for nobody in particular.
    if (visitor && !person) throw notFound();
    const typed = refused ? request.typed : null;
    const found = typed === null ? null : await this.about.byName(place, channel, typed);
    const named = visitor && !personOf(visitor, found) ? null : found;
    const answers = request.values as Record<string, unknown>;
    const body = createHash('sha256')
      .update(JSON.stringify([request.token, answers, ...[typed, person?.id].filter((one) => one)]))
      .digest();
    return this.notes.once({ place, challenge, network, body }, channel, (tx) =>
      this.filing.file(tx, {
        place,
        channel,
        answers,
        challenge,
        about: record?.id ?? named,
        person,
        refused: refused ? { typed } : null,
      }),
    );
  }
}
