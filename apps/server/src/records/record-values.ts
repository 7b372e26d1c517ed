import type { Values } from '@fieldwork/form-engine';
import { type Field, type Form, fieldOf, fieldTypeOf, idOf, plainValue } from '@fieldwork/metadata';
import sanitizeHtml from 'sanitize-html';
import { uuidv7 } from '../platform/uuid.js';

const safeHtml: sanitizeHtml.IOptions = {
  allowedTags: sanitizeHtml.defaults.allowedTags.concat(['img', 'h1', 'h2', 'u', 's']),
  allowedAttributes: { a: ['href', 'target', 'rel'], img: ['src', 'alt', 'width', 'height'], '*': ['class'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
};

/** Rich text is cleaned when it is written, in rows of a sub-table too; nothing else holds markup. */
export function cleaned(
  { fields }: { fields: readonly Field[] },
  sent: Record<string, unknown>,
): Record<string, unknown> {
  const values = { ...sent };
  for (const field of fields) {
    const value = values[field.id];
    if (fieldTypeOf(field).isMarkup && typeof value === 'string')
      values[field.id] = sanitizeHtml(value, safeHtml);
    else if (field.fields && Array.isArray(value))
      values[field.id] = value.map((row: unknown) => cleanedRow(field.fields ?? [], row));
  }
  return values;
}

function cleanedRow(fields: readonly Field[], row: unknown): unknown {
  const isRow = typeof row === 'object' && row !== null && !Array.isArray(row);
  return isRow ? cleaned({ fields }, row as Record<string, unknown>) : row;
}

/** References as they were looked up, where conditions read further than their ids. */
export function withLookups(values: Values, resolved: Values): Values {
  const looked = Object.entries(resolved).filter(
    ([id, value]) => typeof values[id] === 'string' && idOf(value) === values[id],
  );
  return { ...values, ...Object.fromEntries(looked) };
}

/** Rows get their ids before they are stored; those that have one of their own keep it. */
export function withRowIds(field: Field, value: unknown): unknown {
  if (!field.fields || !Array.isArray(value)) return value;
  const taken = new Set<string>();
  return value.map((row: Record<string, unknown>, position) => {
    const given = idOf(row.id);
    const id = given === null || taken.has(given) ? uuidv7() : given;
    taken.add(id);
    return { ...row, id, position };
  });
}

/** The value as a parameter of a statement. */
export function stored(field: Field, value: unknown): unknown {
  if (field.fields)
    return JSON.stringify(Array.isArray(value) ? value.map((row) => storedRow(field, row)) : []);
  if (value === null || value === undefined) return null;
  return fieldTypeOf(field).column(field)?.type === 'jsonb' ? JSON.stringify(value) : value;
}

function storedRow(field: Field, row: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = { id: row.id, position: row.position };
  for (const column of field.fields ?? []) kept[column.id] = row[column.id] ?? null;
  return kept;
}

/** Field → [before, after], in the form values are kept in: references and files as ids. */
export function changesBetween(
  form: Form,
  before: Values,
  after: Values,
): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [id, value] of Object.entries(after)) {
    const field = fieldOf(form, id);
    const [old, now] = [plainValue(field, before[id]), plainValue(field, value)];
    if (JSON.stringify(old) !== JSON.stringify(now)) changes[id] = [old, now];
  }
  return changes;
}
