import type { DevicePosition } from '@fieldwork/api-contract';
import { newId } from '../../api/new-id.js';
import { hasStatus, messageOf } from '../../api/problem.js';
import { deviceName } from '../../ui/device-name.js';
import { say } from '../../words/words.js';
import { fieldWords } from '../shell/field-words.js';
import type { Meta } from '../store/database.js';
import type { FieldStore } from '../store/field-store.js';
import { fetchFiles } from './downloads.js';
import { type OutOfStep, outOfStep } from './out-of-step.js';
import { pull } from './pull.js';
import { push, waitingCount } from './push.js';
import { syncApi } from './sync-api.js';
import { announceFiles, sendFiles, unsentFiles } from './uploads.js';

export type Trouble = 'offline' | 'signed_out' | 'revoked' | 'shut_out' | 'failed';

export interface SyncState {
  isRunning: boolean;
  trouble: Trouble | null;
  /** In words, of a failure that is none of the known ones. */
  message: string | null;
  /** How far this phone's clock is off. */
  clockOffMs: number;
}

const shortestMs = 5_000;
const longestMs = 5 * 60_000;
const usualMs = 2 * 60_000;
const gatherMs = 400;
/** Whoever is out of step again so soon is so for another reason: an administrator has to look. */
const shortestAnewMs = 10 * 60_000;

/**
 * Keeps phone and server in step: state and words first, then what the server has to say, pictures last. Runs on every
 * occasion there is, one run at a time over all tabs, and tries again with growing pauses.
 */
