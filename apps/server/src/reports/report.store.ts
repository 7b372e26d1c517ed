import type { Context } from '@fieldwork/expression';
import {
  compileReport,
  type Plan,
  ReportError,
  type ReportPort,
  type SourcePort,
} from '@fieldwork/report-engine';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { KeptStatements } from '../records/kept-statements.js';
import { unknownFields } from '../records/record-queries.js';
import { bind, type Statement, StatementBuilder } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';
import { sourcePort } from './report-source.js';
import { titleSqlOf } from './report-titles.js';

const TIME_LIMIT_MS = 20_000;

export type ReportRow = Record<string, string | number | null>;

/** Figures over records, each report one statement, with the reader's rights compiled in. */
@Injectable()
export class ReportStore {
  readonly #statements = new KeptStatements(500);

  constructor(private readonly database: Database) {}

  async run(viewer: Viewer, plan: Plan): Promise<ReportRow[]> {
    const statement = this.#statements.of(viewer, JSON.stringify(plan), () => compile(viewer, plan));
    return this.#rows(statement, viewer.context);
  }

  async #rows(statement: Statement, context: Context): Promise<ReportRow[]> {
    const values = bind(statement, context, { timeZone: context.timeZone });
    return this.database.transaction(
      async (tx) => (await tx.query<ReportRow>(statement.text, values, statement.name)).rows,
      { readOnly: true, statementTimeoutMs: TIME_LIMIT_MS },
    );
  }
}

function compile(viewer: Viewer, plan: Plan): Statement {
  const builder = new StatementBuilder();
  const sources = new Map<string, SourcePort>();
  const port: ReportPort = {
    source(form, rows, repeat) {
      const key = `${form} ${rows ?? ''} ${repeat !== null}`;
      const source = sources.get(key) ?? sourcePort(viewer, form, { rows, repeat }, builder);
      sources.set(key, source);
      return source;
    },
    timeZone: () => builder.late('timeZone', '::text'),
    title: (type, sql) => (type.kind === 'reference' ? titleSqlOf(viewer, type.form, sql, builder) : null),
  };
  try {
    return builder.finish(compileReport(plan, port));
  } catch (error) {
    if (error instanceof ReportError) throw unknownFields([error.path]);
    throw error;
  }
}
