import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

type Receive = (payload: string) => void;
interface Subscription {
  readonly receive: Receive;
  readonly onReconnect?: (() => void) | undefined;
}

const CHECK_EVERY_MS = 30_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * LISTEN/NOTIFY on a connection of its own, which comes back by itself. Notifications sent while it was away are
 * lost: they are wake-ups, never the truth, and `onReconnect` tells the subscriber to look for itself.
 */
@Injectable()
export class Listener implements OnApplicationShutdown {
  readonly #subscriptions = new Map<string, Set<Subscription>>();
  #client: pg.Client | null = null;
  #isConnecting = false;
  #isClosed = false;
  #pauseMs = 100;
  #retry: NodeJS.Timeout | undefined;
  #check: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: pg.ClientConfig,
    private readonly report: (error: Error) => void,
  ) {}

  /** Starts listening; answers a function that ends it. */
  listen(channel: string, receive: Receive, onReconnect?: () => void): () => void {
    const subscription: Subscription = { receive, onReconnect };
    const existing = this.#subscriptions.get(channel);
    if (existing) existing.add(subscription);
    else {
      this.#subscriptions.set(channel, new Set([subscription]));
      if (this.#client) this.#client.query(`listen ${pg.escapeIdentifier(channel)}`).catch(this.report);
    }
    void this.#connect();
    return () => this.#subscriptions.get(channel)?.delete(subscription);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#check);
    await this.#client?.end().catch(this.report);
    this.#client = null;
  }

  async #connect(): Promise<void> {
    if (this.#client || this.#isConnecting || this.#isClosed) return;
    this.#isConnecting = true;
    const client = new pg.Client({ ...this.options, query_timeout: 10_000 });
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, new Error('The listening connection was closed')));
    client.on('notification', ({ channel, payload }) => {
      for (const { receive } of this.#subscriptions.get(channel) ?? []) receive(payload ?? '');
    });
    try {
      await client.connect();
      for (const channel of this.#subscriptions.keys())
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (this.#isClosed) return void (await client.end());
      this.#client = client;
      this.#pauseMs = 100;
      this.#watch(client);
      for (const group of this.#subscriptions.values()) for (const { onReconnect } of group) onReconnect?.();
    } catch (error) {
      client.end().catch(() => undefined);
      this.#again(error as Error);
    } finally {
      this.#isConnecting = false;
    }
  }

  /** A half-open connection looks healthy for hours; a small question finds out. */
  #watch(client: pg.Client): void {
    clearInterval(this.#check);
    this.#check = setInterval(
      () => client.query('select 1').catch((error) => this.#lose(client, error)),
      CHECK_EVERY_MS,
    );
    this.#check.unref();
  }

  #lose(client: pg.Client, error: Error): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => undefined);
    if (!this.#isClosed) this.#again(error);
  }

  #again(error: Error): void {
    if (this.#isClosed) return;
    this.report(error);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), this.#pauseMs);
    this.#retry.unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
