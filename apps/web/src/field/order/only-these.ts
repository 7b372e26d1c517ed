import { type Form, fieldOf } from '@fieldwork/metadata';

/** The form with nothing but these fields, one below the other; its rules stay those of the whole. */
export function onlyThese(form: Form, fields: readonly string[]): Form {
  return {
    ...form,
    layout: fields.filter((id) => fieldOf(form, id)).map((field) => ({ kind: 'field', field, span: 24 })),
  };
}
