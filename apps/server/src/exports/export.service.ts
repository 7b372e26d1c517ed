import { Readable } from 'node:stream';
import type { ExportBody, ExportEntry, ReportExportBody } from '@fieldwork/api-contract';
import { type Locale, localize } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { forbidden, notFound } from '../platform/http/problem.js';
import { JobService } from '../platform/jobs/job.service.js';
import { RecordGate } from '../records/record-gate.js';
import { compileRows } from '../records/record-queries.js';
import { ReportService } from '../reports/report.service.js';
import { writeCsv } from './csv-writer.js';
import { ExportStore } from './export.store.js';
import type { ExportTask } from './export-job.js';
import { reportSheet } from './report-sheet.js';
import { writeXlsx } from './xlsx-writer.js';

const LOG_ROWS = 200;

/** Data that leaves the house as a file: with the caller's rights, by the right to export, and noted. */
@Injectable()
export class ExportService {
  constructor(
    private readonly gate: RecordGate,
    private readonly jobs: JobService,
    private readonly reports: ReportService,
    private readonly store: ExportStore,
  ) {}

  /** A list as a job; a filter that cannot be answered is refused at once. */
  async records(
    caller: Caller,
    app: string,
    formId: string,
    body: ExportBody,
    locale: Locale,
  ): Promise<{ job: string }> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    const policy = viewer.policy(form.id);
    if (policy && !(may(policy, 'export') && may(policy, 'read'))) throw forbidden();
    compileRows(viewer, form, body);
    const data: ExportTask = { app, form: form.id, locale, body };
    const job = await this.store.database.transaction((tx) =>
      this.jobs.start(tx, { kind: 'export', data, createdBy: caller.userId, app }),
    );
    return { job };
  }

  async report(
    caller: Caller,
    app: string,
    id: string,
    { format, ...narrowing }: ReportExportBody,
    locale: Locale,
  ): Promise<{ name: string; type: string; stream: Readable }> {
    const report = await this.reports.report(caller, app, id);
    const { viewer } = await this.gate.open(caller, app, report.form);
    const data = await this.reports.data(caller, app, id, narrowing);
    for (const form of new Set([report.form, ...data.columns.flatMap((column) => column.form ?? [])])) {
      const policy = viewer.policy(form);
      if (policy && !may(policy, 'export')) throw forbidden();
    }
    const title = localize(report.label, locale);
    const { columns, rows, count } = reportSheet(data, locale);
    const content = format === 'csv' ? writeCsv(columns, rows()) : writeXlsx(title, columns, rows());
    await this.store.note(this.store.database, {
      app,
      by: caller.userId,
      kind: 'report',
      subject: id,
      format,
      rows: count,
      filter: narrowing.filter,
    });
    return {
      name: `${title}.${format}`,
      type: types[format],
      stream: Readable.from(content, { objectMode: false }),
    };
  }

  /** Who took out what; for those who build the app. */
  async log(caller: Caller, app: string): Promise<ExportEntry[]> {
    if (!canSeeApp(caller, app)) throw notFound();
    return this.store.log(app, LOG_ROWS);
  }
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
