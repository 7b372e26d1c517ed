import { createHash } from 'node:crypto';
import { childTable, isIdentifier } from '@fieldwork/metadata';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';

/** The schema in which an app keeps its records. Only identifiers of the registry come here; anything else is a bug. */
export function schemaOf(app: string): string {
  if (!isIdentifier(app)) throw new Error('not an identifier of an app');
  return quoteIdentifier(`app_${app}`);
}

export function tableOf(app: string, form: string): string {
  return `${schemaOf(app)}.${quoteIdentifier(form)}`;
}

export function childTableOf(app: string, form: string, field: string): string {
  return tableOf(app, childTable(form, field));
}

/** A name for what belongs to a column, such as a constraint; no other column's, also where it has to be cut. */
export function nameAtColumn(table: string, column: string, kind: string): string {
  if (table.length <= 24 && column.length <= 28) return `${table}_${column}_${kind}`;
  const hash = createHash('sha256').update(`${table}.${column}`).digest('hex').slice(0, 8);
  return `${table.slice(0, 24)}_${column.slice(0, 20)}_${hash}_${kind}`;
}
