import { open } from 'node:fs/promises';
import { readCsv } from './csv-sheet.js';
import { SheetError, type SheetHead, type SheetOptions, type SheetRow } from './sheet.js';
import { readXlsx } from './xlsx-sheet.js';

/** The rows of a file, whatever kind of table it is; by its first bytes, not by its name. */
export async function* readSheet(
  options: SheetOptions,
  onHead: (head: SheetHead) => void,
): AsyncGenerator<SheetRow> {
  const file = await open(options.path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  await file.close();
  const head = buffer.subarray(0, bytesRead);
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) yield* readXlsx(options, onHead);
  else if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new SheetError('旧版 .xls 请另存为 .xlsx', 'Please save the old .xls as .xlsx');
  else yield* readCsv(options, onHead);
}