export class Sync {
  #state: SyncState = { isRunning: false, trouble: null, message: null, clockOffMs: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = shortestMs;
  #isStopped = false;
  #isWanted = false;
  #isFetching = false;
  readonly #sizes = new Map<string, number>();
  #position: DevicePosition | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly store: FieldStore,
    private readonly app: string,
    private readonly page: string,
    private readonly onRevoked: () => Promise<void>,
  ) {}

  get state(): SyncState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    addEventListener('online', this.#onOccasion);
    addEventListener('offline', this.#onOffline);
    document.addEventListener('visibilitychange', this.#onOccasion);
    navigator.serviceWorker?.addEventListener('message', this.#onMessage);
    if (!navigator.onLine) this.#set({ trouble: 'offline' });
    this.soon();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#onOccasion);
    removeEventListener('offline', this.#onOffline);
    document.removeEventListener('visibilitychange', this.#onOccasion);
    navigator.serviceWorker?.removeEventListener('message', this.#onMessage);
  }

  /** Something was written: it is sent in a moment, with what follows it at once. */
  soon(position?: DevicePosition): void {
    if (position) this.#position = position;
    void wakeWorker();
    this.#plan(gatherMs);
  }

  /** Now, because somebody asked for it. */
  async now(): Promise<void> {
    this.#pauseMs = shortestMs;
    await this.#run();
  }

  #onOccasion = (): void => {
    if (document.visibilityState === 'visible') this.#plan(gatherMs);
  };

  #onOffline = (): void => this.#set({ trouble: 'offline' });

  #onMessage = ({ data }: MessageEvent): void => {
    if (data === 'sync') this.#plan(0);
  };

  #plan(ms: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), ms);
  }

  async #run(): Promise<void> {
    if (this.#isStopped) return;
    if (this.#state.isRunning) {
      this.#isWanted = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#set({ isRunning: true });
    try {
      await alone(`${this.store.name}.sync`, () => this.#exchange());
      this.#pauseMs = shortestMs;
      this.#set({ isRunning: false, trouble: null, message: null });
      this.#plan(this.#isWanted ? gatherMs : usualMs);
      void this.#fetchFiles();
    } catch (error) {
      await this.#fail(error);
    }
    this.#isWanted = false;
  }

  /** Pictures and files of the office come behind everything else, and wait whenever there is something to send. */
  async #fetchFiles(): Promise<void> {
    const page = this.store.snapshot.ground?.page;
    if (!page || this.#isFetching) return;
    this.#isFetching = true;
    try {
      await alone(`${this.store.name}.files`, () =>
        fetchFiles(this.store, page, () => !this.#isStopped && !this.#state.isRunning, this.#sizes),
      );
    } catch {
      // Cut off in the middle: the next run goes on with what is missing.
    } finally {
      this.#isFetching = false;
    }
  }

  async #exchange(): Promise<void> {
    try {
      await this.#exchangeOnce();
    } catch (error) {
      const found = outOfStep(error);
      if (!found) throw error;
      await this.#beginAnew(found);
      await this.#exchangeOnce();
    }
  }

  async #exchangeOnce(): Promise<void> {
    const { store, app, page } = this;
    const device = (await store.database.get('meta', 'device')) as Meta['device'] | undefined;
    if (!device?.isRegistered) {
      const { replaces } = device ?? {};
      await syncApi.register({ id: store.device, name: deviceName(), ...(replaces ? { replaces } : {}) });
      await store.database.put('meta', { id: store.device, isRegistered: true }, 'device');
    }
    await announceFiles(store);
    const position = this.#position;
    const pushed = await push(store, app, position);
    if (this.#position === position) this.#position = null;
    if (pushed) this.#set({ clockOffMs: pushed.clockOffMs });
    await pull(store, app, page, waitingCount(store));
    if (unsentFiles(store).length > 0) {
      await sendFiles(store);
      // The office is told that nothing waits any more.
      await pull(store, app, page, waitingCount(store));
    }
  }

  /** Under a new id and with new numbers; never for somebody else who is signed in, and not again and again. */
  async #beginAnew({ settledSeq, message }: OutOfStep): Promise<void> {
    const { store } = this;
    const mine = store.snapshot.ground?.session.user;
    const { user } = await syncApi.session();
    if (mine && user.id !== mine.id) throw new Error(say(fieldWords, 'other_user', { name: mine.name }));
    const last = (await store.database.get('meta', 'beganAnew')) as Meta['beganAnew'] | undefined;
    if (last && Date.now() - Date.parse(last.at) < shortestAnewMs) throw new Error(message);
    await store.beginAnew(newId(), settledSeq);
  }

  async #fail(error: unknown): Promise<void> {
    await this.store.markWaiting().catch(() => undefined);
    const trouble = await this.#troubleOf(error);
    // What is not his to see any more does not stay on the phone; what he did himself does.
    if (trouble === 'shut_out') await this.store.forget().catch(() => undefined);
    const message = trouble === 'failed' ? messageOf(error) : null;
    this.#set({ isRunning: false, trouble, message });
    if (trouble === 'revoked') {
      this.stop();
      await this.onRevoked();
      return;
    }
    this.#plan(this.#pauseMs);
    this.#pauseMs = Math.min(longestMs, this.#pauseMs * 2);
  }

  /** A phone that was shut out was signed out with it; that alone makes no phone lose what waits on it. */
  async #troubleOf(error: unknown): Promise<Trouble> {
    const trouble = troubleOf(error);
    if (trouble !== 'signed_out') return trouble;
    const { isShutOut } = await syncApi.standing(this.store.device).catch(() => ({ isShutOut: false }));
    return isShutOut ? 'revoked' : trouble;
  }

  #set(changed: Partial<SyncState>): void {
    this.#state = { ...this.#state, ...changed };
    for (const listener of this.#listeners) listener();
  }
}

function troubleOf(error: unknown): Trouble {
  if (hasStatus(error, 0)) return 'offline';
  if (hasStatus(error, 401)) return 'signed_out';
  if (hasStatus(error, 404) && error.body?.type.endsWith('not-found')) return 'shut_out';
  const isRevoked = hasStatus(error, 403) && error.body?.type.endsWith('device-revoked');
  return isRevoked ? 'revoked' : 'failed';
}

/** One tab at a time, where the browser knows locks. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request(name, work);
}

/** Asks the browser to wake the worker when there is signal again, where it can (Chromium). */
async function wakeWorker(): Promise<void> {
  if (!navigator.serviceWorker?.controller) return;
  const registration = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & {
    sync?: { register(tag: string): Promise<void> };
  };
  await registration.sync?.register('queue').catch(() => undefined);
}
