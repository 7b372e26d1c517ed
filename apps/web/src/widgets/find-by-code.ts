import type { RecordData } from '@fieldwork/api-contract';
import { type ExpressionJson, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { listRecords } from '../api/records.js';

/** Types whose values are printed on things and found by their whole text. */
const codeTypes = new Set(['text', 'auto_number', 'phone']);

/** The one record of a form of which some field is this code, letter for letter; null where none or several are. */
export async function findByCode(
  app: string,
  form: Form,
  code: string,
  filter?: ExpressionJson,
  fields?: readonly string[],
): Promise<RecordData | null> {
  const asked = form.fields.filter(
    (field) =>
      (fields ? fields.includes(field.id) : codeTypes.has(field.type)) &&
      fieldTypeOf(field).type(field)?.kind === 'text',
  );
  if (asked.length === 0) return null;
  const equal: ExpressionJson = { or: asked.map(({ id }) => ({ '==': [{ var: id }, code] })) };
  const { records } = await listRecords(app, form.id, {
    filter: filter === undefined ? equal : { and: [filter, equal] },
    pageSize: 2,
    count: 'none',
  });
  return records.length === 1 ? (records[0] as RecordData) : null;
}
