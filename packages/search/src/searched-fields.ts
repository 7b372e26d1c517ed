import { type Field, type Form, fieldOf, fieldTypeOf } from '@fieldwork/metadata';

/** A field that a search looks into. `title`: it refers to records of that form and is found by their titles. */
export interface SearchedField {
  field: Field;
  weight: number;
  titleOf: Form | null;
}

const titleWeight = 3;
const subtitleWeight = 2;
/** Found by the title of another record, which itself comes first. */
const referenceWeight = 0.4;

/** What the form declares, or what is sensible: title and subtitle before the other texts, then what it refers to. */
export function searchedFields(form: Form, { forms }: { forms: ReadonlyMap<string, Form> }): SearchedField[] {
  const declared = form.search?.fields.flatMap(({ field, weight }) => {
    const found = fieldOf(form, field);
    return found ? [{ field: found, weight: weight ?? 1 }] : [];
  });
  return (declared ?? sensible(form)).map(({ field, weight }) => ({
    field,
    weight,
    titleOf: field.form === undefined ? null : (forms.get(field.form) ?? null),
  }));
}

function sensible(form: Form): { field: Field; weight: number }[] {
  return form.fields.flatMap((field) => {
    if (field.id === form.title) return [{ field, weight: titleWeight }];
    if (field.id === form.subtitle) return [{ field, weight: subtitleWeight }];
    const definition = fieldTypeOf(field);
    const holdsText = definition.searchable || definition.isMarkup || definition.type(field)?.kind === 'text';
    if (holdsText) return [{ field, weight: 1 }];
    return field.form !== undefined ? [{ field, weight: referenceWeight }] : [];
  });
}
