import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Listener } from '../platform/database/listener.js';
import type { Caller } from './caller.js';
import { type Known, SessionStore } from './session.store.js';
import { createToken, hashToken } from './token.js';

const FRESH_MS = 1_000;
const CHANNEL = 'fieldwork_access';
const EVERYBODY = '*';

interface Kept {
  readonly known: Promise<Known | null>;
  readonly until: number;
}

/**
 * Finds the caller behind a token. Answers are kept for at most a second, so a burst of requests costs one query,
 * and are dropped at once, in every process, when somebody's rights change.
 */
@Injectable()
export class SessionService implements OnModuleInit, OnModuleDestroy {
  readonly #kept = new Map<string, Kept>();
  readonly #watchers = new Set<(userId: string | null) => void>();
  readonly #log = new Logger('Sessions');
  #sweep: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;

  constructor(
    private readonly store: SessionStore,
    private readonly listener: Listener,
  ) {}

  onModuleInit(): void {
    const all = () => this.#forget(EVERYBODY);
    this.#stopListening = this.listener.listen(CHANNEL, (userId) => this.#forget(userId), all);
    this.#sweep = setInterval(() => this.#dropStale(), 60_000);
    this.#sweep.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#sweep);
    this.#stopListening?.();
  }

  /** The caller of a session cookie's token, null when it is unknown, over, or its user disabled. */
  findBySession(token: string): Promise<Caller | null> {
    return this.#find(`s${hashToken(token).toString('base64')}`, () =>
      this.store.findBySession(hashToken(token)),
    );
  }

  /** The caller of an API key. */
  findByKey(key: string): Promise<Caller | null> {
    return this.#find(`k${hashToken(key).toString('base64')}`, () => this.store.findByKey(hashToken(key)));
  }

  /** The user as a caller, with today's rights, for work that goes on without him; null once he is disabled. */
  async actingFor(userId: string): Promise<Caller | null> {
    return (await this.store.findByUser(userId))?.caller ?? null;
  }

  /** Begins a session; answers the token for the cookie. */
  async begin(userId: string, address: string, agent: string): Promise<string> {
    const token = createToken();
    await this.store.create(userId, hashToken(token), address, agent);
    return token;
  }

  async end(token: string, userId: string): Promise<void> {
    await this.store.remove(hashToken(token));
    await this.accessChanged(userId);
  }

  /** Ends a session that is not the caller's own, by its id. One that is over already is left alone. */
  async endOther(id: string): Promise<void> {
    const userId = await this.store.removeById(id);
    if (userId !== null) await this.accessChanged(userId);
  }

  /** To be called after every commit that changes what a user (null: anybody) may do. */
  async accessChanged(userId: string | null): Promise<void> {
    this.#forget(userId ?? EVERYBODY);
    await this.store.announce(CHANNEL, userId ?? EVERYBODY);
  }

  /** Tells when a user's (null: anybody's) rights have changed, so that open streams can look again. */
  onAccessChanged(watch: (userId: string | null) => void): () => void {
    this.#watchers.add(watch);
    return () => this.#watchers.delete(watch);
  }

  async #find(key: string, load: () => Promise<Known | null>): Promise<Caller | null> {
    const now = performance.now();
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return (await kept.known)?.caller ?? null;
    const made: Kept = { known: load(), until: now + FRESH_MS };
    this.#kept.set(key, made);
    try {
      const known = await made.known;
      if (known === null) this.#kept.delete(key);
      else if (known.isSeenLongAgo) this.#touch(known.caller);
      return known?.caller ?? null;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
  }

  #touch(caller: Caller): void {
    this.store
      .touch(caller)
      .catch((error: Error) => this.#log.warn(`Could not note the use: ${error.message}`));
  }

  /** A lookup under way might still answer the old rights, so everything kept goes, not only that user's. */
  #forget(userId: string): void {
    this.#kept.clear();
    for (const watch of this.#watchers) watch(userId === EVERYBODY ? null : userId);
  }

  #dropStale(): void {
    const now = performance.now();
    for (const [key, { until }] of this.#kept) if (until < now) this.#kept.delete(key);
    this.store.removeExpired().catch((error: Error) => this.#log.warn(`Could not sweep: ${error.message}`));
  }
}
