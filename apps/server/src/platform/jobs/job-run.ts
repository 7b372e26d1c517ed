import type { JobContext, JobHandler } from './job.service.js';
import type { JobStore, RunningJob } from './job.store.js';

const PROGRESS_MS = 500;

/** One run of one job: signs of life, progress, cancelling, and how it ended. */
export class JobRun {
  readonly #abort = new AbortController();
  #ending: 'cancel' | 'lost' | 'stop' | null = null;
  #progress: unknown;
  #soon: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: JobStore,
    private readonly job: RunningJob,
    private readonly runner: string,
  ) {}

  async perform(handler: JobHandler<unknown>): Promise<void> {
    try {
      const result = await handler(this.job.data, this.#context());
      // A handler that stopped early at the signal returns normally; what counts is why it was asked to stop.
      if (this.#ending === null) await this.#finish({ state: 'done', result: result ?? null });
      else await this.#end(result);
    } catch (error) {
      if (this.#ending !== null) await this.#end(undefined);
      else await this.#finish({ state: 'failed', error: (error as Error).message });
    } finally {
      clearTimeout(this.#soon);
    }
  }

  /** Asks the job to stop so that another process can go on with it. */
  stop(): void {
    this.#ending ??= 'stop';
    this.#abort.abort();
  }

  /** A sign of life, and a look whether somebody cancelled. The worker calls it every second. */
  async look(): Promise<void> {
    await this.#beat();
  }

  #context(): JobContext {
    return {
      id: this.job.id,
      createdBy: this.job.createdBy,
      signal: this.#abort.signal,
      attempt: this.job.attempts,
      lastProgress: this.job.progress,
      progress: (value) => {
        this.#progress = value;
        this.#soon ??= setTimeout(() => {
          this.#soon = undefined;
          void this.#beat();
        }, PROGRESS_MS);
      },
    };
  }

  async #beat(): Promise<void> {
    // A database that is away for a moment is no reason to stop; the claim protects against a second runner.
    const answer = await this.store
      .beat(this.job.id, this.runner, this.#progress)
      .catch(() => 'go on' as const);
    if (answer === 'go on') return;
    this.#ending ??= answer;
    this.#abort.abort();
  }

  async #end(result: unknown): Promise<void> {
    if (this.#ending === 'cancel') await this.#finish({ state: 'cancelled', result });
    if (this.#ending === 'stop') await this.store.release(this.job.id, this.runner);
  }

  async #finish(outcome: {
    state: 'done' | 'failed' | 'cancelled';
    result?: unknown;
    error?: string;
  }): Promise<void> {
    await this.store.finish(this.job.id, this.runner, { ...outcome, progress: this.#progress });
  }
}
