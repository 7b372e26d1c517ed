import type { ColumnType, StorageChange, StoredColumn } from '@fieldwork/metadata';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import { nameAtColumn, schemaOf, tableOf } from './table-names.js';

const sqlTypes: Record<ColumnType, string> = {
  text: 'text',
  numeric: 'numeric',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'timestamptz(3)',
  uuid: 'uuid',
  'text[]': 'text[]',
  'uuid[]': 'uuid[]',
  jsonb: 'jsonb',
};

const systemColumns = `
  id uuid primary key default uuidv7(),
  version int not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  created_by uuid references platform.user,
  updated_by uuid references platform.user,
  owner uuid references platform.user,
  department uuid references platform.department,
  deleted_at timestamptz(3)`;

function typed(column: StoredColumn): string {
  return `${quoteIdentifier(column.name)} ${sqlTypes[column.type]}`;
}

/** Taken away by what they hold: of a long column they may have been named otherwise once. */
function dropConstraints(table: string, column: string, kind: 'foreign key' | 'unique'): string {
  return `do $do$ declare found text; begin
    for found in select conname from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid
      where c.conrelid = '${table}'::regclass and c.contype = '${kind === 'unique' ? 'u' : 'f'}'
        and a.attname = '${column}' and c.conkey = array[a.attnum]
    loop execute format('alter table ${table} drop constraint %I', found); end loop; end $do$`;
}

function foreignKey(app: string, table: string, column: StoredColumn): string[] {
  const { target } = column;
  if (!target || column.type !== 'uuid') return [];
  const to = 'form' in target ? tableOf(app, target.form) : `platform.${target.platform}`;
  return [
    `alter table ${tableOf(app, table)} add constraint ${quoteIdentifier(nameAtColumn(table, column.name, 'fk'))}
       foreign key (${quoteIdentifier(column.name)}) references ${to} not valid`,
  ];
}

function unique(app: string, table: string, column: string): string {
  return `alter table ${tableOf(app, table)} add constraint ${quoteIdentifier(nameAtColumn(table, column, 'key'))}
    unique (${quoteIdentifier(column)})`;
}

interface Ddl {
  /** Tables and columns, then what refers to them: foreign keys may point at tables made in the same publish. */
  first: string[];
  then: string[];
}

/** The statements of one step. Index steps have none: indexes are built online, after the publish. */
export function ddlOf(app: string, change: StorageChange): Ddl {
  const table = tableOf(app, change.table);
  switch (change.change) {
    case 'create_table': {
      const columns = change.columns.map((column) => `, ${typed(column)}`).join('');
      const head =
        change.parent === null
          ? systemColumns
          : `id uuid primary key default uuidv7(), parent_id uuid not null references ${tableOf(app, change.parent)}
             on delete cascade, position int not null default 0`;
      const indexes =
        change.parent === null
          ? [
              `create index on ${table} (created_at desc, id desc) where deleted_at is null`,
              `create index on ${table} (owner) where deleted_at is null`,
            ]
          : [`create index on ${table} (parent_id, position)`];
      return {
        first: [`create table ${table} (${head}${columns})`, ...indexes],
        then: change.columns.flatMap((column) => [
          ...foreignKey(app, change.table, column),
          ...(column.unique ? [unique(app, change.table, column.name)] : []),
        ]),
      };
    }
    case 'drop_table':
      return { first: [`drop table ${table}`], then: [] };
    case 'add_column':
      return {
        first: [`alter table ${table} add column ${typed(change.column)}`],
        then: [
          ...foreignKey(app, change.table, change.column),
          ...(change.column.unique ? [unique(app, change.table, change.column.name)] : []),
        ],
      };
    case 'drop_column':
      return { first: [`alter table ${table} drop column ${quoteIdentifier(change.column)}`], then: [] };
    case 'change_type':
      return changeType(app, change);
    case 'change_target':
      return {
        first: [
          dropConstraints(table, change.column.name, 'foreign key'),
          `update ${table} set ${quoteIdentifier(change.column.name)} = null`,
        ],
        then: foreignKey(app, change.table, change.column),
      };
    case 'add_unique':
      return { first: [], then: [unique(app, change.table, change.column)] };
    case 'drop_unique':
      return {
        first: [dropConstraints(table, change.column, 'unique')],
        then: [],
      };
    case 'add_index':
      return { first: [], then: [] };
  }
}

/** Every value has a text; other changes of type begin with an empty column, which the person has agreed to. */
function changeType(app: string, change: Extract<StorageChange, { change: 'change_type' }>): Ddl {
  const table = tableOf(app, change.table);
  const name = quoteIdentifier(change.column.name);
  const asText = change.from.endsWith('[]') ? `array_to_string(${name}, ', ')` : `${name}::text`;
  if (change.column.type === 'text')
    return {
      first: [
        dropConstraints(table, change.column.name, 'foreign key'),
        `alter table ${table} alter column ${name} type text using ${asText}`,
      ],
      then: [],
    };
  return {
    first: [
      `alter table ${table} drop column ${name}`,
      `alter table ${table} add column ${typed(change.column)}`,
    ],
    then: foreignKey(app, change.table, change.column),
  };
}

export function createSchema(app: string): string {
  return `create schema if not exists ${schemaOf(app)}`;
}
