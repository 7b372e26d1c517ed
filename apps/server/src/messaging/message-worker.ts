import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { MessageStore } from './message.store.js';
import { MessageSender } from './message-sender.js';
import { UndeliveredMessages } from './undelivered-messages.js';

const LOOK_MS = 2_000;
const LEAST_MS = 200;
const TELL_MS = 60_000;
const CLEAN_MS = 3_600_000;
const KEEP_DAYS = 180;

/** Hands messages over as they come; looks now and then for what another process wrote. */
@Injectable()
export class MessageWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Messages');
  #timer: NodeJS.Timeout | undefined;
  #plannedAt = Number.POSITIVE_INFINITY;
  #isStopped = false;
  #running: Promise<void> | null = null;
  #lastTelling = 0;
  #lastCleaning = 0;

  constructor(
    private readonly sender: MessageSender,
    private readonly store: MessageStore,
    private readonly undelivered: UndeliveredMessages,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsWorkers) return;
    this.sender.onWaiting(() => this.#plan(LEAST_MS));
    this.sender.onGivenUp(() => {
      this.#lastTelling = 0;
      this.#plan(LEAST_MS);
    });
    this.#plan(LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** At the latest then: a steady stream of messages does not put off those that wait. */
  #plan(inMs: number): void {
    const at = Date.now() + inMs;
    if (this.#isStopped || at >= this.#plannedAt) return;
    clearTimeout(this.#timer);
    this.#plannedAt = at;
    this.#timer = setTimeout(() => {
      this.#plannedAt = Number.POSITIVE_INFINITY;
      this.#running ??= this.#look().finally(() => {
        this.#running = null;
      });
    }, inMs);
  }

  async #look(): Promise<void> {
    let next: number | null = null;
    try {
      next = await this.sender.handOver();
      // Now and then for what another process gave up.
      if (Date.now() - this.#lastTelling > TELL_MS) {
        this.#lastTelling = Date.now();
        await this.undelivered.tellAll();
      }
      if (Date.now() - this.#lastCleaning > CLEAN_MS) {
        this.#lastCleaning = Date.now();
        await this.store.removeOld(KEEP_DAYS);
      }
    } catch (error) {
      if (!this.#isStopped) this.#log.warn(`Handing messages over failed: ${(error as Error).message}`);
    }
    this.#plan(Math.min(LOOK_MS, next ?? LOOK_MS));
  }
}
