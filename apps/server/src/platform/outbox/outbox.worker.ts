import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Listener } from '../database/listener.js';
import type { Transaction } from '../database/queryable.js';
import { Outbox, type OutboxRow } from './outbox.js';
import { OutboxStore } from './outbox.store.js';

const CHANNEL = 'fieldwork_outbox';
const LANES = 3;
const BATCH = 100;
const POLL_MS = 2_000;
const SWEEP_MS = 3_600_000;
const KEEP_DAYS = 7;
const MOST_ATTEMPTS = 10;
const LONGEST_WAIT_MS = 600_000;

class HandlerFailure extends Error {
  constructor(
    readonly row: OutboxRow,
    readonly reason: Error,
  ) {
    super(reason.message);
  }
}

/**
 * Performs outbox rows: each in one transaction with its done mark, so exactly once, however many workers run and
 * whenever one is killed. Wakes by signal, by the time of the next row, and every two seconds in any case.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Outbox');
  #isStopped = true;
  #isNews = false;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #sweep: NodeJS.Timeout | undefined;
  #announce: NodeJS.Timeout | undefined;
  #stops: (() => void)[] = [];

  constructor(
    private readonly store: OutboxStore,
    private readonly outbox: Outbox,
    private readonly database: Database,
    private readonly listener: Listener,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const orphans = (await this.store.waitingTopics()).filter((topic) => !this.outbox.topics.includes(topic));
    if (orphans.length > 0) throw new Error(`Nobody performs the outbox topics ${orphans.join(', ')}`);
    if (this.config.runsWorkers) this.start();
    else this.#stops = [this.outbox.onWake(() => this.#tellOthers())];
  }

  start(): void {
    this.#isStopped = false;
    this.#stops = [this.outbox.onWake(() => this.#wake()), this.listener.listen(CHANNEL, () => this.#wake())];
    this.#sweep = setInterval(() => void this.#removeOld(), SWEEP_MS);
    this.#sweep.unref();
    this.#wake();
  }

  /** Takes no new rows and waits for those under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    for (const stop of this.#stops) stop();
    clearTimeout(this.#timer);
    clearTimeout(this.#announce);
    clearInterval(this.#sweep);
    await this.#running;
  }

  /** A process without workers signals those that have them, at most twenty times a second: NOTIFY serialises commits. */
  #tellOthers(): void {
    this.#announce ??= setTimeout(() => {
      this.#announce = undefined;
      this.store.announce(CHANNEL).catch((error: Error) => this.#log.warn(error.message));
    }, 50);
  }

  #wake(): void {
    if (this.#isStopped) return;
    this.#isNews = true;
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#isNews) this.#wake();
    });
  }

  async #run(): Promise<void> {
    let pauseMs = POLL_MS;
    try {
      while (this.#isNews && !this.#isStopped) {
        this.#isNews = false;
        const ids = await this.store.due(this.outbox.topics, BATCH);
        await Promise.all(Array.from({ length: LANES }, () => this.#lane(ids)));
        if (ids.length === BATCH) this.#isNews = true;
      }
      const nextMs = await this.store.nextDueMs(this.outbox.topics);
      // A row that another worker holds looks due; asking for it again and again would be a busy loop.
      if (nextMs !== null) pauseMs = Math.min(POLL_MS, nextMs > 0 ? nextMs + 2 : 200);
    } catch (error) {
      this.#log.warn(`Looking for work failed: ${(error as Error).message}`);
      this.#isNews = false;
    }
    if (!this.#isStopped) this.#timer = setTimeout(() => this.#wake(), pauseMs);
  }

  async #lane(ids: string[]): Promise<void> {
    for (let id = ids.shift(); id !== undefined && !this.#isStopped; id = ids.shift()) {
      try {
        await this.#perform(id);
      } catch (error) {
        this.#log.warn(`Row ${id} was not finished: ${(error as Error).message}`);
      }
    }
  }

  async #perform(id: string): Promise<void> {
    try {
      await this.database.transaction((tx) => this.#claimAndPerform(tx, id));
    } catch (error) {
      if (!(error instanceof HandlerFailure)) throw error;
      await this.#noteFailure(error);
    }
  }

  async #claimAndPerform(tx: Transaction, id: string): Promise<void> {
    const row = await this.store.claim(tx, id);
    if (row === null) return;
    try {
      await this.outbox.handlerOf(row.topic)(tx, row);
    } catch (error) {
      throw new HandlerFailure(row, error as Error);
    }
    await this.store.done(tx, id);
  }

  async #noteFailure({ row, reason }: HandlerFailure): Promise<void> {
    const attempts = row.attempts + 1;
    const waitMs = attempts >= MOST_ATTEMPTS ? null : backOffMs(attempts);
    await this.store.failed(row, String(reason.stack ?? reason.message), waitMs);
    const rest = waitMs === null ? 'given up' : `again in ${Math.round(waitMs / 1000)} s`;
    const told = `${row.topic} ${row.id} failed (${attempts}), ${rest}: ${reason.message}`;
    // Two that wait for one another are undone by the database and done again: no news unless it comes again.
    if (attempts === 1 && isDeadlock(reason)) this.#log.debug(told);
    else this.#log.warn(told);
  }

  async #removeOld(): Promise<void> {
    await this.store.removeDone(KEEP_DAYS).catch((error: Error) => this.#log.warn(error.message));
  }
}

/** 1 s, 2 s, 4 s … at most ten minutes, with a fifth of chance so that what failed together does not return together. */
function backOffMs(attempts: number): number {
  return Math.min(1_000 * 2 ** (attempts - 1), LONGEST_WAIT_MS) * (0.9 + Math.random() * 0.2);
}

function isDeadlock(reason: Error): boolean {
  return ['40P01', '40001'].includes(String((reason as { code?: unknown }).code));
}
