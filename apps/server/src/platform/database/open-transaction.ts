import type { QueryAnswer, Transaction, TransactionOptions } from './queryable.js';

type Run = (text: string, values?: readonly unknown[], name?: string) => Promise<QueryAnswer<unknown>>;

/** A transaction on one connection. Made by `Database.transaction` only. */
export class OpenTransaction implements Transaction {
  #isOpen = false;
  #isCommitted = false;
  #savepoints = 0;
  readonly #actions: (() => void)[] = [];

  constructor(private readonly run: Run) {}

  async query<R = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<QueryAnswer<R>> {
    if (!this.#isOpen) throw new Error('The transaction has already ended');
    return (await this.run(text, values, name)) as QueryAnswer<R>;
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    this.#savepoints += 1;
    const name = `s${this.#savepoints}`;
    await this.query(`savepoint ${name}`);
    const waiting = this.#actions.length;
    try {
      const result = await work();
      await this.query(`release savepoint ${name}`);
      return result;
    } catch (error) {
      this.#actions.length = waiting;
      await this.query(`rollback to savepoint ${name}`);
      throw error;
    }
  }

  afterCommit(action: () => void): void {
    this.#actions.push(action);
  }

  async begin(options: TransactionOptions): Promise<void> {
    const isolation = options.isolation ? ` isolation level ${options.isolation}` : '';
    await this.run(`begin${isolation}${options.readOnly ? ' read only' : ''}`);
    this.#isOpen = true;
    if (options.lockTimeoutMs !== undefined) await this.#set('lock_timeout', options.lockTimeoutMs);
    if (options.statementTimeoutMs !== undefined)
      await this.#set('statement_timeout', options.statementTimeoutMs);
  }

  async commit(): Promise<void> {
    this.#isOpen = false;
    await this.run('commit');
    this.#isCommitted = true;
  }

  /** Returns an error when the connection can no longer be trusted and must be thrown away. */
  async rollback(): Promise<Error | undefined> {
    this.#isOpen = false;
    try {
      await this.run('rollback');
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }

  /** Runs the actions that waited for the commit, once the connection is back in the pool. */
  afterRelease(): void {
    if (this.#isCommitted) for (const action of this.#actions) action();
  }

  async #set(name: string, valueMs: number): Promise<void> {
    await this.run('select set_config($1, $2, true)', [name, String(Math.max(0, Math.trunc(valueMs)))]);
  }
}
