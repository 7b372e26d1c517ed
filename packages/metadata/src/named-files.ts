import type { Field } from './documents/field.js';
import { fieldTypeOf } from './field-types/registry.js';
import { idOf } from './field-types/relations.js';

const picture = /<img[^>]+src="\/api\/v1\/files\/([0-9a-f-]{36})"/gi;

export function holdsFiles(field: Field): boolean {
  const target = fieldTypeOf(field).column(field)?.target;
  return target !== undefined && 'platform' in target && target.platform === 'file';
}

/** Ids of the files that a value names, pictures in formatted text among them. */
export function namedFiles(field: Field, value: unknown): string[] {
  if (fieldTypeOf(field).isMarkup)
    return typeof value === 'string' ? [...value.matchAll(picture)].map(([, id]) => String(id)) : [];
  return holdsFiles(field) && Array.isArray(value) ? value.flatMap((one) => idOf(one) ?? []) : [];
}
