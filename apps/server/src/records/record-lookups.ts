import { type AppDocuments, type Form, lookupsOf } from '@fieldwork/metadata';
import { conditionPaths } from '@fieldwork/policy';

type Lookups = ReadonlyMap<string, readonly string[]>;

const kept = new WeakMap<AppDocuments, Map<string, Lookups>>();

/**
 * For each reference field what a write must know of the other record: what the form's own expressions read there,
 * and what the conditions of roles read, so that a right means the same on a row at hand as in a list.
 */
export function lookupsForRights(documents: AppDocuments, form: Form): Lookups {
  const byForm = kept.get(documents) ?? new Map<string, Lookups>();
  kept.set(documents, byForm);
  const lookups = byForm.get(form.id) ?? find(documents, form);
  byForm.set(form.id, lookups);
  return lookups;
}

function find(documents: AppDocuments, form: Form): Lookups {
  const members = new Map([...lookupsOf(form)].map(([field, own]) => [field, new Set(own)]));
  for (const path of conditionPaths(documents.roles.values(), form.id)) {
    const [head = '', member] = path.split('.');
    if (member !== undefined && member !== 'id') members.get(head)?.add(member);
  }
  return new Map([...members].map(([field, own]) => [field, [...own]]));
}
