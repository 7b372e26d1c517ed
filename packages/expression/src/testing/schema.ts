import type { SqlField } from '../sql-field.js';
import type { Type, Types } from '../types.js';
import { options } from './hostile-values.js';

const choice: Type = { kind: 'choice', options };

/** The fields of the sub-table that generated expressions go over. */
export const members: Types = {
  name: { kind: 'text' },
  quantity: { kind: 'number' },
  price: { kind: 'number' },
  used_on: { kind: 'date' },
  used_at: { kind: 'datetime' },
  is_ok: { kind: 'boolean' },
  state: choice,
  marks: { kind: 'list', of: { kind: 'text' } },
};

/** The fields that generated expressions read. */
export const fields: Types = {
  title: { kind: 'text' },
  note: { kind: 'text' },
  'customer.tier': { kind: 'text' },
  amount: { kind: 'number' },
  price: { kind: 'number' },
  count: { kind: 'number' },
  is_open: { kind: 'boolean' },
  is_paid: { kind: 'boolean' },
  due: { kind: 'date' },
  bought: { kind: 'date' },
  created: { kind: 'datetime' },
  closed: { kind: 'datetime' },
  status: choice,
  old_status: choice,
  customer: { kind: 'reference', form: 'customer' },
  device_owner: { kind: 'reference', form: 'customer' },
  engineer: { kind: 'reference', form: 'user' },
  tags: { kind: 'list', of: { kind: 'text' } },
  labels: { kind: 'list', of: choice },
  readings: { kind: 'list', of: { kind: 'number' } },
  parts: { kind: 'rows', members },
};

const SQL_TYPES: Readonly<Record<string, string>> = {
  text: 'text',
  choice: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz(3)',
  reference: 'uuid',
};

function columns(types: Types): string {
  const written = Object.entries(types).flatMap(([name, type]) => {
    if (type.kind === 'rows') return [];
    const sql = type.kind === 'list' ? `${SQL_TYPES[type.of.kind]}[]` : SQL_TYPES[type.kind];
    return [`"${name}" ${sql}`];
  });
  return written.join(', ');
}

/** Statements that create the tables in a schema of their own. */
export function createTables(schema: string): string[] {
  return [
    `DROP SCHEMA IF EXISTS "${schema}" CASCADE`,
    `CREATE SCHEMA "${schema}"`,
    `CREATE TABLE "${schema}"."sample" (id integer PRIMARY KEY, ${columns(fields)})`,
    `CREATE TABLE "${schema}"."sample__parts" (parent_id integer NOT NULL, ${columns(members)})`,
  ];
}

/** How the fields are reached in SQL: the record as `t`, a row of the sub-table as `r`. */
export function fieldResolver(schema: string): (path: string) => SqlField | null {
  return (path) => {
    const type = Object.hasOwn(fields, path) ? fields[path]! : null;
    if (type?.kind !== 'rows') return type && { type, sql: `t."${path}"` };
    const from = `FROM "${schema}"."sample__parts" AS r WHERE r.parent_id = t.id`;
    const resolveMember = (name: string): SqlField | null => {
      return Object.hasOwn(members, name) ? { type: members[name]!, sql: `r."${name}"` } : null;
    };
    return { type, sql: '', rows: { from, resolveMember } };
  };
}
