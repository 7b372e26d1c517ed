import type { Readable } from 'node:stream';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { invalid, notFound, sentence, tooLarge } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import type { ByteRange } from './byte-range.js';
import { type FileInfo, FileStore, type StoredFile } from './file.store.js';
import { type FileAccess, type FileOwner, holderOf } from './file-access.js';
import { FileDisk } from './file-disk.js';
import { cleanFileName } from './file-name.js';
import { isPicture, noPicture, sniffType } from './file-type.js';

const SWEEP_MS = 3_600_000;

/** A file on its way in. `isTruncated` says, once the stream has ended, that it was longer than allowed. */
export interface IncomingFile {
  readonly name: string;
  readonly stream: Readable;
  isTruncated(): boolean;
}

export interface Taken {
  /** Less than what is allowed to all. */
  readonly mostBytes?: number | undefined;
  /** It is to be a photo. */
  readonly onlyPictures?: boolean | undefined;
}

/** A file that may be read: all of it, or a stretch. */
export interface OpenFile {
  readonly file: StoredFile;
  read(range?: ByteRange): Readable;
}

@Injectable()
export class FileService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('Files');
  readonly #guards = new Map<string, FileAccess>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: FileStore,
    private readonly disk: FileDisk,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** `holder`: see holderOf. To be called in `onModuleInit`. */
  guard(holder: string, access: FileAccess): void {
    this.#guards.set(holder, access);
  }

  onApplicationBootstrap(): void {
    if (!this.config.runsWorkers) return;
    this.#timer = setInterval(() => void this.sweep(), SWEEP_MS);
    this.#timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** Stores an upload; it belongs to nobody's record yet. @throws Problem 413, 422 for what is no picture */
  async receive(
    file: IncomingFile,
    userId: string | null,
    { mostBytes, onlyPictures }: Taken = {},
  ): Promise<FileInfo> {
    const id = uuidv7();
    try {
      const { size, sha256, head } = await this.disk.receive(id, file.stream, mostBytes);
      if (mostBytes !== undefined && size > mostBytes) throw tooLarge(mostBytes);
      if (file.isTruncated()) throw tooLarge(this.config.maxFileBytes);
      const name = cleanFileName(file.name);
      const info: FileInfo = { id, name, type: await sniffType(head, name), size };
      if (onlyPictures && !isPicture(info.type)) throw noPicture();
      await this.disk.keep(id);
      await this.store.add({ ...info, sha256, createdBy: userId });
      return info;
    } catch (error) {
      await this.disk.discard(id);
      throw error;
    }
  }

  /** The file, if this caller may read it; else the same 404 as for one that does not exist. */
  async open(caller: Caller, id: string): Promise<OpenFile> {
    const file = await this.store.find(id);
    if (!file || !(await this.#mayRead(caller, file))) throw notFound();
    if (file.pending) throw notFound(onItsWay);
    if (!(await this.disk.exists(id))) throw notFound();
    return { file, read: (range) => this.disk.read(id, range) };
  }

  /** For features that know already that whoever asks may read what belongs there. @throws Problem 404 */
  async openOf(owner: FileOwner, id: string): Promise<OpenFile> {
    const file = await this.store.find(id);
    const own = file?.owner;
    const isThere =
      own?.app === owner.app &&
      own.form === owner.form &&
      own.recordId === owner.recordId &&
      own.field === owner.field;
    if (!file || !isThere || file.pending || !(await this.disk.exists(id))) throw notFound();
    return { file, read: (range) => this.disk.read(id, range) };
  }

  /** Where the file lies on the disk, for parsers that want a path. The same rights as `open`. */
  async locate(caller: Caller, id: string): Promise<{ file: StoredFile; path: string }> {
    const file = await this.store.find(id);
    if (!file || !(await this.#mayRead(caller, file))) throw notFound();
    if (file.pending) throw notFound(onItsWay);
    if (!(await this.disk.exists(id))) throw notFound();
    return { file, path: this.disk.locate(id) };
  }

  /**
   * Makes `ids` the files of a record's field, in the record's transaction: new ones are taken over from the uploader,
   * those no longer named are let go. Answers them in the given order. `free`: files that may be another record's; those
   * are left where they are. @throws Problem 422 for a foreign file
   */
  async claim(
    tx: Queryable,
    ids: readonly string[],
    owner: FileOwner,
    userId: string | null,
    free: readonly string[] = [],
  ): Promise<FileInfo[]> {
    const named = [...ids, ...free];
    const claimed = new Map(
      (await this.store.claim(tx, named, owner, userId)).map((file) => [file.id, file]),
    );
    const missing = ids.findIndex((id) => !claimed.has(id));
    if (missing >= 0) {
      const message = sentence(
        '文件不存在或属于其他记录',
        'The file does not exist or belongs to another record',
      );
      throw invalid([{ path: [owner.field, missing], code: 'unknown_file', message }]);
    }
    await this.store.release(tx, owner, named);
    return ids.map((id) => claimed.get(id) as FileInfo);
  }

  /** Name, type and size by id. Does not ask for rights: for values of records that the caller may read. */
  async describe(
    ids: readonly string[],
    database: Queryable = this.database,
  ): Promise<Map<string, FileInfo>> {
    return new Map((await this.store.describe(database, ids)).map((file) => [file.id, file]));
  }

  /** Where files lie on the disk, with their names, for what is sent on behalf of those who may read them. */
  async paths(ids: readonly string[]): Promise<{ name: string; path: string }[]> {
    const infos = await this.describe(ids);
    return ids.flatMap((id) => {
      const info = infos.get(id);
      return info && !info.pending ? [{ name: info.name, path: this.disk.locate(id) }] : [];
    });
  }

  /** Removes files that no record has claimed for a day. */
  async sweep(): Promise<number> {
    let count = 0;
    try {
      for (
        let ids = await this.store.removeUnclaimed(100);
        ids.length > 0;
        ids = await this.store.removeUnclaimed(100)
      ) {
        for (const id of ids) await this.disk.forget(id);
        count += ids.length;
      }
      await this.disk.removeOldIncoming();
    } catch (error) {
      this.#log.warn(`The sweep failed: ${(error as Error).message}`);
    }
    return count;
  }

  async #mayRead(caller: Caller, file: StoredFile): Promise<boolean> {
    if (file.owner === null) return file.createdBy === caller.userId;
    const access = this.#guards.get(holderOf(file.owner));
    return access ? access.mayRead(caller, file.owner) : false;
  }
}

const onItsWay = sentence(
  '文件仍在上传中，设备联网后会自动送达',
  'This file is still on its way; the device sends it as soon as it has signal',
);
