import yauzl from 'yauzl';
import { SheetError } from './sheet.js';

const MOST_ENTRIES = 5_000;
const MOST_BYTES = 1024 ** 3;
const MOST_RATIO = 250;

const tooLarge = () => new SheetError('工作簿解开后过大', 'The workbook is too large once unpacked');

/**
 * Looks into a workbook before any parser does: number of parts, their declared sizes and their ratio, then the real
 * sizes, because declared ones can lie.
 */
export async function guardWorkbook(path: string, packedBytes: number): Promise<void> {
  const zip = await openZip(path);
  try {
    let declared = 0;
    let real = 0;
    let entries = 0;
    for await (const entry of entriesOf(zip)) {
      entries++;
      declared += entry.uncompressedSize;
      const isBomb =
        declared > MOST_BYTES || (declared > 16 * 1024 * 1024 && declared > packedBytes * MOST_RATIO);
      if (entries > MOST_ENTRIES || isBomb) throw tooLarge();
      if (entry.fileName.endsWith('/')) continue;
      real += await measure(zip, entry, MOST_BYTES - real);
    }
  } finally {
    zip.close();
  }
}

function openZip(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(new SheetError('这不是 Excel 工作簿', 'This is not an Excel workbook'));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  const waiting: ((next: yauzl.Entry | Error | null) => void)[] = [];
  const tell = (next: yauzl.Entry | Error | null) => waiting.shift()?.(next);
  zip.on('entry', tell);
  zip.on('end', () => tell(null));
  zip.on('error', tell);
  for (;;) {
    const next = await new Promise<yauzl.Entry | Error | null>((resolve) => {
      waiting.push(resolve);
      zip.readEntry();
    });
    if (next === null) return;
    if (next instanceof Error) throw new SheetError('工作簿已损坏', 'The workbook is damaged');
    yield next;
  }
}

function measure(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new SheetError('工作簿已损坏', 'The workbook is damaged'));
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > most || size > entry.uncompressedSize + 1024) {
          stream.destroy();
          reject(tooLarge());
        }
      });
      stream.on('end', () => resolve(size));
      stream.on('error', () => reject(new SheetError('工作簿已损坏', 'The workbook is damaged')));
    });
  });
}
