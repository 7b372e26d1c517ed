import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { tooManyTries } from './problem.js';

/** Counts one try under a key. @throws Problem 429 that says when to come again */
export async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooManyTries(Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
