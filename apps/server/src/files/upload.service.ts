import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { Config } from '../platform/config/config.js';
import { conflict, invalid, notFound, Problem, sentence, tooLarge } from '../platform/http/problem.js';
import { FileDisk } from './file-disk.js';
import { cleanFileName } from './file-name.js';
import { isPicture, noPicture, sniffType, UNKNOWN_TYPE } from './file-type.js';
import { type UploadRow, UploadStore } from './upload.store.js';

/** A file to come: named, measured and hashed by whoever has it. */
export interface Announcement {
  id: string;
  name: string;
  size: number;
  type: string;
  sha256: string;
}

export interface UploadState {
  id: string;
  offset: number;
  size: number;
  isDone: boolean;
}

const mostPending = 1000;

/**
 * Files in pieces, for lines that are slow and break. Announced first, so that records can name them at once; a piece
 * goes to its place however often it is sent; the last one is checked against the hash, and sniffed like every file.
 */
@Injectable()
export class UploadService {
  constructor(
    private readonly store: UploadStore,
    private readonly disk: FileDisk,
    private readonly config: Config,
  ) {}

  /** Once more, it answers how far it is. What this person has sent before under another id need not be sent again. */
  async announce(caller: Caller, { id, name, size, type, sha256 }: Announcement): Promise<UploadState> {
    if (size > this.config.maxFileBytes) throw tooLarge(this.config.maxFileBytes);
    const hash = Buffer.from(sha256, 'hex');
    const known = await this.store.find(id);
    if (!known && (await this.store.pendingOf(caller.userId)) >= mostPending)
      throw conflict(
        sentence('未传完的文件过多，请先传完', 'Too many files are on their way; let these arrive first'),
      );
    const announced = { id, name: cleanFileName(name), type: plausible(type), size, sha256: hash };
    if (!known) await this.store.announce({ ...announced, createdBy: caller.userId });
    const row = await this.#own(caller, id);
    if (!row.sha256.equals(hash) || row.size !== size)
      throw conflict(sentence('这个标识属于另一个文件', 'This id stands for another file'));
    if (row.isPending) await this.#takeTwin(caller, row);
    return this.state(caller, id);
  }

  async state(caller: Caller, id: string): Promise<UploadState> {
    const { size, isPending } = await this.#own(caller, id);
    return { id, size, offset: isPending ? await this.disk.lengthOf(id) : size, isDone: !isPending };
  }

  /** @throws Problem 409 with `offset` where pieces before it are missing, 422 where the whole is damaged */
  async receive(caller: Caller, id: string, offset: number, piece: Buffer): Promise<UploadState> {
    const row = await this.#own(caller, id);
    if (!row.isPending) return { id, size: row.size, offset: row.size, isDone: true };
    const here = await this.disk.lengthOf(id);
    if (offset > here)
      throw conflict(sentence('前面的部分尚未到达', 'What comes before it has not arrived'), [], {
        offset: here,
      });
    if (offset + piece.length > row.size) throw tooLong(row.size);
    await this.disk.write(id, offset, piece);
    if (offset + piece.length === row.size)
      await this.#finish(row).catch(async (error) => {
        // The last piece came twice at once, and the other one was quicker.
        if ((await this.store.find(id))?.isPending !== false) throw error;
      });
    return this.state(caller, id);
  }

  async #finish(row: UploadRow): Promise<void> {
    const { sha256, head } = await this.disk.measure(row.id);
    if (!sha256.equals(row.sha256)) {
      await this.disk.discard(row.id);
      throw invalid(
        [],
        sentence(
          '文件在传输中损坏，请重新上传',
          'The file was damaged on its way; send it again from the start',
        ),
      );
    }
    const type = await sniffType(head, row.name);
    // A photo may have been taken at the word of whoever announced it.
    if (isPicture(row.type) && !isPicture(type)) {
      await this.disk.discard(row.id);
      throw noPicture();
    }
    await this.disk.keep(row.id);
    await this.store.finish(row.id, type);
  }

  async #takeTwin(caller: Caller, { id, sha256, size }: UploadRow): Promise<void> {
    const twin = await this.store.twin(caller.userId, sha256, size);
    if (!twin || !(await this.disk.exists(twin.id))) return;
    await this.disk.copy(twin.id, id);
    await this.store.finish(id, twin.type);
  }

  async #own(caller: Caller, id: string): Promise<UploadRow> {
    const row = await this.store.find(id);
    if (row?.createdBy !== caller.userId) throw notFound();
    return row;
  }
}

/** What the sender says it is, until its first bytes tell; never something a browser would run. */
function plausible(type: string): string {
  return /^image\/(png|jpeg|gif|webp|avif|heic|heif)$/.test(type) ? type : UNKNOWN_TYPE;
}

function tooLong(size: number): Problem {
  return new Problem(413, 'too-large', sentence('内容过大', 'Too large'), {
    detail: sentence(`文件只有 ${size} 字节`, `The file was announced with ${size} bytes`),
  });
}
