import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { isStalePlan } from './database-errors.js';
import { OpenTransaction } from './open-transaction.js';
import type { QueryAnswer, Queryable, Transaction, TransactionOptions } from './queryable.js';

/**
 * The door to PostgreSQL for everything that writes its own SQL. One pool per process.
 * A statement whose prepared plan went stale (its table was altered since) is run once more under a new name;
 * nothing else is ever repeated.
 */
@Injectable()
export class Database implements Queryable, OnApplicationShutdown {
  #planGeneration = 0;

  constructor(readonly pool: pg.Pool) {}

  async query<R = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<QueryAnswer<R>> {
    try {
      return await this.#run<R>(this.pool, text, values, name);
    } catch (error) {
      if (name === undefined || !isStalePlan(error)) throw error;
      this.forgetPlans();
      return this.#run<R>(this.pool, text, values, name);
    }
  }

  /** Runs `work` between BEGIN and COMMIT; rolls back when it throws. `work` may run a second time after a stale plan. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    try {
      return await this.#attempt(work, options);
    } catch (error) {
      if (!isStalePlan(error)) throw error;
      this.forgetPlans();
      return this.#attempt(work, options);
    }
  }

  /** Makes every connection prepare its named statements anew. Call it after altering a table. */
  forgetPlans(): void {
    this.#planGeneration += 1;
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }

  async #attempt<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions): Promise<T> {
    const client = await this.pool.connect();
    const tx = new OpenTransaction((text, values, name) => this.#run(client, text, values, name));
    let broken: Error | undefined;
    try {
      await tx.begin(options);
      const result = await work(tx);
      await tx.commit();
      return result;
    } catch (error) {
      broken = await tx.rollback();
      throw error;
    } finally {
      client.release(broken);
      tx.afterRelease();
    }
  }

  async #run<R>(
    target: pg.Pool | pg.PoolClient,
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<QueryAnswer<R>> {
    const answer = await target.query({
      text,
      values: values as unknown[],
      ...(name === undefined
        ? {}
        : { name: this.#planGeneration === 0 ? name : `${name}~${this.#planGeneration}` }),
    });
    return { rows: answer.rows as R[], rowCount: answer.rowCount ?? 0 };
  }
}
