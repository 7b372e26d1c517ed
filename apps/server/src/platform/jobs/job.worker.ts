import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { uuidv7 } from '../uuid.js';
import { JobService } from './job.service.js';
import { JobStore } from './job.store.js';
import { JobQueue } from './job-queue.js';
import { JobRun } from './job-run.js';

const SWEEP_MS = 15_000;
const LOOK_MS = 1_000;
const MOST_ATTEMPTS = 5;

/** Runs jobs in this process and brings back those that a queue or a killed process lost. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Jobs');
  readonly #runs = new Map<string, JobRun>();
  #isStopped = false;
  #sweep: NodeJS.Timeout | undefined;
  #look: NodeJS.Timeout | undefined;
  #starting: Promise<void> | undefined;

  constructor(
    private readonly store: JobStore,
    private readonly jobs: JobService,
    private readonly queue: JobQueue,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsWorkers) return;
    // Not awaited: the queue's first migration need not hold up the start.
    this.#starting = this.queue
      .process((id) => this.#perform(id))
      .then(() => this.sweep())
      .catch((error: Error) => this.#log.error(`The job queue did not start: ${error.message}`));
    this.#sweep = setInterval(() => void this.sweep(), SWEEP_MS);
    this.#look = setInterval(() => {
      for (const run of this.#runs.values()) void run.look();
    }, LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#sweep);
    clearInterval(this.#look);
    for (const run of this.#runs.values()) run.stop();
    await this.#starting;
    await this.queue.close();
  }

  /** Finds jobs without a sign of life and queues them again. */
  async sweep(): Promise<void> {
    try {
      for (const { id } of await this.store.lost(MOST_ATTEMPTS)) await this.queue.add(id);
    } catch (error) {
      if (!this.#isStopped) this.#log.warn(`Looking for lost jobs failed: ${(error as Error).message}`);
    }
  }

  async #perform(id: string): Promise<void> {
    if (this.#isStopped) return;
    const runner = uuidv7();
    const job = await this.store.claim(id, runner);
    if (job === null) return;
    const run = new JobRun(this.store, job, runner);
    this.#runs.set(id, run);
    try {
      await run.perform(this.jobs.handlerOf(job.kind));
    } finally {
      this.#runs.delete(id);
    }
  }
}
