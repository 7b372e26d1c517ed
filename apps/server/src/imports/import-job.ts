import type { ImportBody, ImportResult, JobData } from '@fieldwork/api-contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type JobContext, JobService } from '../platform/jobs/job.service.js';
import type { Write } from '../records/write.js';
import { ErrorFile } from './error-file.js';
import { type ImportCounts, ImportStore } from './import.store.js';
import { ImportRooms } from './import-rooms.js';
import type { ImportTask } from './import-task.js';
import { RowImporter } from './row-importer.js';
import { readRows } from './sheet-reader.js';

const BATCH_ROWS = 400;
const SHOWN_ERRORS = 50;

/**
 * Brings the rows of a file into a form. Each batch is one transaction: its records, its errors and how far the
 * import is. Killed in the middle, it goes on after the last batch that was committed; nothing twice, nothing lost.
 */
@Injectable()
export class ImportJob implements OnModuleInit {
  constructor(
    private readonly jobs: JobService,
    private readonly store: ImportStore,
    private readonly importer: RowImporter,
    private readonly rooms: ImportRooms,
    private readonly errors: ErrorFile,
  ) {}

  onModuleInit(): void {
    this.jobs.on<ImportTask>('import', (task, context) => this.#run(task, context));
  }

  async #run(task: ImportTask, context: JobContext): Promise<ImportResult> {
    const { write, file, timeZone } = await this.rooms.enter(task, context.createdBy);
    let counts = await this.store.counts(this.store.database, context.id);
    const show = () => {
      const progress: JobData['progress'] = {
        done: counts.nextRow,
        total: task.rowCount,
        failed: counts.failed,
      };
      context.progress(progress);
    };
    show();
    const { body } = task;
    const options = {
      from: counts.nextRow,
      batchRows: BATCH_ROWS,
      lastPerColumn: body.lastPerColumn ?? null,
    };
    for await (const batch of readRows(file, options)) {
      if (context.signal.aborted) break;
      counts = await this.#writeBatch(context.id, counts, write, body, timeZone, batch);
      show();
    }
    if (!context.signal.aborted) this.rooms.leave(task);
    return this.#result(task, context, counts);
  }

  #writeBatch(
    jobId: string,
    before: ImportCounts,
    write: Write,
    body: ImportBody,
    timeZone: string,
    batch: { numbers: number[]; rows: string[][] },
  ): Promise<ImportCounts> {
    return this.store.database.transaction(async (tx) => {
      const done = await this.importer.write(tx, write, body.columns, body.keyField, timeZone, batch);
      await this.store.noteErrors(tx, jobId, done.errors);
      const after: ImportCounts = {
        nextRow: (batch.numbers.at(-1) ?? before.nextRow) + 1,
        created: before.created + done.created,
        updated: before.updated + done.updated,
        failed: before.failed + done.errors.length,
      };
      if (!(await this.store.advance(tx, jobId, before, after)))
        throw new Error('Another run of this import goes on');
      return after;
    });
  }

  async #result(task: ImportTask, context: JobContext, counts: ImportCounts): Promise<ImportResult> {
    const first = await this.store.errors(context.id, -1, SHOWN_ERRORS);
    return {
      form: task.form,
      read: counts.created + counts.updated + counts.failed,
      created: counts.created,
      updated: counts.updated,
      skipped: Math.max(0, counts.nextRow - counts.created - counts.updated - counts.failed),
      failed: counts.failed,
      errorFile:
        counts.failed > 0
          ? await this.errors.write(context.id, task.headers, task.locale, context.createdBy)
          : null,
      firstErrors: first.flatMap(({ rowNumber, reasons }) =>
        reasons.map((reason) => ({ row: rowNumber + 2, ...reason })),
      ),
    };
  }
}
