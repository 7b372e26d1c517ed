import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../platform/config/secrets.js';
import type { ChannelPlace } from './public-request.store.js';

/** Links that name a record to a public form. Whoever has one cannot make one for another record. */
@Injectable()
export class RecordLink {
  constructor(private readonly secrets: Secrets) {}

  token(place: ChannelPlace, form: string, id: string): string {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    return `${bytes.toString('base64url')}.${this.#sign(place, form, id)}`;
  }

  /** The id of the record; null where the token is not ours, or for another channel. */
  idOf(place: ChannelPlace, form: string, token: string): string | null {
    const [coded = '', signature = ''] = token.split('.');
    const hex = Buffer.from(coded, 'base64url').toString('hex');
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    if (!isId(id)) return null;
    const expected = Buffer.from(this.#sign(place, form, id));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given) ? id : null;
  }

  #sign({ app, channel }: ChannelPlace, form: string, id: string): string {
    return createHmac('sha256', this.secrets.signingKey)
      .update(`link|${app}|${channel}|${form}|${id}`)
      .digest('base64url')
      .slice(0, 22);
  }
}
