import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../platform/config/secrets.js';
import { codeId, decodeId } from './coded-id.js';
import type { ChannelPlace } from './public-request.store.js';
import { RecordLinkStore } from './record-link.store.js';

/**
 * Links that name a record to a public form. Whoever has one cannot make one for another record, and one that was made
 * anew makes the earlier ones void.
 */
@Injectable()
export class RecordLink {
  constructor(
    private readonly secrets: Secrets,
    private readonly store: RecordLinkStore,
  ) {}

  async token(place: ChannelPlace, form: string, id: string): Promise<string> {
    return `${codeId(id)}.${await this.#sign(place, form, id)}`;
  }

  renew(place: ChannelPlace, id: string, by: string | null): Promise<void> {
    return this.store.renew(place, id, by);
  }

  /** The id of the record; null where the token is not ours, void, or for another channel. */
  async idOf(place: ChannelPlace, form: string, token: string): Promise<string | null> {
    const [coded = '', signature = '', ...more] = token.split('.');
    const id = decodeId(coded);
    if (id === null || more.length > 0) return null;
    const expected = Buffer.from(await this.#sign(place, form, id));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given) ? id : null;
  }

  async #sign(place: ChannelPlace, form: string, id: string): Promise<string> {
    const generation = await this.store.generation(place, id);
    // Codes that were printed before links could be made anew go on.
    const anew = generation === 0 ? '' : `|${generation}`;
    return createHmac('sha256', this.secrets.signingKey)
      .update(`link|${place.app}|${place.channel}|${form}|${id}${anew}`)
      .digest('base64url')
      .slice(0, 22);
  }
}
