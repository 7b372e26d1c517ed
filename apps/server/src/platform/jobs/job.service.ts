import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/queryable.js';
import { type Job, JobStore, type NewJob } from './job.store.js';
import { JobQueue } from './job-queue.js';

export interface JobContext {
  readonly id: string;
  /** The user who started the job; null for the system's own. */
  readonly createdBy: string | null;
  /** Aborted when somebody cancels the job or the process stops. Look at it between portions of work. */
  readonly signal: AbortSignal;
  /** 1 at first; more when an earlier process ended in the middle. */
  readonly attempt: number;
  /** What the last attempt reported, for going on from there; null at first. */
  readonly lastProgress: unknown;
  /** Shows how far the job is. Any JSON; cheap, written at most twice a second. */
  progress(value: unknown): void;
}

/**
 * Does the work and answers the result (JSON). May be started again after a crash, so each portion it commits has to
 * be safe to repeat or be noted in the same transaction.
 */
export type JobHandler<D = never> = (data: D, context: JobContext) => Promise<unknown>;

/** Long work with progress and a cancel button. */
@Injectable()
export class JobService {
  readonly #handlers = new Map<string, JobHandler<never>>();

  constructor(
    private readonly store: JobStore,
    private readonly queue: JobQueue,
  ) {}

  /** Registers who performs a kind of job. In `onModuleInit`. */
  on<D>(kind: string, handler: JobHandler<D>): void {
    if (this.#handlers.has(kind)) throw new Error(`The job kind ${kind} has a handler already`);
    this.#handlers.set(kind, handler as JobHandler<never>);
  }

  handlerOf(kind: string): JobHandler<unknown> {
    const handler = this.#handlers.get(kind);
    if (!handler) throw new Error(`Nobody performs jobs of the kind ${kind}`);
    return handler as unknown as JobHandler<unknown>;
  }

  /** Creates a job in the caller's transaction; it begins after the commit. Answers its id. */
  async start(tx: Transaction, job: NewJob): Promise<string> {
    this.handlerOf(job.kind);
    const id = await this.store.create(tx, job);
    // When this fails the sweeper finds the job within half a minute.
    tx.afterCommit(() => void this.queue.add(id).catch(() => undefined));
    return id;
  }

  find(id: string): Promise<Job | null> {
    return this.store.find(id);
  }

  cancel(id: string): Promise<void> {
    return this.store.cancel(id);
  }
}
