import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HookSigning } from '@fieldwork/api-contract';
import { isSigned } from '../platform/network/standard-webhooks.js';

/** Characters of an id that count. */
const mostLong = 200;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The id of a call that was signed as agreed, by which it is known when it comes again; null: it was not.
 * A plain HMAC says no id: a header is agreed on for it, else the contents stand for it.
 */
export function messageIdOf(
  signing: HookSigning,
  headers: Headers,
  body: Buffer,
  secrets: readonly string[],
): string | null {
  const text = (name: string) => {
    const value = headers[name.toLowerCase()];
    return typeof value === 'string' ? value : undefined;
  };
  if (signing.by === 'standard') {
    const own = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, text(name)]),
    );
    const seconds = Math.floor(Date.now() / 1000);
    return isSigned(own, body.toString('utf8'), secrets, seconds)
      ? (own['webhook-id'] ?? '').slice(0, mostLong)
      : null;
  }
  const { header, encoding, prefix, idHeader } = signing;
  const given = Buffer.from(text(header) ?? '');
  const isRight = secrets.some((secret) => {
    const right = Buffer.from(prefix + createHmac('sha256', secret).update(body).digest(encoding));
    return right.length === given.length && timingSafeEqual(right, given);
  });
  if (!isRight) return null;
  if (idHeader === undefined) return createHash('sha256').update(body).digest('base64url');
  // Without the id that was agreed on, equal messages could not be told apart: none is taken, so that it is noticed.
  return text(idHeader)?.trim().slice(0, mostLong) || null;
}
