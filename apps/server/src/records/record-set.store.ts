import type { Form } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { KeptStatements } from './kept-statements.js';
import { compileIds, compileMany, compileValues, type SetShape } from './record-set-queries.js';
import { bind, type LateValues, type Statement } from './statement.js';
import type { Viewer } from './viewer.js';

/** Sets of whole records, for a reader who takes them along. */
@Injectable()
export class RecordSetStore {
  readonly #statements = new KeptStatements(500);

  constructor(private readonly database: Database) {}

  async ids(viewer: Viewer, form: Form, shape: SetShape, late: LateValues): Promise<string[]> {
    const question = `ids ${form.id} ${JSON.stringify(shape)}`;
    const statement = this.#statements.of(viewer, question, () => compileIds(viewer, form, shape));
    return (await this.#rows<{ id: string }>(viewer, statement, late)).map(({ id }) => id);
  }

  many(viewer: Viewer, form: Form, ids: readonly string[]): Promise<{ id: string; json: string }[]> {
    const statement = this.#statements.of(viewer, `many ${form.id}`, () => compileMany(viewer, form));
    return this.#rows(viewer, statement, { ids });
  }

  async values(viewer: Viewer, form: Form, path: string, ids: readonly string[]): Promise<string[]> {
    const question = `values ${form.id} ${path}`;
    const statement = this.#statements.of(viewer, question, () => compileValues(viewer, form, path));
    return (await this.#rows<{ value: string }>(viewer, statement, { ids })).map(({ value }) => value);
  }

  async #rows<R>(viewer: Viewer, statement: Statement, late: LateValues): Promise<R[]> {
    const { rows } = await this.database.query<R>(
      statement.text,
      bind(statement, viewer.context, late),
      statement.name,
    );
    return rows;
  }
}
