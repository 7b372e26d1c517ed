import type { AppDocuments, Form } from '@fieldwork/metadata';

/** The forms, each after those it refers to: the order in which their records can be made. */
export function inOrderOfReference(documents: AppDocuments): Form[] {
  const ordered: Form[] = [];
  const seen = new Set<string>();
  const visit = (form: Form): void => {
    if (seen.has(form.id)) return;
    seen.add(form.id);
    for (const field of form.fields.flatMap((one) => [one, ...(one.fields ?? [])])) {
      const target = field.form === undefined ? undefined : documents.forms.get(field.form);
      if (target) visit(target);
    }
    ordered.push(form);
  };
  for (const form of documents.forms.values()) visit(form);
  return ordered;
}
