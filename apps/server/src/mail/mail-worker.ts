import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { type MailAccount, MailAccountStore } from './mail-account.store.js';
import { MailFetcher } from './mail-fetcher.js';

const LOOK_MS = 5_000;
const EVERY_SECONDS = 30;

/** Looks into each mailbox every half minute; of several processes one at a time. */
@Injectable()
export class MailWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Mail');
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;

  constructor(
    private readonly accounts: MailAccountStore,
    private readonly fetcher: MailFetcher,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsWorkers) return;
    this.#timer = setInterval(() => {
      this.#running ??= this.look(EVERY_SECONDS).finally(() => {
        this.#running = null;
      });
    }, LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Looks into every mailbox that was not looked into for so long. */
  async look(everySeconds: number): Promise<void> {
    try {
      const begun = await this.accounts.now();
      for (;;) {
        const account = await this.accounts.lease(begun, everySeconds);
        if (!account) return;
        await this.accounts.release(account.id, await this.#fetch(account));
      }
    } catch (error) {
      this.#log.warn(`Looking for mail failed: ${(error as Error).message}`);
    }
  }

  /** null: it went well. */
  async #fetch(account: MailAccount): Promise<string | null> {
    try {
      await this.fetcher.fetch(account);
      return null;
    } catch (error) {
      this.#log.warn(`${account.address}: ${(error as Error).message}`);
      return (error as Error).message;
    }
  }
}
