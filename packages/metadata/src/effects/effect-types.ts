import type { Types } from '@fieldwork/expression';
import type { Figure } from '../documents/figures.js';
import type { Form } from '../documents/form.js';
import { figureTypes } from '../figure-types.js';
import { formTypes, withOld } from '../form-types.js';

interface Kept {
  forms: ReadonlyMap<string, Form>;
  figures: readonly Figure[] | undefined;
  types: Types;
}
const kept = new WeakMap<Form, Kept>();

/**
 * What expressions of flows and rules can name: the form's paths, `old.…` before a change, `id` as a reference to
 * the record itself, so that a record made from another can point back to it, and `figure.…` over other records.
 * Kept, so that each is checked once.
 */
export function effectTypes(
  form: Form,
  forms: ReadonlyMap<string, Form>,
  figures?: readonly Figure[],
): Types {
  const known = kept.get(form);
  if (known?.forms === forms && known.figures === figures) return known.types;
  const types: Types = {
    ...withOld({ ...formTypes(form, forms), id: { kind: 'reference', form: form.id } }),
    ...figureTypes(figures, form, forms),
  };
  kept.set(form, { forms, figures, types });
  return types;
}
