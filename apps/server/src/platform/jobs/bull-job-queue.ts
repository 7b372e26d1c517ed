import { Logger } from '@nestjs/common';
import type { Queue, QueueOptions, Worker } from 'bullmq';
import type { Config } from '../config/config.js';
import { JobQueue } from './job-queue.js';

const NAME = 'jobs';
const CONCURRENCY = 2;
const LOCK_MS = 15_000;

/** BullMQ, on its PostgreSQL backend, or on Redis when there is one. No other file knows which. */
export class BullJobQueue extends JobQueue {
  readonly #log = new Logger('JobQueue');
  #queue: Promise<Queue> | undefined;
  #worker: Worker | undefined;

  constructor(private readonly config: Pick<Config, 'redisUrl' | 'databaseUrl'>) {
    super();
  }

  async add(id: string): Promise<void> {
    const queue = await this.#open();
    const keepNothing = { removeOnComplete: true, removeOnFail: true };
    await queue.add('job', {}, { jobId: id, ...keepNothing });
  }

  async process(perform: (id: string) => Promise<void>): Promise<void> {
    await this.#open();
    const { Worker } = await import('bullmq');
    const options = { lockDuration: LOCK_MS, concurrency: CONCURRENCY, maxStalledCount: 10 };
    const take = async ({ id }: { id?: string }): Promise<void> => perform(id as string);
    this.#worker = new Worker(NAME, take, { connection: this.#connection(), ...options });
    this.#worker.on('error', (error) => this.#log.warn(error.message));
  }

  async close(): Promise<void> {
    await this.#worker?.close();
    await (await this.#queue)?.close();
  }

  /** Loaded late: a process that never queues a job does not pay for it. */
  #open(): Promise<Queue> {
    this.#queue ??= this.#create();
    this.#queue.catch(() => {
      this.#queue = undefined;
    });
    return this.#queue;
  }

  async #create(): Promise<Queue> {
    const { createPostgresBackend, Queue, setDefaultBackendFactory } = await import('bullmq');
    if (this.config.redisUrl === null) setDefaultBackendFactory(createPostgresBackend);
    const queue = new Queue(NAME, { connection: this.#connection() });
    queue.on('error', (error) => this.#log.warn(error.message));
    await queue.waitUntilReady();
    return queue;
  }

  #connection(): QueueOptions['connection'] {
    const { redisUrl, databaseUrl } = this.config;
    if (redisUrl !== null) return { url: redisUrl, maxRetriesPerRequest: null };
    const settings = { connectionString: databaseUrl, schema: 'queue', migrate: true, max: 3 };
    return { ...settings, application_name: 'fieldwork queue' } as unknown as QueueOptions['connection'];
  }
}
