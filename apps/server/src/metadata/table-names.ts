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
