import type { Type, Types } from '@fieldwork/expression';
import type { Field } from './documents/field.js';
import type { Form } from './documents/form.js';
import { fieldTypeOf } from './field-types/registry.js';

const user: Type = { kind: 'reference', form: 'user' };

export const systemTypes: Types = {
  id: { kind: 'text' },
  version: { kind: 'number' },
  created_at: { kind: 'datetime' },
  updated_at: { kind: 'datetime' },
  created_by: user,
  updated_by: user,
  owner: user,
  department: { kind: 'reference', form: 'department' },
};

/** Types of the fields themselves, without what references lead to. */
export function fieldsTypes(fields: readonly Field[]): Types {
  const types: Record<string, Type> = {};
  for (const field of fields) {
    const definition = fieldTypeOf(field);
    const type = field.fields ? rowsType(field.fields) : definition.type(field);
    if (type) types[field.id] = type;
    for (const [member, memberType] of Object.entries(definition.members?.(field) ?? {}))
      types[`${field.id}.${member}`] = memberType;
  }
  return types;
}

function rowsType(fields: readonly Field[]): Type {
  return { kind: 'rows', members: fieldsTypes(fields) };
}

/**
 * Every path an expression over a record of this form can name: its fields, the system's columns,
 * the fields of records it refers to (`customer.tier`), parts of composite values (`address.city`).
 */
export function formTypes(form: Form, forms: ReadonlyMap<string, Form>): Types {
  const types: Record<string, Type> = { ...systemTypes, ...fieldsTypes(form.fields) };
  for (const field of form.fields) {
    const target = field.form === undefined ? undefined : forms.get(field.form);
    if (!target) continue;
    for (const [path, type] of Object.entries({ ...systemTypes, ...fieldsTypes(target.fields) }))
      types[`${field.id}.${path}`] = type;
  }
  return types;
}

/** What the references among these fields look up (`part.price`): at hand where one has just been chosen. */
export function lookupTypes(fields: readonly Field[], forms: ReadonlyMap<string, Form>): Types {
  const types: Record<string, Type> = {};
  for (const field of fields) {
    const target = field.form === undefined ? undefined : forms.get(field.form);
    const seen = target ? fieldsTypes(target.fields) : {};
    for (const id of field.lookups ?? []) {
      const type = seen[id];
      if (type) types[`${field.id}.${id}`] = type;
    }
  }
  return types;
}

/** The same paths with `old.` before them, for conditions over a change. */
export function withOld(types: Types): Types {
  const both: Record<string, Type> = { ...types };
  for (const [path, type] of Object.entries(types)) both[`old.${path}`] = type;
  return both;
}

/** The same paths under one more name. */
export function prefixed(name: string, types: Types): Types {
  return Object.fromEntries(Object.entries(types).map(([path, type]) => [`${name}.${path}`, type]));
}

export function fieldOf(form: { fields: readonly Field[] }, id: string): Field | undefined {
  return form.fields.find((field) => field.id === id);
}
