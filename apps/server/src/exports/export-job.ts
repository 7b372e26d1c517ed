import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import type { ExportBody, ExportResult } from '@fieldwork/api-contract';
import { type Form, isSystemField, type Locale, localize } from '@fieldwork/metadata';
import { fieldCondition, may } from '@fieldwork/policy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import { SessionService } from '../identity/session.service.js';
import { forbidden } from '../platform/http/problem.js';
import { type JobContext, JobService } from '../platform/jobs/job.service.js';
import { RecordFinder } from '../records/record-finder.js';
import { RecordGate } from '../records/record-gate.js';
import { writeCsv } from './csv-writer.js';
import { ExportStore } from './export.store.js';
import { type ExportColumn, exportColumn } from './field-cells.js';
import type { SheetCell } from './sheet-cell.js';
import { writeXlsx } from './xlsx-writer.js';

export interface ExportTask {
  app: string;
  form: string;
  locale: Locale;
  body: ExportBody;
}

const usualWidth = 18;

/** Writes the records of a list to a file, portion by portion: memory does not grow with their number. */
@Injectable()
export class ExportJob implements OnModuleInit {
  constructor(
    private readonly jobs: JobService,
    private readonly store: ExportStore,
    private readonly gate: RecordGate,
    private readonly sessions: SessionService,
    private readonly files: FileService,
    private readonly finder: RecordFinder,
  ) {}

  onModuleInit(): void {
    this.jobs.on<ExportTask>('export', (task, context) => this.#run(task, context));
  }

  async #run(task: ExportTask, context: JobContext): Promise<ExportResult> {
    const caller = context.createdBy === null ? null : await this.sessions.actingFor(context.createdBy);
    if (!caller) throw new Error('The exporter may no longer sign in');
    const { form, viewer } = await this.gate.open(caller, task.app, task.form);
    const policy = viewer.policy(form.id);
    if (policy && !(may(policy, 'export') && may(policy, 'read'))) throw forbidden();
    const { body, locale } = task;
    const isHidden = (path: string) => policy !== null && fieldCondition(policy, path) === false;
    const columns = columnsOf(form, body.fields, isHidden, locale);
    const around = { locale, timeZone: body.timeZone ?? viewer.context.timeZone };
    const rows = new PassThrough({ objectMode: true, highWaterMark: 1000 });
    // When the writer of the file gives up, nobody drains the rows any more.
    const closed = new Promise((resolve) => rows.once('close', resolve));
    let done = 0;
    const shape = {
      filter: body.filter,
      search: body.search,
      sought: await this.finder.sought(viewer, form, body),
      sort: body.sort,
      fields: columns.map(({ path }) => path),
    };
    const reading = this.store
      .read(viewer, form, shape, async (records, total) => {
        if (context.signal.aborted) throw new Error('The export was cancelled');
        for (const record of records) {
          const cells: SheetCell[] = columns.map(({ cell }) => cell(record, around));
          if (rows.destroyed) throw new Error('The file was not written');
          if (!rows.write(cells)) await Promise.race([once(rows, 'drain'), closed]);
        }
        done += records.length;
        context.progress({ done, total });
      })
      .then(
        () => rows.end(),
        (error: Error) => rows.destroy(error),
      );
    const name = `${localize(form.label, locale)}.${body.format}`;
    const heads = columns.map(({ label }) => ({ label, width: Math.max(usualWidth, label.length * 2) }));
    const content =
      body.format === 'csv' ? writeCsv(heads, rows) : writeXlsx(localize(form.label, locale), heads, rows);
    const stream = Readable.from(content, { objectMode: false });
    const file = await this.files.receive({ name, stream, isTruncated: () => false }, context.createdBy);
    await reading;
    await this.store.note(this.store.database, {
      app: task.app,
      by: context.createdBy,
      kind: 'form',
      subject: form.id,
      format: body.format,
      rows: done,
      filter: body.filter,
    });
    return { form: form.id, file: file.id, name, rows: done };
  }
}

/** The fields asked for, else all but hidden ones; what is not there for the caller is left out. */
function columnsOf(
  form: Form,
  asked: readonly string[] | undefined,
  isHidden: (path: string) => boolean,
  locale: Locale,
): ExportColumn[] {
  const paths = asked ?? [...form.fields.map(({ id }) => id), 'created_at', 'created_by'];
  return paths
    .filter((path) => isSystemField(path) || !isHidden(path))
    .flatMap((path) => exportColumn(path, form, locale) ?? []);
}
