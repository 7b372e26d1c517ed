import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { JobQueue } from '../jobs/job-queue.js';
import { uuidv7 } from '../uuid.js';
import { DELIVERY_QUEUE, DeliveryService, PermanentFailure } from './delivery.service.js';
import { DeliveryStore } from './delivery.store.js';

const SWEEP_MS = 5_000;
const BATCH = 200;
const KEEP_DAYS = 90;

/** Sends what is due, a few at a time; brings back what a queue or a killed process lost. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Deliveries');
  #isStopped = false;
  #sweep: NodeJS.Timeout | undefined;
  #starting: Promise<void> | undefined;
  #lastCleaning = 0;
  /** The leases of what is being sent here. */
  readonly #inHand = new Set<string>();

  constructor(
    private readonly store: DeliveryStore,
    private readonly deliveries: DeliveryService,
    @Inject(DELIVERY_QUEUE) private readonly queue: JobQueue,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsWorkers) return;
    this.#starting = this.queue
      .process((id) => this.#perform(id))
      .catch((error: Error) => this.#log.error(`The queue of deliveries did not start: ${error.message}`));
    this.#sweep = setInterval(() => void this.sweep(), SWEEP_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#sweep);
    await this.#starting;
    await this.queue.close();
  }

  /** Keeps what is still being sent here, however long it takes, and queues what is due. */
  async sweep(): Promise<void> {
    try {
      if (this.#inHand.size > 0) await this.store.keep([...this.#inHand]);
      for (const id of await this.store.due(BATCH)) await this.queue.add(id);
      if (Date.now() - this.#lastCleaning < 3_600_000) return;
      this.#lastCleaning = Date.now();
      await this.store.removeOld(KEEP_DAYS);
    } catch (error) {
      if (!this.#isStopped) this.#log.warn(`Looking for deliveries failed: ${(error as Error).message}`);
    }
  }

  async #perform(id: string): Promise<void> {
    if (this.#isStopped) return;
    const lease = uuidv7();
    const delivery = await this.store.lease(id, lease);
    if (!delivery) return;
    const sender = this.deliveries.senderOf(delivery.channel);
    this.#inHand.add(lease);
    try {
      if (!sender) throw new PermanentFailure(`Nobody sends on the channel ${delivery.channel}`);
      await sender(delivery.payload, { id, attempt: delivery.attempts });
      await this.store.finish(id, lease);
    } catch (error) {
      const pause = this.deliveries.pauseAfter(delivery.channel, delivery.attempts, error);
      const jitter = 0.9 + Math.random() / 5;
      await this.store.fail(
        id,
        lease,
        (error as Error).message,
        pause === null ? null : Math.round(pause * jitter),
      );
      if (pause === null) await this.#tell(delivery.channel, delivery.payload, error as Error);
    } finally {
      this.#inHand.delete(lease);
    }
  }

  async #tell(channel: string, payload: unknown, error: Error): Promise<void> {
    try {
      await this.deliveries.tellGivenUp(channel, payload, error);
    } catch (failure) {
      this.#log.warn(`What was given up could not be told: ${(failure as Error).message}`);
    }
  }
}
