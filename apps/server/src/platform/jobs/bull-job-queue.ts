import { Logger } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { JobQueue } from './job-queue.js';

const WORKER = { lockDuration: 15_000, stalledInterval: 5_000, concurrency: 2, maxStalledCount: 10 };

type Report = (error: Error) => void;
type Perform = (id: string) => Promise<void>;

/** What is needed of BullMQ's classes, whichever backend they run on. */
interface Sender {
  add(
    name: string,
    data: object,
    options: { jobId: string; removeOnComplete: true; removeOnFail: true },
  ): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
type Receiver = Pick<Sender, 'close' | 'on'>;

interface Backend {
  readonly sender: Sender;
  receiver(perform: Perform): Receiver;
}

/** BullMQ, on its PostgreSQL backend, or on Redis when there is one. No other file knows which. */
export class BullJobQueue extends JobQueue {
  readonly #log = new Logger('JobQueue');
  #backend: Promise<Backend> | undefined;
  #receiver: Receiver | undefined;

  constructor(
    private readonly name: string,
    private readonly config: Pick<Config, 'redisUrl' | 'databaseUrl'>,
  ) {
    super();
  }

  async add(id: string): Promise<void> {
    const { sender } = await this.#open();
    await sender.add('job', {}, { jobId: id, removeOnComplete: true, removeOnFail: true });
  }

  async process(perform: Perform): Promise<void> {
    const { receiver } = await this.#open();
    this.#receiver = receiver(perform);
  }

  async close(): Promise<void> {
    await this.#receiver?.close();
    await (await this.#backend)?.sender.close();
  }

  /** Opened at the first use; after a failure the next use tries again. */
  #open(): Promise<Backend> {
    this.#backend ??= this.#start();
    this.#backend.catch(() => {
      this.#backend = undefined;
    });
    return this.#backend;
  }

  async #start(): Promise<Backend> {
    const { redisUrl, databaseUrl } = this.config;
    const report = (error: Error): void => this.#log.warn(error.message);
    const backend = await (redisUrl === null
      ? onPostgres(this.name, databaseUrl, report)
      : onRedis(this.name, redisUrl, report));
    await backend.sender.waitUntilReady();
    return backend;
  }
}

/** BullMQ is loaded late: it is large, and the server need not wait for it to listen. */
async function onPostgres(name: string, connectionString: string, report: Report): Promise<Backend> {
  const { createPostgresBackend, Queue, Worker } = await import('bullmq');
  const connection = {
    connectionString,
    schema: 'queue',
    migrate: true,
    max: 3,
    application_name: 'fieldwork queue',
  };
  return {
    sender: listening(new Queue(name, { connection }, createPostgresBackend), report),
    receiver: (perform) =>
      listening(
        new Worker(name, ({ id }) => perform(id as string), { connection, ...WORKER }, createPostgresBackend),
        report,
      ),
  };
}

async function onRedis(name: string, url: string, report: Report): Promise<Backend> {
  const { createRedisBackend, Queue, Worker } = await import('bullmq');
  const connection = { url, maxRetriesPerRequest: null };
  return {
    sender: listening(new Queue(name, { connection }, createRedisBackend), report),
    receiver: (perform) =>
      listening(
        new Worker(name, ({ id }) => perform(id as string), { connection, ...WORKER }, createRedisBackend),
        report,
      ),
  };
}

/** At once: an error that nobody listens for ends the process. */
function listening<T extends Receiver>(end: T, report: Report): T {
  end.on('error', report);
  return end;
}
