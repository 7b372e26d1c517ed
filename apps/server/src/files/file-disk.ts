import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import type { ByteRange } from './byte-range.js';

const HEAD_BYTES = 4_100;
const DAY_MS = 86_400_000;

export interface Received {
  readonly size: number;
  readonly sha256: Buffer;
  /** The first bytes, for sniffing. */
  readonly head: Buffer;
}

/** Files in the data folder, below two letters of their id. No name from outside ever becomes part of a path. */
@Injectable()
export class FileDisk {
  readonly #root: string;
  readonly #incoming: string;

  constructor(config: Config) {
    this.#root = join(config.dataFolder, 'files');
    this.#incoming = join(this.#root, 'incoming');
  }

  /** Takes a stream in, away from the finished files. What comes after `mostBytes` is counted, not kept. */
  async receive(id: string, source: Readable, mostBytes = Number.POSITIVE_INFINITY): Promise<Received> {
    await mkdir(this.#incoming, { recursive: true });
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
        size += chunk.length;
        if (size > mostBytes) return done();
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(
      source,
      measure,
      createWriteStream(join(this.#incoming, id), { flags: 'wx', mode: 0o600 }),
    );
    return { size, sha256: hash.digest(), head: Buffer.concat(head) };
  }

  /** Makes a received file a lasting one: on the disk for certain before the database speaks of it. */
  async keep(id: string): Promise<void> {
    const incoming = join(this.#incoming, id);
    const handle = await open(incoming, 'r');
    await handle.sync().finally(() => handle.close());
    await mkdir(this.#folder(id), { recursive: true });
    await rename(incoming, this.#path(id));
  }

  async discard(id: string): Promise<void> {
    await rm(join(this.#incoming, id), { force: true });
  }

  read(id: string, range?: ByteRange): ReadStream {
    return createReadStream(this.#path(id), range);
  }

  /** The path of a finished file. */
  locate(id: string): string {
    return this.#path(id);
  }

  async exists(id: string): Promise<boolean> {
    return stat(this.#path(id)).then(
      () => true,
      () => false,
    );
  }

  /** The finished file and what there is of an unfinished one. */
  async forget(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
    await this.discard(id);
  }

  /** How much of an unfinished file is here. */
  async lengthOf(id: string): Promise<number> {
    return stat(join(this.#incoming, id)).then(
      ({ size }) => size,
      () => 0,
    );
  }

  /** Writes a piece at its place; the same piece once more changes nothing. */
  async write(id: string, offset: number, piece: Buffer): Promise<void> {
    this.#folder(id);
    await mkdir(this.#incoming, { recursive: true });
    const handle = await open(join(this.#incoming, id), constants.O_CREAT | constants.O_WRONLY, 0o600);
    try {
      for (let done = 0; done < piece.length; ) {
        const { bytesWritten } = await handle.write(piece, done, piece.length - done, offset + done);
        done += bytesWritten;
      }
    } finally {
      await handle.close();
    }
  }

  /** The hash and the first bytes of an unfinished file. */
  async measure(id: string): Promise<Pick<Received, 'sha256' | 'head'>> {
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let size = 0;
    for await (const chunk of createReadStream(join(this.#incoming, id)) as AsyncIterable<Buffer>) {
      if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
      size += chunk.length;
      hash.update(chunk);
    }
    return { sha256: hash.digest(), head: Buffer.concat(head) };
  }

  /** A finished file once more under another id, without sending it again. */
  async copy(from: string, to: string): Promise<void> {
    await mkdir(this.#folder(to), { recursive: true });
    await copyFile(this.#path(from), this.#path(to));
  }

  /** Removes what interrupted uploads left behind. */
  async removeOldIncoming(): Promise<void> {
    const names = await readdir(this.#incoming).catch(() => []);
    for (const name of names) {
      const path = join(this.#incoming, name);
      const info = await stat(path).catch(() => null);
      if (info && Date.now() - info.mtimeMs > DAY_MS) await rm(path, { force: true });
    }
  }

  #path(id: string): string {
    return join(this.#folder(id), id);
  }

  /** By the last two digits: a UUID v7 begins with the time and would fill one folder at a time. */
  #folder(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('Not an id');
    return join(this.#root, id.slice(-2));
  }
}
