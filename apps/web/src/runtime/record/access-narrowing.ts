import type { FormAccess } from '@fieldwork/api-contract';
import type { Narrowing } from '@fieldwork/form-engine';

const kept = new WeakMap<FormAccess, Narrowing>();

/** What a role hides or closes, as the form engine takes it; the same object for the same rights. */
export function narrowingOf(access: FormAccess): Narrowing {
  let narrowing = kept.get(access);
  if (!narrowing) {
    narrowing = { hidden: new Set(access.hidden), readOnly: new Set(access.readOnly) };
    kept.set(access, narrowing);
  }
  return narrowing;
}
