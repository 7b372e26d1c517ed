import type { Context } from '@fieldwork/expression';
import { type Form, fieldTypeOf } from '@fieldwork/metadata';
import { compileReport, type Plan, ReportError, type ReportPort } from '@fieldwork/report-engine';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { KeptStatements } from '../records/kept-statements.js';
import { titleSql } from '../records/record-projection.js';
import { unknownFields } from '../records/record-queries.js';
import { RecordScope } from '../records/record-scope.js';
import { bind, type Statement, StatementBuilder } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';

const TIME_LIMIT_MS = 20_000;

/** Figures over records, each report one statement, with the reader's rights compiled in. */
@Injectable()
export class ReportStore {
  readonly #statements = new KeptStatements(500);

  constructor(private readonly database: Database) {}

  async run(viewer: Viewer, form: Form, plan: Plan): Promise<Record<string, string | null>[]> {
    const statement = this.#statements.of(viewer, JSON.stringify(plan), () => compile(viewer, form, plan));
    return this.#rows(statement, viewer.context);
  }

  async #rows(statement: Statement, context: Context): Promise<Record<string, string | null>[]> {
    const values = bind(statement, context, { timeZone: context.timeZone });
    return this.database.transaction(
      async (tx) =>
        (await tx.query<Record<string, string | null>>(statement.text, values, statement.name)).rows,
      { readOnly: true, statementTimeoutMs: TIME_LIMIT_MS },
    );
  }
}

function compile(viewer: Viewer, form: Form, plan: Plan): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(viewer, form, 't', builder);
  const filter =
    plan.filter === undefined ? null : builder.expression(plan.filter, scope.resolve, 'condition').text;
  const port: ReportPort = {
    resolve: scope.resolve,
    expression: (expression, as) => builder.expression(expression, scope.resolve, as),
    timeZone: () => builder.late('timeZone', '::text'),
    title: (type, sql) => (type.kind === 'reference' ? titleOf(viewer, type.form, sql, builder) : null),
    rows: () => {
      const where = ['t.deleted_at is null', scope.rows('read'), ...(filter === null ? [] : [`(${filter})`])];
      return `from ${scope.table} as t${scope.joins} where ${where.filter((part) => part !== 'true').join(' and ')}`;
    },
  };
  try {
    return builder.finish(compileReport(plan, port));
  } catch (error) {
    if (error instanceof ReportError) throw unknownFields([error.path]);
    throw error;
  }
}

/** The name of a group: once per row of the result, not per record. */
function titleOf(viewer: Viewer, formId: string, sql: string, builder: StatementBuilder): string | null {
  if (formId === 'user' || formId === 'department')
    return `(select p.name from platform.${formId} p where p.id = ${sql})`;
  const form = viewer.documents.forms.get(formId);
  const title = form?.fields.find((field) => field.id === form.title);
  if (!form || !title || fieldTypeOf(title).column(title) === null) return null;
  const scope = new RecordScope(viewer, form, `"~${form.id}"`, builder);
  const shown = titleSql(scope);
  return `(select ${shown} from ${scope.table} as "~${form.id}" where "~${form.id}".id = ${sql} and ${scope.rows('read')})`;
}
