import type { Scope } from '@fieldwork/expression';
import type { Narrowing } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { canWriteField, type FormPolicy, fieldCondition } from '@fieldwork/policy';

/** What the writer's roles leave closed: fields he may not write on this row, fields he never sees. */
export function narrowingOf(
  policy: FormPolicy | null,
  form: Form,
  action: 'create' | 'update',
  scope: Scope,
): Narrowing {
  if (policy === null) return {};
  const closed = form.fields.filter((field) => !canWriteField(policy, action, field.id, scope));
  const hidden = form.fields.filter((field) => fieldCondition(policy, field.id) === false);
  return {
    readOnly: new Set(closed.map((field) => field.id)),
    hidden: new Set(hidden.map((field) => field.id)),
  };
}
