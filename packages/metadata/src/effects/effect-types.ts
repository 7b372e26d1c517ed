import type { Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import { formTypes, withOld } from '../form-types.js';

const kept = new WeakMap<Form, { forms: ReadonlyMap<string, Form>; types: Types }>();

/**
 * What expressions of flows and rules can name: the form's paths, `old.…` before a change, and `id` as a reference to
 * the record itself, so that a record made from another can point back to it. Kept, so that each is checked once.
 */
export function effectTypes(form: Form, forms: ReadonlyMap<string, Form>): Types {
  const known = kept.get(form);
  if (known?.forms === forms) return known.types;
  const types = withOld({ ...formTypes(form, forms), id: { kind: 'reference', form: form.id } });
  kept.set(form, { forms, types });
  return types;
}
