import type { UpdateTarget } from '../documents/effects.js';
import type { Form } from '../documents/form.js';
import { fieldOf } from '../form-types.js';

/** The form whose records an update writes; undefined where the reference is not there. */
export function formOfTarget(target: UpdateTarget, form: Form): string | undefined {
  return 'form' in target ? target.form : fieldOf(form, target.reference)?.form;
}
