import { type AppDocuments, type Field, type Form, fieldOf, fieldTypeOf } from '@fieldwork/metadata';
import { type FormPolicy, fieldCondition, rowCondition } from '@fieldwork/policy';
import type { Eyes } from '../records/record-scope.js';

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
export function searchedFields(form: Form, documents: AppDocuments): SearchedField[] {
  const declared = form.search?.fields.flatMap(({ field, weight }) => {
    const found = fieldOf(form, field);
    return found ? [{ field: found, weight: weight ?? 1 }] : [];
  });
  return (declared ?? sensible(form)).map(({ field, weight }) => ({
    field,
    weight,
    titleOf: field.form === undefined ? null : (documents.forms.get(field.form) ?? null),
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

/** What has to be written anew when it changes. */
export function searchShape(fields: readonly SearchedField[]): string {
  return fields
    .map(({ field, titleOf }) => `${field.id}:${field.type}:${titleOf?.title ?? ''}`)
    .sort()
    .join();
}

/**
 * `sometimes`: seen on some rows only. Titles of other records, in rows of a sub-table too, count only where the reader
 * sees all of them.
 */
export function sightOf(
  { field, titleOf }: SearchedField,
  form: FormPolicy | null,
  { documents, policy: policyOf }: Pick<Eyes, 'documents' | 'policy'>,
): 'always' | 'never' | 'sometimes' {
  const inRows = (field.fields ?? []).map((column) => documents.forms.get(column.form ?? ''));
  for (const other of [titleOf, ...inRows])
    if (other && !showsTitles(other, policyOf(other.id))) return 'never';
  const condition = form === null ? true : fieldCondition(form, field.id);
  return condition === true ? 'always' : condition === false ? 'never' : 'sometimes';
}

function showsTitles({ title = '' }: Form, policy: FormPolicy | null): boolean {
  return policy === null || (rowCondition(policy, 'read') === true && fieldCondition(policy, title) === true);
}
