import { createHash } from 'node:crypto';
import { idempotencyKeySchema } from '@fieldwork/api-contract';
import { badRequest, sentence } from '../http/problem.js';

/** A request that acts once however often it is sent: whose, its key, and what it said. */
export interface Repeatable {
  caller: string;
  key: string;
  body: unknown;
}

/** From the header `Idempotency-Key`; undefined without one. */
export function repeatableOf(
  caller: { userId: string },
  key: string | undefined,
  body: unknown,
): Repeatable | undefined {
  const parsed = idempotencyKeySchema.safeParse(key);
  if (!parsed.success)
    throw badRequest(
      sentence('Idempotency-Key 应为 8–128 个可见字符', 'Idempotency-Key has 8 to 128 visible characters'),
    );
  return parsed.data === undefined ? undefined : { caller: caller.userId, key: parsed.data, body };
}

/** Tells one request from another under the same key. */
export function fingerprintOf(target: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${target}\n${JSON.stringify(body)}`)
    .digest();
}
