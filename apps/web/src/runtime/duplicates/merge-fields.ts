import { isEmptyValue } from '@fieldwork/form-engine';
import { type Field, type Form, fieldTypeOf } from '@fieldwork/metadata';

type Values = Readonly<Record<string, unknown>>;

const printed = (value: unknown) => JSON.stringify(isEmptyValue(value) ? null : value);

/** Fields in which two records say different things, as far as one may decide on them. */
export function disputedFields(
  form: Form,
  { readOnly, hidden }: { readOnly: readonly string[]; hidden: readonly string[] },
  mine: Values,
  theirs: Values,
): Field[] {
  return form.fields.filter(
    (field) =>
      !fieldTypeOf(field).generated &&
      field.compute === undefined &&
      !hidden.includes(field.id) &&
      !readOnly.includes(field.id) &&
      printed(mine[field.id]) !== printed(theirs[field.id]),
  );
}

/** Rows and files of both stand together. */
export function keepsBoth(field: Field): boolean {
  return field.fields !== undefined || fieldTypeOf(field).column(field)?.type === 'uuid[]';
}

/** What is taken of the other record unless one says otherwise: nothing that only one of the two knows is lost. */
export function worthTaking(field: Field, mine: Values, theirs: Values): boolean {
  return !isEmptyValue(theirs[field.id]) && (isEmptyValue(mine[field.id]) || keepsBoth(field));
}
