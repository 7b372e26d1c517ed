import type { ExpressionJson, Form } from '@fieldwork/metadata';
import { fieldCondition } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { RecordScope } from '../records/record-scope.js';
import { type SoughtWords, soughtCondition } from '../records/sought-words.js';
import { bind, StatementBuilder } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';

export interface FoundEntry {
  id: string;
  words: Buffer;
  /** Of the fields seen on some rows only: whether on this one. */
  seen: Record<string, boolean>;
}

export interface EntryQuestion {
  /** Keys of words; of each list one has to be there. */
  groups: readonly (readonly number[])[];
  /** Fields of which it has to be asked row by row whether they are seen. */
  sometimes: readonly string[];
  filter?: ExpressionJson | undefined;
  ids?: readonly string[] | undefined;
  limit: number;
}

/** Reads the index with the caller's eyes: rows he may not read are not there. */
@Injectable()
export class SearchStore {
  constructor(private readonly database: Database) {}

  async entries(viewer: Viewer, form: Form, question: EntryQuestion): Promise<FoundEntry[]> {
    const builder = new StatementBuilder();
    const scope = new RecordScope(viewer, form, 't', builder);
    const seen = question.sometimes.map((field) => {
      const policy = scope.policy;
      const asked = policy !== null && fieldCondition(policy, field) !== true;
      const guarded = asked ? scope.guard(field, { type: { kind: 'boolean' }, sql: 'true' }) : null;
      return `${builder.value(field, '::text')}, coalesce(${guarded?.sql ?? (asked ? 'false' : 'true')}, false)`;
    });
    const where = [
      `e.app = ${builder.value(viewer.app)} and e.form = ${builder.value(form.id)}`,
      ...question.groups.map((keys) => `e.keys && ${builder.value([...keys], '::int[]')}`),
      't.deleted_at is null',
      scope.rows('read'),
      ...(question.filter === undefined
        ? []
        : [`(${builder.expression(question.filter, scope.resolve, 'condition').text})`]),
      ...(question.ids ? [`t.id = any (${builder.value([...question.ids], '::uuid[]')})`] : []),
    ].filter((condition) => condition !== 'true');
    const statement = builder.finish(
      `select e.record_id as id, e.words, json_build_object(${seen.join(', ')}) as seen
       from platform.search_entry e join ${scope.table} as t on t.id = e.record_id${scope.joins}
       where ${where.join(' and ')} limit ${builder.value(question.limit, '::int')}`,
    );
    // Not prepared: the plan hangs on how many records have the words.
    const { rows } = await this.database.query<FoundEntry>(statement.text, bind(statement, viewer.context));
    return rows;
  }

  /** Whether the viewer may read any record that holds all words. */
  async holdsAny(viewer: Viewer, form: Form, sought: SoughtWords): Promise<boolean> {
    const builder = new StatementBuilder();
    const scope = new RecordScope(viewer, form, 't', builder);
    const where = ['t.deleted_at is null', scope.rows('read'), soughtCondition(scope, builder, sought)];
    const statement = builder.finish(
      `select from ${scope.table} as t${scope.joins} where ${where.join(' and ')} limit 1`,
    );
    const { rowCount } = await this.database.query(statement.text, bind(statement, viewer.context));
    return rowCount > 0;
  }

  /** Packed words of some records, evenly spread, and about how many records there are. */
  async sample(app: string, form: string, most: number): Promise<{ words: Buffer[]; total: number }> {
    const counted = await this.database.query<{ total: number }>(
      'select count(*)::int as total from platform.search_entry where app = $1 and form = $2',
      [app, form],
      'search_count',
    );
    const total = counted.rows[0]?.total ?? 0;
    const below = total <= most ? 1024 : Math.max(1, Math.floor((1024 * most) / total));
    const { rows } = await this.database.query<{ words: Buffer }>(
      'select words from platform.search_entry where app = $1 and form = $2 and sample < $3',
      [app, form, below],
      'search_sample',
    );
    return { words: rows.map(({ words }) => words), total };
  }
}
