import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { SheetError, type SheetHead, type SheetOptions, type SheetRow } from './sheet.js';

const HEAD_BYTES = 256 * 1024;
const MOST_UNPACKED = 2 * 1024 ** 3;
const MOST_RATIO = 300;

/** Counts what comes out of an archive; a bomb ends here, not in memory. */
function guard(packedBytes: number): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length;
      const isBomb = total > MOST_UNPACKED || (total > 16 * 1024 * 1024 && total > packedBytes * MOST_RATIO);
      done(
        isBomb ? new SheetError('压缩文件解开后过大', 'The archive is too large once unpacked') : null,
        chunk,
      );
    },
  });
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

async function bytesOf(path: string): Promise<Readable> {
  if (!(await isGzip(path))) return createReadStream(path);
  const file = await open(path);
  const { size } = await file.stat();
  await file.close();
  const source = createReadStream(path);
  const unpacked = source.pipe(createGunzip());
  const guarded = guard(size);
  source.on('error', (error) => guarded.destroy(error));
  unpacked.on('error', () => guarded.destroy(new SheetError('压缩文件已损坏', 'The archive is damaged')));
  return unpacked.pipe(guarded);
}

async function headOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const source = await bytesOf(path);
  for await (const chunk of source) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= HEAD_BYTES) break;
  }
  source.destroy();
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

/** By its mark, else UTF-8 where the bytes are UTF-8, else the Chinese national encoding, of which GBK is a part. */
export function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  try {
    // A character may be cut in two at the end of the head.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** The separator that appears most evenly in the first lines, outside quotes. */
export function delimiterOf(text: string): string {
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, 20);
  const counts = [',', ';', '\t', '|'].map((delimiter) => {
    const perLine = lines.map((line) => line.split(delimiter).length - 1);
    const first = perLine[0] ?? 0;
    const even = perLine.filter((count) => count === first).length;
    return { delimiter, score: first === 0 ? 0 : first * (even / Math.max(perLine.length, 1)) };
  });
  counts.sort((a, b) => b.score - a.score);
  return (counts[0]?.score ?? 0) > 0 ? (counts[0]?.delimiter ?? ',') : ',';
}

/** Reads a CSV of any usual kind: quoted line breaks, ragged rows, plain or gzipped. */
export async function* readCsv(
  options: SheetOptions,
  onHead: (head: SheetHead) => void,
): AsyncGenerator<SheetRow> {
  const head = await headOf(options.path);
  if (head.length === 0) throw new SheetError('文件是空的', 'The file is empty');
  if (head.subarray(0, 4096).includes(0) && !['utf-16le', 'utf-16be'].includes(encodingOf(head)))
    throw new SheetError('这不是表格文件', 'This is not a table');
  const encoding = encodingOf(head);
  const delimiter = delimiterOf(iconv.decode(head, encoding));
  const bytes = await bytesOf(options.path);
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 4 * 1024 * 1024,
  });
  const text = bytes.pipe(iconv.decodeStream(encoding));
  bytes.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let number = -1;
  let width = 0;
  try {
    for await (const record of parser) {
      const cells = record as string[];
      if (number === -1) {
        width = cells.length;
        onHead({ sheets: [], encoding, headers: cells });
      } else yield { number, cells: fit(cells, width) };
      number++;
    }
  } catch (error) {
    if (error instanceof SheetError) throw error;
    throw new SheetError(`第 ${number + 2} 行之后无法读取`, `Cannot be read after row ${number + 2}`);
  } finally {
    bytes.destroy();
  }
}

function fit(cells: string[], width: number): string[] {
  return cells.length >= width ? cells : [...cells, ...Array<string>(width - cells.length).fill('')];
}
