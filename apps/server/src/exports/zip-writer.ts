import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: AsyncIterable<Buffer>;
}

const usesDescriptor = 0x0008;
const isUtf8 = 0x0800;
const deflated = 8;
const version = 20;

/**
 * A ZIP archive (APPNOTE 6.3, 4.3.6) written as it is read: sizes stand behind each entry, so nothing is held back.
 * For entries below 4 GB.
 */
export async function* writeZip(entries: readonly ZipEntry[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const start = offset;
    const fileName = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(version, 4);
    header.writeUInt16LE(usesDescriptor | isUtf8, 6);
    header.writeUInt16LE(deflated, 8);
    header.writeUInt16LE(fileName.length, 26);
    yield Buffer.concat([header, fileName]);
    offset += header.length + fileName.length;
    const state = { crc: 0, plain: 0, packed: 0 };
    for await (const chunk of packed(content, state)) {
      offset += chunk.length;
      yield chunk;
    }
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    writeSizes(descriptor, 4, state);
    yield descriptor;
    offset += descriptor.length;
    directory.push(directoryEntry(fileName, start, state));
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([list, end]);
}

interface EntrySizes {
  crc: number;
  plain: number;
  packed: number;
}

async function* packed(content: AsyncIterable<Buffer>, sizes: EntrySizes): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: 6 });
  const feed = (async () => {
    for await (const chunk of content) {
      sizes.crc = crc32(chunk, sizes.crc);
      sizes.plain += chunk.length;
      if (!deflate.write(chunk)) await new Promise((resolve) => deflate.once('drain', resolve));
    }
    deflate.end();
  })();
  // The reader below learns of a source that fails.
  feed.catch((error: Error) => deflate.destroy(error));
  for await (const chunk of deflate) {
    sizes.packed += (chunk as Buffer).length;
    yield chunk as Buffer;
  }
  await feed;
}

function writeSizes(target: Buffer, at: number, { crc, packed: small, plain }: EntrySizes): void {
  target.writeUInt32LE(crc >>> 0, at);
  target.writeUInt32LE(small, at + 4);
  target.writeUInt32LE(plain, at + 8);
}

function directoryEntry(name: Buffer, start: number, sizes: EntrySizes): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(version, 4);
  entry.writeUInt16LE(version, 6);
  entry.writeUInt16LE(usesDescriptor | isUtf8, 8);
  entry.writeUInt16LE(deflated, 10);
  writeSizes(entry, 16, sizes);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(start, 42);
  return Buffer.concat([entry, name]);
}
