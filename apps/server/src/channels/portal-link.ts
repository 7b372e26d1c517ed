import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../platform/config/secrets.js';
import { codeId, decodeId } from './coded-id.js';
import { RecordLinkStore } from './record-link.store.js';

/** Under which name the links of a page are made anew, beside those of channels. */
export const portalChannel = (page: string) => `page:${page}`;

const DAY_SECONDS = 86_400;

/** What a link opens: one record on one page of an app. */
export interface PortalPlace {
  app: string;
  page: string;
}

/**
 * Links for people outside to one record: signed with 132 bits over app, page, record, end and count, so that none can
 * be made, lengthened, or turned to another record; void once they have ended or were made anew.
 */
@Injectable()
export class PortalLink {
  constructor(
    private readonly secrets: Secrets,
    private readonly store: RecordLinkStore,
  ) {}

  async make(place: PortalPlace, id: string, days: number, now = Date.now()): Promise<string> {
    const ends = Math.floor(now / 1000) + days * DAY_SECONDS;
    const signature = await this.#sign(place, id, ends);
    return `/c/${place.app}/${place.page}?t=${codeId(id)}.${ends.toString(36)}.${signature}`;
  }

  /** The record that a token opens; null for one that is altered, has ended, or is for something else. All cost the same. */
  async open(
    place: PortalPlace,
    token: string,
    now = Date.now(),
  ): Promise<{ id: string; expiresAt: string } | null> {
    const [coded = '', ended = '', given = '', ...more] = token.split('.');
    const id = decodeId(coded);
    const ends = /^[0-9a-z]{1,9}$/.test(ended) ? Number.parseInt(ended, 36) : 0;
    // One way to write it: nothing that is altered is read as the same.
    const isAsMade = ends.toString(36) === ended && more.length === 0;
    const right = Buffer.from(await this.#sign(place, id ?? nobody, ends));
    const said = Buffer.from(given);
    const isRight = right.length === said.length && timingSafeEqual(right, said);
    if (id === null || !isAsMade || !isRight || ends * 1000 <= now) return null;
    return { id, expiresAt: new Date(ends * 1000).toISOString() };
  }

  async #sign({ app, page }: PortalPlace, id: string, ends: number): Promise<string> {
    const generation = await this.store.generation({ app, channel: portalChannel(page) }, id);
    return createHmac('sha256', this.secrets.signingKey)
      .update(`portal|${app}|${page}|${id}|${ends}|${generation}`)
      .digest('base64url')
      .slice(0, 22);
  }
}

const nobody = '00000000-0000-7000-8000-000000000000';
