import { createHash } from 'node:crypto';
import type { PublicReceipt, PublicRequest } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { AboutRecords } from './about-records.js';
import { Networks } from './networks.js';
import { OpenChannels } from './open-channels.js';
import { ProofOfWork } from './proof-of-work.js';
import { PublicFiling } from './public-filing.js';
import type { ChannelPlace } from './public-request.store.js';
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
  ) {}

  /** Sent again under the same challenge, the same request gets the same receipt. @throws Problem 400, 409, 422, 429 */
  async take(place: ChannelPlace, address: string, request: PublicRequest): Promise<PublicReceipt> {
    const { channel } = await this.channels.find(place.app, place.channel, 'public_form');
    const challenge = this.work.verify(request, place);
    const network = this.networks.hash(address);
    const { record, refused } = await this.about.find(place, channel, request.token);
    const typed = refused ? request.typed : null;
    const named = typed === null ? null : await this.about.byName(place, channel, typed);
    const answers = request.values as Record<string, unknown>;
    const body = createHash('sha256')
      .update(JSON.stringify([request.token, answers, ...(typed === null ? [] : [typed])]))
      .digest();
    return this.notes.once({ place, challenge, network, body }, channel, (tx) =>
      this.filing.file(tx, {
        place,
        channel,
        answers,
        challenge,
        about: record?.id ?? named,
        refused: refused ? { typed } : null,
      }),
    );
  }
}
