import type { Connector } from '../documents/connector.js';
import type { Form } from '../documents/form.js';
import { fieldOf } from '../form-types.js';

/** The form whose fields a connector knows: where it is asked for each row of a sub-table, the row as if it were one. */
export function askedForm({ rows, direction }: Connector, form: Form): Form {
  const fields = direction === 'ask' && rows !== undefined ? fieldOf(form, rows)?.fields : undefined;
  return fields ? { ...form, fields: [...fields], layout: [] } : form;
}
