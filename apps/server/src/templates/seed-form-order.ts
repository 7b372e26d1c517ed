import type { AppDocuments, Form } from '@fieldwork/metadata';
import type { Seeds } from './seed-files.js';

/** The forms, each after those that its demo records refer to: the order in which the records can be made. */
export function inOrderOfReference(documents: AppDocuments, seeds: Pick<Seeds, 'records'>): Form[] {
  const ordered: Form[] = [];
  const seen = new Set<string>();
  const visit = (form: Form): void => {
    if (seen.has(form.id)) return;
    seen.add(form.id);
    for (const id of formsNamed(seeds.records.get(form.id) ?? [])) {
      const target = documents.forms.get(id);
      if (target) visit(target);
    }
    ordered.push(form);
  };
  for (const form of documents.forms.values()) visit(form);
  return ordered;
}

/** The forms of everything that a value refers to as `{ "$ref": "form/id" }`. */
function formsNamed(value: unknown): Set<string> {
  const found = new Set<string>();
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    for (const [key, inner] of Object.entries(one)) {
      if (key === '$ref') found.add(String(inner).split('/')[0] ?? '');
      else look(inner);
    }
  };
  look(value);
  return found;
}
