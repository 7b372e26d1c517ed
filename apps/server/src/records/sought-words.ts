import { fieldTypeOf } from '@fieldwork/metadata';
import type { RecordScope } from './record-scope.js';
import type { StatementBuilder } from './statement.js';

/** Keys of the index of words, of which one has to be there. `sometimes`: of fields that are seen on some rows only. */
export interface SoughtKeys {
  always: readonly number[];
  sometimes: readonly { field: string; keys: readonly number[] }[];
}

/** What a list is narrowed to by words. */
export type SoughtWords =
  | {
      /** Every word has to be there, in one of its ways; of a way every token. */
      words: readonly (readonly (readonly SoughtKeys[])[])[];
      /** As it was typed. */
      typed: string;
      /** Looked for inside of all texts as well, for the index knows words from their beginning only. */
      isInside: boolean;
      /** Records that the index does not know yet as they are: these are looked into. */
      waiting: readonly string[];
      /** So few have the words that they are fetched one by one. */
      isRare: boolean;
    }
  | { ids: readonly string[] };

/** True where a record holds the words in fields that the reader sees; an index of words answers it. */
export function soughtCondition(scope: RecordScope, builder: StatementBuilder, sought: SoughtWords): string {
  if ('ids' in sought) return `${scope.alias}.id = any (${builder.value([...sought.ids], '::uuid[]')})`;
  const own = scope.other(scope.form, '"~words"');
  const has = (keys: readonly number[]) => `e.keys && ${builder.value([...keys], '::int[]')}`;
  const token = ({ always, sometimes }: SoughtKeys): string => {
    const seen = sometimes.flatMap(({ field, keys }) => {
      const guarded = own.guard(field, { type: { kind: 'boolean' }, sql: 'true' });
      return guarded ? [`(${has(keys)} and ${guarded.sql})`] : [];
    });
    const any = [...(always.length > 0 ? [has(always)] : []), ...seen];
    return any.length === 0 ? 'false' : `(${any.join(' or ')})`;
  };
  const words = sought.words.map(
    (ways) => `(${ways.map((way) => way.map(token).join(' and ')).join(' or ')})`,
  );
  const isGuarded = sought.words.flat(2).some(({ sometimes }) => sometimes.length > 0);
  const rows = isGuarded
    ? ` join ${own.table} as ${own.alias} on ${own.alias}.id = e.record_id${own.joins}`
    : '';
  const place = `e.app = ${builder.value(scope.eyes.app)} and e.form = ${builder.value(scope.form.id)}`;
  const indexed = `select e.record_id from platform.search_entry e${rows} where ${place} and ${words.join(' and ')}`;
  const inside = inTexts(scope, builder, sought);
  const found = `${indexed}${inside === null ? '' : ` union all ${inside}`}`;
  return sought.isRare ? `${scope.alias}.id = any (array(${found}))` : `${scope.alias}.id in (${found})`;
}

function inTexts(
  scope: RecordScope,
  builder: StatementBuilder,
  { typed, isInside, waiting }: Exclude<SoughtWords, { ids: readonly string[] }>,
): string | null {
  if (!isInside && waiting.length === 0) return null;
  const own = scope.other(scope.form, '"~texts"');
  const only = isInside ? '' : ` and ${own.alias}.id = any (${builder.value([...waiting], '::uuid[]')})`;
  const contains = containsCondition(own, builder, typed);
  return `select ${own.alias}.id from ${own.table} as ${own.alias}${own.joins}
    where ${own.alias}.deleted_at is null${only} and ${contains}`;
}

/** Looks inside all short texts of the form that the caller may see. */
export function containsCondition(scope: RecordScope, builder: StatementBuilder, words: string): string {
  const pattern = builder.value(`%${words.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`);
  const columns = scope.form.fields
    .filter((field) => fieldTypeOf(field).searchable)
    .flatMap((field) => scope.resolve(field.id)?.sql ?? []);
  return columns.length === 0 ? 'false' : `(${columns.map((sql) => `${sql} ilike ${pattern}`).join(' or ')})`;
}
