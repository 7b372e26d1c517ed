import type { ListQuery } from '@fieldwork/api-contract';
import { type Field, type Form, fieldOf, fieldTypeOf, isSystemField } from '@fieldwork/metadata';
import { invalid, sentence } from '../platform/http/problem.js';
import { baseProjection, fieldProjection, systemProjection, titleSql } from './record-projection.js';
import { type Eyes, RecordScope } from './record-scope.js';
import { containsCondition, type SoughtWords, soughtCondition } from './sought-words.js';
import { type Statement, StatementBuilder } from './statement.js';

/** The columns of one answered record; every field but long texts in lists, or just those asked for. */
export function projection(scope: RecordScope, fields: readonly Field[]): string {
  const shown = fields.flatMap((field) => fieldProjection(scope, field) ?? []);
  return [...systemProjection(scope), ...shown].join(', ');
}

/** One record by id, as JSON text. Answers no row where there is none the caller may read. */
export function compileGet(eyes: Eyes, form: Form): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const columns = projection(scope, form.fields);
  const id = builder.late('id', '::uuid');
  return builder.finish(
    `select row_to_json("~row")::text as json from (select ${columns} from ${scope.table} as t${scope.joins}
       where t.id = ${id} and ${scope.rows('read')}) "~row"`,
  );
}

/** A record as the engine needs it before a change: references as ids, or with what the form's rules look up there. */
export function compileBase(eyes: Eyes, form: Form): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const columns = baseProjection(scope, form);
  return builder.finish(
    `select row_to_json("~row")::text as json from (select ${columns.join(', ')} from ${scope.table} as t${scope.joins}
       where t.id = ${builder.late('id', '::uuid')}) "~row"`,
  );
}

export interface ListShape
  extends Pick<ListQuery, 'filter' | 'sort' | 'fields' | 'count' | 'deleted' | 'search'> {
  /** What the words of `search` are in the index; without it they are looked for inside the texts. */
  sought?: SoughtWords | null;
}

/** A page of records as JSON text, with the number of all that match. */
export function compileList(eyes: Eyes, form: Form, shape: ListShape): Statement {
  const builder = new StatementBuilder();
  const inner = new RecordScope(eyes, form, 't', builder);
  const where = [
    shape.deleted === 'only' ? 't.deleted_at is not null' : 't.deleted_at is null',
    inner.rows('read'),
    ...(shape.deleted === 'only' ? [inner.rows('delete')] : []),
    ...(shape.filter === undefined
      ? []
      : [`(${builder.expression(shape.filter, inner.resolve, 'condition').text})`]),
    ...narrowedByWords(inner, builder, shape),
  ].filter((condition) => condition !== 'true');
  const filtered = `${inner.table} as t${inner.joins} where ${where.join(' and ')}`;

  const order = sorting(inner, shape.sort);
  const keys = order.map(({ sql }, index) => `, ${sql} as "~${index}"`).join('');
  const by = (key: (index: number) => string) =>
    order.map(({ direction }, index) => `${key(index)} ${direction}`).join(', ');
  const limit = builder.late('limit', '::int');
  const offset = builder.late('offset', '::int');
  const page = `select t.*${keys} from ${inner.table} as t${inner.joins} where ${where.join(' and ')}
    order by ${by((index) => order[index]?.sql ?? '')} limit ${limit} offset ${offset}`;

  const outer = new RecordScope(eyes, form, 't', builder);
  const columns = projection(outer, fieldsOf(form, shape.fields));
  const total = shape.count === 'exact' ? `(select count(*) from ${filtered})` : 'null';
  return builder.finish(
    `select coalesce(json_agg(row_to_json("~row")), '[]')::text as json, ${total} as total from (
       select ${columns} from (${page}) as t${outer.joins} order by ${by((index) => `t."~${index}"`)}) "~row"`,
  );
}

export type RowsShape = Pick<Partial<ListShape>, 'filter' | 'search' | 'sought' | 'sort' | 'fields'>;

