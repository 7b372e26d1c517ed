import type { Field } from './documents/field.js';
import type { Form } from './documents/form.js';
import type { Library } from './documents/pages/library.js';
import type { Role } from './documents/role.js';
import { fieldTypeOf } from './field-types/registry.js';
import { holdsFiles } from './named-files.js';

const told: ReadonlySet<string> = new Set([
  'text',
  'choice',
  'list',
  'number',
  'boolean',
  'date',
  'datetime',
]);

/** Whether people outside can read it: words, formatted text, pictures and files; nothing of other records or people. */
export function isReadable(field: Field): boolean {
  if (field.fields) return false;
  const definition = fieldTypeOf(field);
  if (definition.column(field)?.target !== undefined) return holdsFiles(field);
  return definition.isMarkup === true || told.has(definition.type(field)?.kind ?? '');
}

/** Whether a choice among few: what a list can be narrowed by. */
export function isGrouping(field: Field): boolean {
  return (field.options?.length ?? 0) > 0 && isReadable(field);
}

/**
 * What a library lets anybody do, as a role, so that every path to records holds it: rows that are not admitted and
 * fields that are not named are not there, neither to read nor to compare with. No role of an app has this id.
 */
export function libraryRole({ id, label, filter, shown, groups }: Library, form: Form): Role {
  const open = new Set([form.title, groups, ...shown.map(({ field }) => field)]);
  const hidden = form.fields.filter((field) => !open.has(field.id)).map((field) => field.id);
  return {
    kind: 'role',
    schema: 1,
    id: `library.${id}`,
    label,
    forms: { [form.id]: { read: filter, comments: 'none', hidden } },
  };
}
