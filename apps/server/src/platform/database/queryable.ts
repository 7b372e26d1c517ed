export interface QueryAnswer<R> {
  readonly rows: R[];
  readonly rowCount: number;
}

/** Whatever can run a statement: the database itself (its own short transaction) or an open transaction. */
export interface Queryable {
  /**
   * Runs one statement. `values` are the parameters `$1…`; with `name` the statement is prepared once per
   * connection under that name (at most 50 bytes) and reused, which the hot paths want.
   */
  query<R = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<QueryAnswer<R>>;
}

/** An open transaction. It ends when the function given to `Database.transaction` returns (commit) or throws. */
export interface Transaction extends Queryable {
  /** Runs `work` in a savepoint: when it throws, what it wrote is undone, the transaction goes on, the error is passed on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /** Runs once the transaction has been committed, never otherwise. For caches and wake-ups, not for data. */
  afterCommit(action: () => void): void;
}

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** `lock_timeout` for this transaction, in milliseconds. */
  readonly lockTimeoutMs?: number;
  /** `statement_timeout` for this transaction, in milliseconds. */
  readonly statementTimeoutMs?: number;
}
