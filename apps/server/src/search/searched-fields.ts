import type { Form } from '@fieldwork/metadata';
import { type FormPolicy, fieldCondition, rowCondition } from '@fieldwork/policy';
import type { SearchedField } from '@fieldwork/search';
import type { Eyes } from '../records/record-scope.js';

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
