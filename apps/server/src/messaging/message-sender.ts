import { firstCharacters } from '@fieldwork/metadata';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Vault } from '../platform/config/vault.js';
import { Database } from '../platform/database/database.js';
import type { Transaction } from '../platform/database/queryable.js';
import { DeliveryService, PermanentFailure } from '../platform/deliveries/delivery.service.js';
import { MessageStore, type NewMessage } from './message.store.js';
import { MessengerService } from './messenger.service.js';
import { MessengerStore } from './messenger.store.js';
import type { Words } from './messengers/messenger.js';
import { messengerOf } from './messengers/registry.js';
import { portionsOf } from './portions.js';

const CHANNEL = 'message';
/** Where a one-time code is to stand. */
export const codeSlot = '{{code}}';
const CODE = 'message code';
const MOST_AT_ONCE = 500;

interface Payload {
  messenger: string;
  to: string;
  words: Words[];
}

/**
 * What is said by messengers: kept in the transaction that decided on it, then handed over to deliveries at the pace
 * that the other side takes, several together where more waits than may be sent.
 */
@Injectable()
export class MessageSender implements OnModuleInit {
  readonly #log = new Logger('Messages');
  #wake: () => void = () => undefined;
  #tell: () => void = () => undefined;

  constructor(
    private readonly store: MessageStore,
    private readonly messengers: MessengerStore,
    private readonly settings: MessengerService,
    private readonly deliveries: DeliveryService,
    private readonly config: Config,
    private readonly vault: Vault,
  ) {}

  onModuleInit(): void {
    this.deliveries.on<Payload>(CHANNEL, (payload, { id }) => this.#deliver(payload, id), {
      onGivenUp: async () => this.#tell(),
    });
  }

  /** Called when something waits; by the worker. */
  onWaiting(wake: () => void): void {
    this.#wake = wake;
  }

  /** Called when something was given up; by the worker. */
  onGivenUp(tell: () => void): void {
    this.#tell = tell;
  }

  /** Where people reach this installation, for links. */
  get baseUrl(): string | null {
    return this.config.baseUrl;
  }

  get database(): Database {
    return this.store.database;
  }

  /** In the caller's transaction; the same key is said once. */
  async send(tx: Transaction, message: NewMessage): Promise<void> {
    if (await this.store.add(tx, message)) tx.afterCommit(() => this.#wake());
  }

  /** Hands over what may go now; answers in how many milliseconds there is more, null when nothing waits. */
  async handOver(now = Date.now()): Promise<number | null> {
    let soonest: number | null = null;
    for (const { messengerId, address } of await this.store.waitingFor(MOST_AT_ONCE)) {
      const waitMs = await this.#portion(messengerId, address, now).catch((error: Error) => {
        this.#log.warn(`Messages to ${address} wait: ${error.message}`);
        return 5_000;
      });
      if (waitMs !== null) soonest = Math.min(soonest ?? waitMs, waitMs);
    }
    return soonest;
  }

  async #portion(messengerId: string, address: string, now: number): Promise<number | null> {
    return this.database.transaction(async (tx) => {
      const sentAt = await this.store.lockPace(tx, messengerId, address);
      if (sentAt === null) return 1_000;
      const row = await this.messengers.find(messengerId, tx);
      const messenger = row && messengerOf(row.type);
      // Switched off: it waits until it is switched on again.
      if (!row?.isEnabled || !messenger) return null;
      const waiting = await this.store.waiting(tx, messengerId, address, MOST_AT_ONCE);
      const { limit, canDigest, mostCharacters } = messenger;
      const { portions, waitMs } = portionsOf(waiting, { sentAt, now, limit, canDigest, mostCharacters });
      for (const portion of portions) {
        const [first] = portion;
        const words = portion.map((message) => message.words);
        const payload: Payload = { messenger: messengerId, to: address, words };
        const link =
          portion.length === 1 && first?.app && first.form && first.recordId
            ? { app: first.app, form: first.form, recordId: first.recordId }
            : undefined;
        const delivery = await this.deliveries.send(tx, {
          channel: CHANNEL,
          target: `${row.name} ${address}`.trim(),
          payload,
          ...(link ? { link } : {}),
        });
        if (delivery === null) throw new Error('A delivery without a key is always made');
        await this.store.handOver(
          tx,
          portion.map(({ id }) => id),
          delivery,
        );
      }
      const kept = sentAt.filter((at) => at > now - limit.seconds * 1000);
      await this.store.keepPace(tx, messengerId, address, [...kept, ...portions.map(() => now)]);
      return waitMs;
    });
  }

  sealCode(code: string): string {
    return this.vault.seal(code, CODE);
  }

  #withCode({ code: sealed, ...words }: Words): Words {
    if (sealed === undefined) return words;
    const code = this.vault.open(sealed, CODE);
    const filled = (text: string) => text.replaceAll(codeSlot, code);
    const parameters = Object.entries(words.parameters).map(([name, value]) => [name, filled(value)]);
    return {
      ...words,
      title: filled(words.title),
      text: filled(words.text),
      parameters: Object.fromEntries(parameters),
    };
  }

  async #deliver({ messenger: id, to, words }: Payload, key: string): Promise<void> {
    const row = await this.messengers.find(id);
    const messenger = row && messengerOf(row.type);
    if (!row?.isEnabled || !messenger) throw new PermanentFailure('The messenger is switched off');
    await messenger.send({
      account: this.settings.accountOf(row),
      to,
      words: words.map((one) => cut(this.#withCode(one), messenger.mostCharacters)),
      key,
      ...this.settings.around(id),
    });
  }
}

/** A single message that is too long is cut; its link leads to the rest. */
function cut(words: Words, most: number): Words {
  const rest = most - words.title.length - (words.url?.length ?? 0) - 2;
  return words.text.length <= rest
    ? words
    : { ...words, text: `${firstCharacters(words.text, Math.max(0, rest - 1))}…` };
}
