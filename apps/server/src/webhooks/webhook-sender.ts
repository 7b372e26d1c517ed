import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { DeliveryService, PermanentFailure, RetryLater } from '../platform/deliveries/delivery.service.js';
import { OutgoingHttp } from '../platform/network/outgoing-http.js';
import { SigningSecrets } from '../platform/network/signing-secrets.js';
import { signedHeaders } from '../platform/network/standard-webhooks.js';
import { type RecordChanged, RecordEvents } from '../records/record-events.js';
import { purposeOf, WebhookStore } from './webhook.store.js';
import { WebhookNotices } from './webhook-notices.js';

const CHANNEL = 'webhook';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** As Standard Webhooks proposes it; deliveries add the jitter. */
const pausesMs = [
  5_000,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
const TIMEOUT_MS = 20_000;
const CACHE_MS = 5_000;
const MOST_REPLAYED = 5_000;

export interface WebhookPayload {
  webhook: string;
  /** The same at every attempt and replay. */
  messageId: string;
  body: string;
}

/** Tells other systems of changes: thin, signed, each with an id that stays the same however often it is sent. */
@Injectable()
export class WebhookSender implements OnModuleInit {
  #wanted: { until: number; list: Awaited<ReturnType<WebhookStore['wanted']>> } | null = null;
  /** Counts how often it was forgotten, so that nothing read before is kept after. */
  #forgotten = 0;

  constructor(
    private readonly store: WebhookStore,
    private readonly secrets: SigningSecrets,
    private readonly events: RecordEvents,
    private readonly deliveries: DeliveryService,
    private readonly http: OutgoingHttp,
    private readonly notices: WebhookNotices,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'webhook.record_changed',
      (event, on) => this.#isWanted(event, on),
      (tx, event, { id }) => this.#tell(tx, event, id),
    );
    this.deliveries.on<WebhookPayload>(CHANNEL, (payload) => this.#deliver(payload), {
      pausesMs,
      onGivenUp: ({ webhook }, error) => this.#givenUp(webhook, error),
    });
  }

  /** What is set up here counts at once in this process, and within seconds in the others. */
  forget(): void {
    this.#wanted = null;
    this.#forgotten += 1;
  }

  async #isWanted({ app, form, kind }: RecordChanged, on: Queryable): Promise<boolean> {
    return (await this.#list(on)).some(
      (one) =>
        one.app === app &&
        (one.forms.length === 0 || one.forms.includes(form)) &&
        (one.kinds.length === 0 || one.kinds.includes(kind)),
    );
  }

  /** Each asks on the connection it has: what one of them cannot read is nobody else's failure. */
  async #list(on: Queryable): ReturnType<WebhookStore['wanted']> {
    if (this.#wanted && this.#wanted.until >= Date.now()) return this.#wanted.list;
    const forgotten = this.#forgotten;
    const list = await this.store.wanted(on);
    if (forgotten === this.#forgotten) this.#wanted = { until: Date.now() + CACHE_MS, list };
    return list;
  }

  async #tell(tx: Transaction, event: RecordChanged, row: string): Promise<void> {
    const { app, form, id, version, kind, by, changes } = event;
    const body = JSON.stringify({
      type: `${form}.${kind}`,
      timestamp: new Date().toISOString(),
      data: { app, form, id, version, changed: Object.keys(changes ?? {}), by },
    });
    for (const webhook of await this.store.wanting(app, form, kind, tx)) {
      const messageId = `msg_${row.replaceAll('-', '')}`;
      const payload: WebhookPayload = { webhook: webhook.id, messageId, body };
      const link = { app, form, recordId: id };
      const key = `${webhook.id} ${messageId}`;
      await this.deliveries.send(tx, { channel: CHANNEL, target: webhook.name, payload, key, link });
    }
  }

  /** Sends once more what was sent in a stretch of time, under the same ids. Answers how many. */
  async replay(id: string, from: string, to: string): Promise<number> {
    const fits = { webhook: id };
    const list = await this.deliveries.payloadsOf<WebhookPayload>(CHANNEL, fits, from, to, MOST_REPLAYED);
    const once = new Map(list.map((payload) => [payload.messageId, payload]));
    const webhook = await this.store.find(id);
    if (!webhook) return 0;
    await this.store.database.transaction(async (tx) => {
      for (const payload of once.values())
        await this.deliveries.send(tx, { channel: CHANNEL, target: webhook.name, payload });
    });
    return once.size;
  }

  /** Sends a line that says nothing happened; answers the failure, null when it was taken. */
  async test(id: string): Promise<string | null> {
    const data = { app: null, form: null, id: null };
    const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data });
    try {
      await this.#deliver({ webhook: id, messageId: `msg_test${Date.now()}`, body });
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  async #deliver({ webhook: id, messageId, body }: WebhookPayload): Promise<void> {
    const webhook = await this.store.find(id);
    if (!webhook) throw new PermanentFailure('The webhook is gone');
    if (!webhook.isEnabled) throw new PermanentFailure('The webhook is switched off');
    const seconds = Math.floor(Date.now() / 1000);
    const answer = await this.http.send(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signedHeaders(
          { id: messageId, seconds, body },
          this.secrets.of(purposeOf(webhook.id), webhook.secrets),
        ),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      mostBytes: 64 * 1024,
    });
    if (answer.status >= 200 && answer.status < 300) return;
    if (answer.status === 410) {
      await this.#disable(id, '410 Gone');
      throw new PermanentFailure('410: the other side wants no more');
    }
    const after = Number(answer.headers['retry-after']);
    if (Number.isFinite(after) && after > 0)
      throw new RetryLater(`HTTP ${answer.status}`, Math.min(after, 86_400) * 1000);
    throw new Error(
      answer.status >= 300 && answer.status < 400
        ? `HTTP ${answer.status}: redirects are not followed`
        : `HTTP ${answer.status}`,
    );
  }

  async #givenUp(id: string, error: Error): Promise<void> {
    if (!(error instanceof PermanentFailure)) await this.#disable(id, error.message);
  }

  async #disable(id: string, because: string): Promise<void> {
    if (!(await this.store.disable(id, because.slice(0, 300)))) return;
    this.forget();
    const webhook = await this.store.find(id);
    if (webhook) await this.notices.tellDisabled(webhook.app, webhook.name, because);
  }
}
