import type { PulledTask, PushAnswer } from '@fieldwork/api-contract';
import { beginAnew } from './begin-anew.js';
import { currentElapsedMs, startClock } from './clock.js';
import {
  type Download,
  databaseName,
  draftKeyOf,
  dropDatabase,
  type FieldDatabase,
  type Freshness,
  type Ground,
  type KeptFile,
  type KeptRecord,
  type Meta,
  openDatabase,
} from './database.js';
import { type Engines, enginesOf } from './engines.js';
import { type Entry, isPending, recordOf, settled } from './entry.js';
import { type LocalTask, type Records, viewOf } from './preview.js';
import { type NewWish, writeWish } from './write-wish.js';

const filesAlone: ReadonlySet<string> = new Set(['files', 'downloads', 'filesLeftOut']);

/** All that the phone knows at one moment; a new object with every change. */
export interface Snapshot {
  ground: Ground | null;
  fresh: Freshness | null;
  records: Records;
  tasks: readonly LocalTask[];
  queue: readonly Entry[];
  files: ReadonlyMap<string, KeptFile>;
  downloads: ReadonlyMap<string, Download>;
  filesLeftOut: number;
  beganAnew: Meta['beganAnew'] | null;
}

export interface Pulled {
  ground: Ground;
  fresh: Freshness;
  changed: readonly KeptRecord[];
  gone: readonly [form: string, id: string][];
  tasks: readonly PulledTask[];
  /** Wishes that this pull contains already. */
  contains: readonly number[];
}

/**
 * The phone's own data: in IndexedDB, and mirrored in memory for what is shown. Every write is one transaction that is
 * complete before the page is told, so a tab that is killed in the middle of it loses all of it or nothing.
 */
