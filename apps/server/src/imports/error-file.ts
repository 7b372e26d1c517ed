import { Readable } from 'node:stream';
import type { Locale } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import { ImportStore } from './import.store.js';

/** A cell that a spreadsheet would take for a formula is marked as text. */
function safe(cell: string): string {
  const marked = /^[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r']/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}

function line(cells: readonly string[]): string {
  return `${cells.map(safe).join(',')}\r\n`;
}

/** The rows that could not be read, as they were, with a column that says why: to be mended and imported again. */
@Injectable()
export class ErrorFile {
  constructor(
    private readonly store: ImportStore,
    private readonly files: FileService,
  ) {}

  async write(
    jobId: string,
    headers: readonly string[],
    locale: Locale,
    userId: string | null,
  ): Promise<string> {
    const name = locale === 'en' ? 'rows not imported.csv' : '未导入的行.csv';
    const stream = Readable.from(this.#lines(jobId, headers, locale));
    const file = await this.files.receive({ name, stream, isTruncated: () => false }, userId);
    return file.id;
  }

  async *#lines(jobId: string, headers: readonly string[], locale: Locale): AsyncGenerator<Buffer> {
    const reason = locale === 'en' ? 'Why not imported' : '未导入原因';
    yield Buffer.from(`\ufeff${line([...headers, reason])}`);
    for (let after = -1; ; ) {
      const errors = await this.store.errors(jobId, after, 500);
      if (errors.length === 0) return;
      for (const { cells, reasons } of errors) {
        const words = reasons.map(({ column, reason: why }) => `${column}: ${why[locale]}`).join('; ');
        yield Buffer.from(line([...headers.map((_, index) => cells[index] ?? ''), words]));
      }
      after = errors.at(-1)?.rowNumber ?? after;
    }
  }
}
