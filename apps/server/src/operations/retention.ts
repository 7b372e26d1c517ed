import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { RetentionStore } from './retention.store.js';

const EVERY_MS = 6 * 3_600_000;
const FIRST_MS = 10 * 60_000;

/** Keeps what is kept for a while only from growing for ever. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Retention');
  readonly #timers: NodeJS.Timeout[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: RetentionStore,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsWorkers) return;
    const run = () => {
      this.#running = this.#run();
    };
    this.#timers.push(setTimeout(run, FIRST_MS).unref(), setInterval(run, EVERY_MS).unref());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      const count = await this.store.removeOld();
      if (count > 0) this.#log.log(`${count} rows past their time were removed`);
    } catch (error) {
      this.#log.warn(`Removing what is past its time failed: ${(error as Error).message}`);
    }
  }
}
