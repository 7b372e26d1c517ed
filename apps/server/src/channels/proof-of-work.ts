import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../platform/config/secrets.js';
import { badRequest, sentence } from '../platform/http/problem.js';
import type { ChannelPlace } from './public-request.store.js';

/** About 65,000 hashes on the average: half a second of a visitor's phone, dear for whoever sends thousands. */
export const workBits = 16;
const validMs = 3 * 3_600_000;

/**
 * Hashcash without a third party: a challenge that only this server can have made, for one channel, and a number with
 * which its SHA-256 begins with `workBits` zero bits.
 */
@Injectable()
export class ProofOfWork {
  constructor(private readonly secrets: Secrets) {}

  challenge(place: ChannelPlace): { text: string; bits: number } {
    const head = `${Date.now().toString(36)}.${randomBytes(9).toString('base64url')}`;
    return { text: `${head}.${this.#sign(head, place)}`, bits: workBits };
  }

  /** The challenge's own hash, under which what was sent with it is kept. @throws Problem 400 */
  verify({ challenge, nonce }: { challenge: string; nonce: string }, place: ChannelPlace): Buffer {
    const [time = '', random = '', signature = '', ...more] = challenge.split('.');
    const expected = Buffer.from(this.#sign(`${time}.${random}`, place));
    const given = Buffer.from(signature);
    const isOurs = more.length === 0 && expected.length === given.length && timingSafeEqual(expected, given);
    const age = Date.now() - Number.parseInt(time, 36);
    const hash = createHash('sha256').update(`${challenge}:${nonce}`).digest();
    if (!isOurs || !(age >= 0 && age < validMs) || leadingZeros(hash) < workBits)
      throw badRequest(sentence('页面已过期，请刷新后重试', 'The page is too old, please load it again'));
    return createHash('sha256').update(challenge).digest();
  }

  #sign(head: string, { app, channel }: ChannelPlace): string {
    return createHmac('sha256', this.secrets.signingKey)
      .update(`work|${app}|${channel}|${head}`)
      .digest('base64url')
      .slice(0, 22);
  }
}

function leadingZeros(hash: Buffer): number {
  const first = hash.findIndex((byte) => byte !== 0);
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] as number) - 24;
}
