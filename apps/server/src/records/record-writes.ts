import { type Column, type Field, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { childTableOf } from '../metadata/table-names.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import { projection } from './record-queries.js';
import { type Eyes, RecordScope } from './record-scope.js';
import { type Statement, StatementBuilder } from './statement.js';

const casts: Record<Column['type'], string> = {
  text: 'text',
  numeric: 'numeric',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'timestamptz',
  uuid: 'uuid',
  'text[]': 'text[]',
  'uuid[]': 'uuid[]',
  jsonb: 'jsonb',
};

/** What a write statement needs beside the values: its late parameters are named here. */
export interface WriteShape {
  /** Fields that are written, in a fixed order. Sub-tables among them. */
  fields: readonly Field[];
  /** Auto numbers that are given (create only). */
  numbers: readonly Field[];
  hasKey: boolean;
}

function stored(fields: readonly Field[]): { field: Field; column: Column }[] {
  return fields.flatMap((field) => {
    const column = fieldTypeOf(field).column(field);
    return column ? [{ field, column }] : [];
  });
}

function place(builder: StatementBuilder, field: Field, column: Column): string {
  return builder.late(`field.${field.id}`, `::${casts[column.type]}`);
}

/**
 * One statement that inserts a record, its rows, its history, its outbox row and the idempotency key, and answers
 * the record as its writer may see it. One statement is one round trip and one commit.
 */
export function compileCreate(eyes: Eyes, form: Form, shape: WriteShape): Statement {
  const builder = new StatementBuilder();
  const parts: string[] = [];
  for (const field of shape.numbers) parts.push(counter(builder, eyes.app, form.id, field));
  const columns = stored(shape.fields);
  const names = [...columns.map(({ field }) => field.id), ...shape.numbers.map((field) => field.id)];
  const values = [
    ...columns.map(({ field, column }) => place(builder, field, column)),
    ...shape.numbers.map((field) => numberSql(builder, field)),
  ];
  const system = ['id', 'created_by', 'updated_by', 'owner', 'department'];
  const systemValues = [
    builder.late('id', '::uuid'),
    builder.late('by', '::uuid'),
    builder.late('by', '::uuid'),
    builder.late('owner', '::uuid'),
    builder.late('department', '::uuid'),
  ];
  const table = new RecordScope(eyes, form, 't', builder).table;
  parts.push(
    `"~record" as (insert into ${table} (${[...system, ...names].map(quoteIdentifier).join(', ')})
       select ${[...systemValues, ...values].join(', ')} returning *)`,
  );
  const sources = new Map<string, string>();
  for (const field of shape.fields.filter((candidate) => candidate.fields))
    parts.push(insertRows(builder, eyes.app, form, field, sources));
  parts.push(
    historyPart(builder, eyes.app, form.id, `'created'`),
    outboxPart(builder, eyes.app, form.id, `'created'`),
  );
  return finish(builder, eyes, form, parts, sources, shape.hasKey);
}

/** Many new records at once, from one JSON parameter; with their history, without telling anybody. */
export function compileCreateMany(eyes: Eyes, form: Form, fields: readonly Field[]): Statement {
  const builder = new StatementBuilder();
  const columns = stored(fields);
  const names = columns.map(({ field }) => quoteIdentifier(field.id));
  const types = columns.map(({ field, column }) => `${quoteIdentifier(field.id)} ${casts[column.type]}`);
  const by = builder.late('by', '::uuid');
  const table = new RecordScope(eyes, form, 't', builder).table;
  return builder.finish(
    `with "~record" as (
       insert into ${table} (${['id', 'created_by', 'updated_by', 'owner', 'department', ...names].join(', ')})
       select ${['r.id', by, by, by, builder.late('department', '::uuid'), ...names.map((name) => `r.${name}`)].join(', ')}
       from json_to_recordset(${builder.late('records', '::json')}) as r(${['id uuid', ...types].join(', ')})
       returning id)
     insert into platform.history (app, form, record_id, kind, by, version, detail)
     select ${builder.value(eyes.app)}, ${builder.value(form.id)}, id, 'created', ${by}, 1,
            ${builder.late('source', '::jsonb')} from "~record"`,
  );
}

/** The same for a change: only where the record still has the version that was read. */
export function compileUpdate(
  eyes: Eyes,
  form: Form,
  shape: WriteShape & { system: readonly string[] },
): Statement {
  const builder = new StatementBuilder();
  const columns = stored(shape.fields);
  const set = [
    'version = version + 1',
    `updated_at = ${builder.late('now', '::timestamptz')}`,
    `updated_by = ${builder.late('by', '::uuid')}`,
    ...columns.map(({ field, column }) => `${quoteIdentifier(field.id)} = ${place(builder, field, column)}`),
    ...shape.system.map(
      (name) => `${quoteIdentifier(name)} = ${builder.late(`field.${name}`, systemCast(name))}`,
    ),
  ];
  const table = new RecordScope(eyes, form, 't', builder).table;
  const parts = [
    `"~record" as (update ${table} set ${set.join(', ')}
       where id = ${builder.late('id', '::uuid')} and version = ${builder.late('version', '::int')} returning *)`,
  ];
  const sources = new Map<string, string>();
  for (const field of shape.fields.filter((candidate) => candidate.fields))
    parts.push(...replaceRows(builder, eyes.app, form, field, sources));
  const kind = builder.late('kind', '::text');
  parts.push(historyPart(builder, eyes.app, form.id, kind), outboxPart(builder, eyes.app, form.id, kind));
  return finish(builder, eyes, form, parts, sources, shape.hasKey);
}

function systemCast(name: string): string {
  return name === 'deleted_at' ? '::timestamptz' : '::uuid';
}

function finish(
  builder: StatementBuilder,
  eyes: Eyes,
  form: Form,
  parts: string[],
  sources: ReadonlyMap<string, string>,
  hasKey: boolean,
): Statement {
  const scope = new RecordScope(eyes, form, 't', builder, sources);
  const columns = projection(scope, form.fields);
  parts.push(
    `"~answer" as (select row_to_json("~row")::text as json from (select ${columns} from "~record" as t${scope.joins}) "~row")`,
  );
  if (hasKey)
    parts.push(
      `"~key" as (insert into platform.idempotency (caller, key, fingerprint, status, answer)
         select ${builder.late('caller', '::uuid')}, ${builder.late('key', '::text')},
                ${builder.late('fingerprint', '::bytea')}, ${builder.late('status', '::int')}, json from "~answer")`,
    );
  return builder.finish(`with ${parts.join(',\n')}\nselect json from "~answer"`);
}

function counter(builder: StatementBuilder, app: string, form: string, field: Field): string {
  return `${quoteIdentifier(`~number_${field.id}`)} as (
    insert into platform.counter as c (app, form, field, period, value)
    values (${builder.value(app)}, ${builder.value(form)}, ${builder.value(field.id)}, ${builder.late(`period.${field.id}`, '::text')}, 1)
    on conflict (app, form, field, period) do update set value = c.value + 1 returning value)`;
}

/** A number that came along (an import keeps the old ones) wins over a new one. */
function numberSql(builder: StatementBuilder, field: Field): string {
  const digits = builder.value(field.digits ?? 4, '::int');
  const next = `(select value::text from ${quoteIdentifier(`~number_${field.id}`)})`;
  const made = `${builder.late(`prefix.${field.id}`, '::text')} || lpad(${next}, greatest(${digits}, length(${next})), '0')`;
  return `coalesce(${builder.late(`field.${field.id}`, '::text')}, ${made})`;
}

function rowColumns(field: Field): { names: string; types: string; picked: string; updates: string } {
  const columns = stored(field.fields ?? []);
  const quoted = columns.map(({ field: column }) => quoteIdentifier(column.id));
  return {
    names: quoted.map((name) => `, ${name}`).join(''),
    types: columns
      .map(({ field: column, column: { type } }) => `, ${quoteIdentifier(column.id)} ${casts[type]}`)
      .join(''),
    picked: quoted.map((name) => `, r.${name}`).join(''),
    updates: quoted.map((name) => `, ${name} = excluded.${name}`).join(''),
  };
}

function rowsFrom(builder: StatementBuilder, field: Field, types: string): string {
  return `json_to_recordset(${builder.late(`field.${field.id}`, '::json')}) as r(id uuid, position int${types})`;
}

function insertRows(
  builder: StatementBuilder,
  app: string,
  form: Form,
  field: Field,
  sources: Map<string, string>,
): string {
  const { names, types, picked } = rowColumns(field);
  const source = quoteIdentifier(`~rows_${field.id}`);
  sources.set(field.id, source);
  return `${source} as (insert into ${childTableOf(app, form.id, field.id)} (id, parent_id, position${names})
    select r.id, t.id, r.position${picked} from "~record" t, ${rowsFrom(builder, field, types)} returning *)`;
}

/**
 * Rows that are no longer there go, the others are written. A row of another record cannot be reached by its id: it
 * would lose its record, which the database refuses.
 */
function replaceRows(
  builder: StatementBuilder,
  app: string,
  form: Form,
  field: Field,
  sources: Map<string, string>,
): string[] {
  const { names, types, picked, updates } = rowColumns(field);
  const table = childTableOf(app, form.id, field.id);
  const source = quoteIdentifier(`~rows_${field.id}`);
  sources.set(field.id, source);
  const kept = `select r.id from ${rowsFrom(builder, field, types)}`;
  return [
    `${quoteIdentifier(`~gone_${field.id}`)} as (delete from ${table} c using "~record" t
       where c.parent_id = t.id and c.id not in (${kept}))`,
    `${source} as (insert into ${table} as c (id, parent_id, position${names})
       select r.id, t.id, r.position${picked} from "~record" t, ${rowsFrom(builder, field, types)}
       on conflict (id) do update set position = excluded.position${updates},
         parent_id = case when c.parent_id = excluded.parent_id then c.parent_id end
       returning *)`,
  ];
}

function historyPart(builder: StatementBuilder, app: string, form: string, kind: string): string {
  return `"~history" as (insert into platform.history (app, form, record_id, kind, by, version, changes, detail, happened_at)
    select ${builder.value(app)}, ${builder.value(form)}, t.id, ${kind}, ${builder.late('by', '::uuid')}, t.version,
           ${builder.late('changes', '::jsonb')}, ${builder.late('source', '::jsonb')},
           ${builder.late('happened', '::timestamptz')} from "~record" t)`;
}

/** A row for each feature that wants to know; the topics are found before, from the same change. */
function outboxPart(builder: StatementBuilder, app: string, form: string, kind: string): string {
  return `"~outbox" as (insert into platform.outbox (topic, payload)
    select topic, jsonb_build_object('app', ${builder.value(app)}::text, 'form', ${builder.value(form)}::text,
      'id', t.id, 'version', t.version, 'kind', ${kind}, 'by', ${builder.late('by', '::uuid')},
      'changes', ${builder.late('changes', '::jsonb')}, 'source', ${builder.late('source', '::jsonb')})
    from "~record" t, unnest(${builder.late('topics', '::text[]')}) as topic)`;
}
