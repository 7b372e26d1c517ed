import { createHash } from 'node:crypto';
import type { Mutation, MutationResult, PushAnswer, PushBody } from '@fieldwork/api-contract';
import { bounded, clockOff, happenedAt } from '@fieldwork/sync';
import { Injectable, Logger } from '@nestjs/common';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { Config } from '../platform/config/config.js';
import { describeDatabaseFailure } from '../platform/database/database-errors.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { notFound, Problem, sentence } from '../platform/http/problem.js';
import { DeviceService } from './device.service.js';
import type { DeviceRow } from './device.store.js';
import { keptPosition } from './position-hours.js';
import { PushRoom } from './push-room.js';
import { type QueuePlace, QueueStore } from './queue.store.js';
import { applied, givenUp, type Outcome, recordOf, refused, type Wisher } from './wish-outcome.js';
import { WishPerformer } from './wish-performer.js';

/** So often the server may fail on an entry before it goes on without it. */
const mostFailures = 3;

interface Turn extends Wisher {
  tx: Transaction;
}

interface Pushing {
  place: QueuePlace;
  caller: Caller;
  device: DeviceRow;
  body: PushBody;
}

/**
 * Settles the entries of a device's queue in their order: each is applied or refused once, in the transaction that
 * writes down which, and answered the same however often it is sent.
 */
@Injectable()
export class PushService {
  readonly #log = new Logger('Sync');

  constructor(
    private readonly devices: DeviceService,
    private readonly registry: AppRegistry,
    private readonly store: QueueStore,
    private readonly wishes: WishPerformer,
    private readonly room: PushRoom,
    private readonly config: Config,
  ) {}

  async push(caller: Caller, app: string, body: PushBody): Promise<PushAnswer> {
    const now = new Date().toISOString();
    const clockOffMs = clockOff(body.sentAt, now);
    const contact = { waiting: body.waiting, clockOffMs };
    // Before anything is said of the app: a phone that was shut out is told so, also when its app is gone.
    const device = await this.devices.meet(caller, body.device, contact);
    if (!canSeeApp(caller, app)) throw notFound();
    const { documents } = await this.registry.app(app);
    const position = keptPosition(documents, body.position, now, this.config.timeZone);
    if (position) await this.devices.locate(caller, device, { ...contact, position });
    const place = { device: device.id, app };
    await this.store.open(place);
    const results = await this.room.with(() => this.#settleAll({ place, caller, device, body }));
    return {
      results,
      settledSeq: await this.store.settledSeq(place),
      serverTime: new Date().toISOString(),
      clockOffMs,
    };
  }

  async #settleAll(pushing: Pushing): Promise<MutationResult[]> {
    const results: MutationResult[] = [];
    for (const mutation of [...pushing.body.mutations].sort((a, b) => a.seq - b.seq)) {
      try {
        const result = await this.#settle(pushing, mutation);
        // What comes before it has not arrived; the device sees from `settledSeq` where to go on.
        if (result === null) break;
        results.push(result);
      } catch (error) {
        // What is settled is told; the device sends the rest again.
        if (results.length === 0 || isMisuse(error)) throw error;
        this.#log.warn({
          msg: 'a push stopped half-way',
          app: pushing.place.app,
          reason: (error as Error).message,
        });
        break;
      }
    }
    return results;
  }

  /** null: an entry before it is missing. */
  async #settle(pushing: Pushing, mutation: Mutation): Promise<MutationResult | null> {
    const { place } = pushing;
    const known = await this.#known(this.store.database, place, mutation);
    if (known) return known;
    try {
      return await this.#inTurn(pushing, mutation, (wisher) => this.#perform(pushing, mutation, wisher));
    } catch (error) {
      const result = refused(mutation.seq, error) ?? (await this.#fault(place, mutation, error));
      return this.#inTurn(pushing, mutation, async ({ tx, ...wisher }) => {
        const offer = await this.wishes.offer(tx, wisher, mutation.wish);
        return offer ? { ...result, offer } : result;
      });
    }
  }

  /** The answer it got before. @throws Problem 422 where the number stands for something else */
  async #known(on: Queryable, place: QueuePlace, mutation: Mutation): Promise<MutationResult | null> {
    const [row] = await this.store.find(on, place, [mutation.seq]);
    if (!row) return null;
    if (row.fingerprint.equals(fingerprintOf(mutation))) return row.answer;
    throw new Misuse(
      422,
      'invalid',
      sentence('同一个序号用于了不同的内容', 'This number of the queue stands for something else already'),
      { extra: { seq: mutation.seq } },
    );
  }

  /** Settles the entry when it is its turn, in one transaction with what `work` does. */
  async #inTurn(
    { place, caller, device, body }: Pushing,
    mutation: Mutation,
    work: (wisher: Turn) => Promise<MutationResult>,
  ): Promise<MutationResult | null> {
    const { seq, id, wish } = mutation;
    const sent = { at: body.sentAt, elapsedMs: body.elapsedMs, start: body.start };
    const now = new Date().toISOString();
    const at = bounded(happenedAt(mutation, sent, now), device.createdAt, now);
    return this.store.database.transaction(async (tx) => {
      const settled = await this.store.lock(tx, place);
      if (settled === null) throw busy();
      if (settled >= seq) return this.#known(tx, place, mutation);
      if (settled < seq - 1) return null;
      const report = { device: device.id, happenedAt: at };
      const again = await this.store.byId(tx, place, id);
      const result = again ? { ...again, seq } : await work({ caller, app: place.app, report, tx });
      const entry = { seq, id, wish, recordId: recordOf(wish), fingerprint: fingerprintOf(mutation) };
      await this.store.settle(tx, place, { ...entry, happenedAt: at, result });
      return result;
    });
  }

  async #perform(
    { place }: Pushing,
    { seq, wish, needs = [] }: Mutation,
    { tx, ...wisher }: Turn,
  ): Promise<MutationResult> {
    const needed = await this.store.find(tx, place, needs);
    const missing = needed.find(({ answer }) => answer.state === 'refused');
    if (missing)
      return {
        seq,
        state: 'refused',
        message: sentence(
          `它依赖的第 ${missing.seq} 项未被接受`,
          `It builds on entry ${missing.seq}, which was not accepted`,
        ),
      };
    const outcome: Outcome = await this.wishes.perform(tx, wisher, wish);
    return applied(seq, outcome);
  }

  /** A failure that may pass is passed on; a fault of ours that stays must not hold up the queue for ever. */
  async #fault(place: QueuePlace, { seq }: Mutation, error: unknown): Promise<MutationResult> {
    if (error instanceof Problem || describeDatabaseFailure(error)) throw error;
    const failures = await this.store.failed(place, seq);
    this.#log.error({
      msg: 'an entry could not be dealt with',
      ...place,
      seq,
      failures,
      stack: (error as Error).stack,
    });
    if (failures < mostFailures) throw error;
    return givenUp(seq);
  }
}

/** The device itself is wrong; nothing of what it sent may be half answered. */
class Misuse extends Problem {}

function isMisuse(error: unknown): boolean {
  return error instanceof Misuse;
}

function busy(): Problem {
  return new Problem(503, 'busy', sentence('这台设备正在同步', 'This device is being synchronised'), {
    retryAfterSeconds: 1,
  });
}

function fingerprintOf({ id, wish, needs }: Mutation): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([id, wish, needs ?? []]))
    .digest();
}
