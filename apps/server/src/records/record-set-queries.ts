import { type Form, fieldTypeOf, type Sort } from '@fieldwork/metadata';
import { projection, unknownFields } from './record-queries.js';
import { type Eyes, RecordScope } from './record-scope.js';
import { type Statement, StatementBuilder } from './statement.js';

/** Which records of a form are wanted. `among`: only those in whose field one of the given values stands. */
export interface SetShape {
  filter?: unknown;
  sort?: Sort | undefined;
  among?: string | undefined;
  /** With `among`: the first so many for each value, not in all. */
  each?: boolean | undefined;
}

/** Ids of records in order, as far as the caller may read them. Late: `values` (as text), `most`. */
export function compileIds(eyes: Eyes, form: Form, shape: SetShape): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const order = (shape.sort ?? []).map(({ field, direction }) => {
    const found = scope.resolve(field);
    if (!found || found.rows) throw unknownFields([field]);
    return `${found.sql} ${direction === 'ascending' ? 'asc' : 'desc'} nulls last`;
  });
  const by = [...order, 't.created_at desc', 't.id'].join(', ');
  const among = shape.among === undefined ? null : amongSql(scope, builder, form, shape.among);
  const where = [
    't.deleted_at is null',
    scope.rows('read'),
    ...(shape.filter === undefined
      ? []
      : [`(${builder.expression(shape.filter, scope.resolve, 'condition').text})`]),
    ...(among ? [among.condition] : []),
  ].filter((condition) => condition !== 'true');
  const partition = shape.each && among ? `partition by ${among.sql} ` : '';
  return builder.finish(
    `select id from (select t.id, row_number() over (${partition}order by ${by}) as n
       from ${scope.table} as t${scope.joins} where ${where.join(' and ')}) s
     where n <= ${builder.late('most', '::int')} order by n`,
  );
}

/** Whether a field holds one of the values; in the shape that its index serves. */
function amongSql(
  scope: RecordScope,
  builder: StatementBuilder,
  form: Form,
  path: string,
): { sql: string; condition: string } {
  const found = scope.resolve(path);
  if (!found || found.rows) throw unknownFields([path]);
  const { sql, type } = found;
  const own = form.fields.find(({ id }) => id === path);
  const column = own && fieldTypeOf(own).column(own)?.type;
  if (path === 'id') return { sql: 't.id', condition: `t.id = any (${builder.late('values', '::uuid[]')})` };
  if (type.kind === 'list') {
    const cast = column === 'uuid[]' ? 'uuid[]' : 'text[]';
    return { sql, condition: `${sql} && ${builder.late('values', `::${cast}`)}` };
  }
  if (column === 'uuid' || type.kind === 'reference')
    return { sql, condition: `${sql} = any (${builder.late('values', '::uuid[]')})` };
  return { sql, condition: `${sql}::text = any (${builder.late('values', '::text[]')})` };
}

/** Whole records by id, as the caller may see them, a line of JSON each. Late: `ids`. */
export function compileMany(eyes: Eyes, form: Form): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const columns = projection(scope, form.fields);
  return builder.finish(
    `select "~row".id, row_to_json("~row")::text as json from (select ${columns} from ${scope.table} as t${scope.joins}
       where t.id = any (${builder.late('ids', '::uuid[]')}) and t.deleted_at is null and ${scope.rows('read')}) "~row"`,
  );
}

/** The different values that stand at a path of some records, as text. Late: `ids`. */
export function compileValues(eyes: Eyes, form: Form, path: string): Statement {
  const builder = new StatementBuilder();
  const scope = new RecordScope(eyes, form, 't', builder);
  const found = scope.resolve(path);
  if (!found || found.rows) throw unknownFields([path]);
  const value = found.type.kind === 'list' ? `unnest(${found.sql})::text` : `${found.sql}::text`;
  return builder.finish(
    `select distinct v.value from (select ${value} as value from ${scope.table} as t${scope.joins}
       where t.id = any (${builder.late('ids', '::uuid[]')}) and t.deleted_at is null and ${scope.rows('read')}) v
     where v.value is not null`,
  );
}
