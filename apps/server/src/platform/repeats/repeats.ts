import { Injectable } from '@nestjs/common';
import type { Queryable } from '../database/queryable.js';
import { invalid, Problem, sentence } from '../http/problem.js';
import { RepeatStore } from './repeat.store.js';
import { fingerprintOf, type Repeatable } from './repeatable.js';

/** The key was taken by the same request meanwhile: undone, it finds the first answer. */
export const isRepeated = (error: unknown): boolean =>
  (error as { constraint?: string } | null)?.constraint === 'idempotency_key';

/** The answers of writes that carried an idempotency key. */
@Injectable()
export class Repeats {
  constructor(private readonly store: RepeatStore) {}

  /** The first answer to this request, as JSON text; null when it is the first. @throws Problem 422: the key with another body */
  async first(target: string, repeatable: Repeatable, on?: Queryable): Promise<string | null> {
    const first = await this.store.find(repeatable.caller, repeatable.key, on);
    if (!first) return null;
    if (first.fingerprint.equals(fingerprintOf(target, repeatable.body))) return first.answer;
    throw invalid(
      [],
      sentence('同一个幂等键用于了不同的内容', 'This idempotency key was used with another body'),
    );
  }

  /**
   * The answer of the work, or the first one: what is refused now may have been done by the same request before, or it
   * is at work at this moment. Not within a transaction of others, which the database may have given up by then.
   */
  async orFirst(
    target: string,
    repeatable: Repeatable | undefined,
    work: () => Promise<string>,
  ): Promise<string> {
    try {
      return await work();
    } catch (error) {
      const mayBeDone = repeatable && (error instanceof Problem || isRepeated(error));
      const first = mayBeDone ? await this.first(target, repeatable) : null;
      if (first !== null) return first;
      throw error;
    }
  }

  /** In the transaction of the write. */
  async remember(
    tx: Queryable,
    target: string,
    repeatable: Repeatable,
    status: number,
    answer: string,
  ): Promise<void> {
    const fingerprint = fingerprintOf(target, repeatable.body);
    await this.store.insert(tx, { ...repeatable, fingerprint, status, answer });
  }
}