export class FieldStore {
  #base: Map<string, Map<string, KeptRecord>> = new Map();
  #pulledTasks: readonly PulledTask[] = [];
  #engines: Engines | null = null;
  #snapshot: Snapshot = {
    ground: null,
    fresh: null,
    records: new Map(),
    tasks: [],
    queue: [],
    files: new Map(),
    downloads: new Map(),
    filesLeftOut: 0,
    beganAnew: null,
  };
  #device: string;
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel;

  private constructor(
    readonly name: string,
    readonly database: FieldDatabase,
    device: string,
  ) {
    this.#device = device;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = () => void this.reload();
  }

  static async open(user: string, app: string, newId: () => string): Promise<FieldStore> {
    const name = databaseName(user, app);
    const database = await openDatabase(name, () => location.reload());
    const kept = (await database.get('meta', 'device')) as { id: string } | undefined;
    const device = kept?.id ?? newId();
    if (!kept) await database.put('meta', { id: device, isRegistered: false }, 'device');
    await startClock(database);
    const store = new FieldStore(name, database, device);
    await store.reload();
    return store;
  }

  /** Under which id the server knows this phone. */
  get device(): string {
    return this.#device;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get engines(): Engines | null {
    return this.#engines;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads everything again: at the start, and when another tab has written. */
  async reload(): Promise<void> {
    const tx = this.database.transaction(['meta', 'records', 'tasks', 'queue', 'files', 'downloads']);
    const [device, beganAnew, ground, fresh, left, records, tasks, queue, files, downloads] =
      await Promise.all([
        tx.objectStore('meta').get('device') as Promise<Meta['device'] | undefined>,
        tx.objectStore('meta').get('beganAnew') as Promise<Meta['beganAnew'] | undefined>,
        tx.objectStore('meta').get('ground') as Promise<Ground | undefined>,
        tx.objectStore('meta').get('fresh') as Promise<Freshness | undefined>,
        tx.objectStore('meta').get('filesLeftOut') as Promise<number | undefined>,
        tx.objectStore('records').getAll(),
        tx.objectStore('tasks').getAll(),
        tx.objectStore('queue').getAll(),
        tx.objectStore('files').getAll(),
        tx.objectStore('downloads').getAll(),
      ]);
    this.#base = new Map();
    for (const record of records) this.#keep(record);
    this.#device = device?.id ?? this.#device;
    this.#pulledTasks = tasks;
    this.#engines = ground ? enginesOf(ground) : null;
    this.#show({
      beganAnew: beganAnew ?? null,
      ground: ground ?? null,
      fresh: fresh ?? null,
      queue,
      files: new Map(files.map((file) => [file.id, file])),
      downloads: new Map(downloads.map((file) => [file.id, file])),
      filesLeftOut: left ?? 0,
    });
  }

  /** What the device has, as a pull asks it: form → record → tag. */
  known(): Record<string, Record<string, string>> {
    return Object.fromEntries(
      [...this.#base].map(([form, records]) => [
        form,
        Object.fromEntries([...records].map(([id, { tag }]) => [id, tag])),
      ]),
    );
  }

  /** Puts a wish into the queue, with the files it names; it is safe when this is done, and once however often it is asked. */
  async wish(wish: NewWish): Promise<Entry> {
    const entry = await writeWish(this.database, wish);
    if (this.#snapshot.queue.some(({ seq }) => seq === entry.seq)) return entry;
    const files = new Map(this.#snapshot.files);
    for (const file of wish.newFiles ?? []) files.set(file.id, file);
    this.#show({ queue: [...this.#snapshot.queue, entry], files });
    this.#tell();
    return entry;
  }

  /** Keeps a file that was made here and that a later wish will name. */
  async keepFile(file: KeptFile): Promise<void> {
    await this.database.put('files', file);
    this.#show({ files: new Map(this.#snapshot.files).set(file.id, file) });
    this.#tell();
  }

  async markSending(entries: readonly Entry[]): Promise<void> {
    await this.#putEntries(entries.map((entry) => ({ ...entry, state: 'sending' })));
  }

  /** What could not be sent waits again. */
  async markWaiting(): Promise<void> {
    const sending = this.#snapshot.queue.filter(({ state }) => state === 'sending');
    await this.#putEntries(sending.map((entry) => ({ ...entry, state: 'waiting' })));
  }

  async settle({ results }: PushAnswer): Promise<void> {
    const bySeq = new Map(this.#snapshot.queue.map((entry) => [entry.seq, entry]));
    const answered = results.flatMap((result) => {
      const entry = bySeq.get(result.seq);
      return entry && isPending(entry) ? [settled(entry, result)] : [];
    });
    await this.#putEntries(answered);
  }

  /**
   * The server counts otherwise than this phone: everything it has not got is sent again, by a phone with a new id.
   * `settledSeq`: how far the server has it; what it said was applied beyond that, it has lost.
   */
  async beginAnew(device: string, settledSeq: number): Promise<void> {
    const { queue, files, beganAnew } = await beginAnew(this.database, {
      device,
      replaces: this.#device,
      settledSeq,
    });
    this.#device = device;
    this.#show({ beganAnew, queue, files: new Map(files.map((file) => [file.id, file])) });
    this.#tell();
  }

  /** The person has read that the phone began anew. */
  async noteAnew(): Promise<void> {
    const { beganAnew } = this.#snapshot;
    if (!beganAnew) return;
    await this.database.put('meta', { ...beganAnew, isSeen: true }, 'beganAnew');
    this.#show({ beganAnew: { ...beganAnew, isSeen: true } });
    this.#tell();
  }

  /** What was refused is to be done again, from what was filled in; never over what was begun since. */
  async bringBack({ wish, step, shown }: Entry): Promise<void> {
    if (step === undefined || !shown) return;
    const key = draftKeyOf(recordOf(wish), step);
    const tx = this.database.transaction('drafts', 'readwrite');
    if (!(await tx.store.get(key))) void tx.store.put({ key, values: shown });
    await tx.done;
  }

  /** The person has seen what was refused or decided otherwise. */
  async dismiss(seq: number): Promise<void> {
    await this.database.delete('queue', seq);
    this.#show({ queue: this.#snapshot.queue.filter((entry) => entry.seq !== seq) });
    this.#tell();
  }

  async updateFile(file: KeptFile): Promise<void> {
    await this.database.put('files', file);
    this.#show({ files: new Map(this.#snapshot.files).set(file.id, file) });
    this.#tell();
  }

  /** The person wants a file sent that the server did not take. */
  async retryFile(id: string): Promise<void> {
    const file = this.#snapshot.files.get(id);
    if (!file?.failure) return;
    const { failure: _, ...rest } = file;
    await this.updateFile(rest);
  }

  /** The person lets go of a file that the server does not take. */
  async dropFile(id: string): Promise<void> {
    await this.database.delete('files', id);
    this.#show({ files: new Map([...this.#snapshot.files].filter(([other]) => other !== id)) });
    this.#tell();
  }

  /** Takes in what the server says, and lets go of what it contains, in one transaction. */
  async take(pulled: Pulled): Promise<void> {
    const { ground, fresh, changed, gone, tasks } = pulled;
    const contained = new Set(pulled.contains);
    const queue = this.#snapshot.queue.flatMap((entry): Entry[] => {
      if (!contained.has(entry.seq) || entry.state !== 'sent') return [entry];
      return entry.conflicts ? [{ ...entry, state: 'noted' }] : [];
    });
    const tx = this.database.transaction(['meta', 'records', 'tasks', 'queue'], 'readwrite');
    const records = tx.objectStore('records');
    void tx.objectStore('meta').put(ground, 'ground');
    void tx.objectStore('meta').put(fresh, 'fresh');
    for (const record of changed) void records.put(record);
    for (const key of gone) void records.delete([...key]);
    void tx.objectStore('tasks').clear();
    for (const task of tasks) void tx.objectStore('tasks').put(task);
    for (const entry of queue) if (entry.state === 'noted') void tx.objectStore('queue').put(entry);
    for (const entry of this.#snapshot.queue)
      if (contained.has(entry.seq) && entry.state === 'sent' && !entry.conflicts)
        void tx.objectStore('queue').delete(entry.seq);
    await tx.done;
    for (const record of changed) this.#keep(record);
    for (const [form, id] of gone) this.#base.get(form)?.delete(id);
    this.#pulledTasks = tasks;
    if (this.#snapshot.ground?.revision !== ground.revision || !this.#engines)
      this.#engines = enginesOf(ground);
    const isSame = this.#snapshot.ground?.revision === ground.revision;
    this.#show({ ground: isSame ? this.#snapshot.ground : ground, fresh, queue });
    await this.#letGoOfFiles();
    this.#tell();
  }

  /** Keeps a file of the office. */
  async keepDownload(file: Download): Promise<void> {
    await this.database.put('downloads', file);
    this.#show({ downloads: new Map(this.#snapshot.downloads).set(file.id, file) });
    this.#tell();
  }

  /** Lets go of files of the office that nothing names any more; `leftOut`: of those that are named, how many had no room. */
  async tidyDownloads(free: readonly string[], leftOut: number): Promise<void> {
    if (free.length === 0 && leftOut === this.#snapshot.filesLeftOut) return;
    const tx = this.database.transaction(['downloads', 'meta'], 'readwrite');
    for (const id of free) void tx.objectStore('downloads').delete(id);
    void tx.objectStore('meta').put(leftOut, 'filesLeftOut');
    await tx.done;
    const gone = new Set(free);
    const downloads = [...this.#snapshot.downloads].filter(([id]) => !gone.has(id));
    this.#show({ downloads: new Map(downloads), filesLeftOut: leftOut });
    this.#tell();
  }

  /** Lets go of all records and tasks, and keeps what was done here. */
  async forget(): Promise<void> {
    if (this.#base.size === 0 && this.#pulledTasks.length === 0) return;
    const tx = this.database.transaction(['records', 'tasks', 'downloads'], 'readwrite');
    void tx.objectStore('records').clear();
    void tx.objectStore('tasks').clear();
    void tx.objectStore('downloads').clear();
    await tx.done;
    this.#base = new Map();
    this.#pulledTasks = [];
    this.#show({ queue: this.#snapshot.queue, downloads: new Map() });
    this.#tell();
  }

  /** Removes everything from this device. */
  async wipe(): Promise<void> {
    this.#channel.close();
    this.database.close();
    await dropDatabase(this.name);
  }

  /** Files that the server has and that no record on the phone shows any more. */
  async #letGoOfFiles(): Promise<void> {
    const done = [...this.#snapshot.files.values()].filter(({ isDone }) => isDone);
    if (done.length === 0) return;
    const shown = JSON.stringify([
      [...this.#base.values()].flatMap((records) => [...records.values()].map(({ record }) => record)),
      this.#snapshot.queue,
    ]);
    const free = done.filter(({ id }) => !shown.includes(id));
    if (free.length === 0) return;
    const tx = this.database.transaction('files', 'readwrite');
    for (const { id } of free) void tx.store.delete(id);
    await tx.done;
    const gone = new Set(free.map(({ id }) => id));
    const files = [...this.#snapshot.files].filter(([id]) => !gone.has(id));
    this.#show({ files: new Map(files) });
  }

  async #putEntries(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const tx = this.database.transaction('queue', 'readwrite');
    for (const entry of entries) void tx.store.put(entry);
    await tx.done;
    const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
    this.#show({ queue: this.#snapshot.queue.map((entry) => bySeq.get(entry.seq) ?? entry) });
    this.#tell();
  }

  #keep(record: KeptRecord): void {
    const own = this.#base.get(record.form) ?? new Map<string, KeptRecord>();
    own.set(record.id, record);
    this.#base.set(record.form, own);
  }

  #show(changed: Partial<Omit<Snapshot, 'records' | 'tasks'>>): void {
    const next = { ...this.#snapshot, ...changed };
    // Files alone change nothing of what records and tasks look like.
    if (Object.keys(changed).every((key) => filesAlone.has(key))) {
      this.#publish(next);
      return;
    }
    const base: Records = new Map(
      [...this.#base].map(([form, records]) => [
        form,
        new Map([...records].map(([id, { record }]) => [id, record])),
      ]),
    );
    const view = this.#engines
      ? viewOf(base, this.#pulledTasks, next.queue, this.#engines, this.#snapshot)
      : { records: base, tasks: [] };
    this.#publish({ ...next, ...view });
  }

  #publish(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }

  #tell(): void {
    this.#channel.postMessage(currentElapsedMs());
  }
}