/** Every record that matches, a line of JSON each, in order: for reading all of them with a cursor. */
export function compileRows(eyes: Eyes, form: Form, shape: RowsShape): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const where = [
    't.deleted_at is null',
    scope.rows('read'),
    ...(shape.filter === undefined
      ? []
      : [`(${builder.expression(shape.filter, scope.resolve, 'condition').text})`]),
    ...narrowedByWords(scope, builder, shape),
  ].filter((condition) => condition !== 'true');
  const order = sorting(scope, shape.sort).map(({ sql, direction }) => `${sql} ${direction}`);
  const columns = projection(scope, fieldsOf(form, shape.fields));
  return builder.finish(
    `select row_to_json("~row")::text as json from (select ${columns} from ${scope.table} as t${scope.joins}
       where ${where.join(' and ')} order by ${order.join(', ')}) "~row"`,
  );
}

function fieldsOf(form: Form, asked: readonly string[] | undefined): Field[] {
  if (!asked)
    return form.fields.filter((field) => !field.fields && fieldTypeOf(field).column(field) !== null);
  const heads = new Set(asked.map((path) => path.split('.')[0] ?? path));
  const unknown = [...heads].filter((id) => !fieldOf(form, id) && !isSystemField(id) && id !== 'title');
  if (unknown.length > 0) throw unknownFields(unknown);
  return form.fields.filter((field) => heads.has(field.id) || field.id === form.title);
}

interface SortKey {
  sql: string;
  direction: 'asc' | 'desc';
}

/** Newest first when nothing is said; the id at the end makes every order total. */
function sorting(scope: RecordScope, sort: readonly string[] | undefined): SortKey[] {
  const wanted = sort && sort.length > 0 ? sort.slice(0, 5) : ['-created_at'];
  const keys = wanted.map((part): SortKey => {
    const direction = part.startsWith('-') ? 'desc' : 'asc';
    const path = part.replace(/^[-+]/, '');
    const field = scope.resolve(path);
    if (!field || field.rows) throw unknownFields([path]);
    return { sql: field.sql, direction };
  });
  return [...keys, { sql: 't.id', direction: keys[0]?.direction ?? 'desc' }];
}

/** Words by the index where there is one, else inside the texts. */
function narrowedByWords(
  scope: RecordScope,
  builder: StatementBuilder,
  { search, sought }: Pick<RowsShape, 'search' | 'sought'>,
): string[] {
  if (sought) return [soughtCondition(scope, builder, sought)];
  return search ? [containsCondition(scope, builder, search)] : [];
}

export function unknownFields(paths: readonly string[]) {
  const names = paths.map((path) => path.slice(0, 60)).join(', ');
  return invalid(
    paths.map((path) => ({
      path: [path],
      code: 'unknown_field',
      message: { 'zh-CN': '没有这个字段', en: 'There is no such field' },
    })),
    sentence(`没有字段 ${names}`, `There is no field ${names}`),
  );
}

/** Only the fields that a form's own expressions look up on a record that is referred to. */
export function compileLookup(eyes: Eyes, form: Form, fields: readonly string[]): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const wanted = form.fields.filter((field) => fields.includes(field.id) || field.id === form.title);
  const columns = projection(scope, wanted);
  const id = builder.late('id', '::uuid');
  return builder.finish(
    `select row_to_json("~row")::text as json from (select ${columns} from ${scope.table} as t${scope.joins}
       where t.id = ${id} and t.deleted_at is null and ${scope.rows('read')}) "~row"`,
  );
}

/** Titles (and what tells records apart beside them) by id, of the records the eyes may read; those in the recycle bin too. */
export function compileTitles(eyes: Eyes, form: Form): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const subtitle = form.subtitle === undefined ? null : scope.resolve(form.subtitle);
  const title = subtitle ? `concat_ws(' · ', ${titleSql(scope)}, ${subtitle.sql})` : titleSql(scope);
  return builder.finish(
    `select t.id, ${title} as title from ${scope.table} as t${scope.joins}
       where t.id = any (${builder.late('ids', '::uuid[]')}) and ${scope.rows('read')}`,
  );
}

/** What the caller may do with each of these records that he may read. */
export function compileRights(eyes: Eyes, form: Form): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const [update, remove, read] = [scope.rows('update'), scope.rows('delete'), scope.rows('read')];
  return builder.finish(
    `select t.id, coalesce(${update}, false) as update, coalesce(${remove}, false) as delete
       from ${scope.table} as t${scope.joins}
       where t.id = any (${builder.late('ids', '::uuid[]')}) and ${read}`,
  );
}
