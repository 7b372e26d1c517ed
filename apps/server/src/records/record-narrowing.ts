import type { Scope } from '@fieldwork/expression';
import type { Narrowing } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { canWriteField, type FormPolicy, fieldCondition, mayOnRow } from '@fieldwork/policy';

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

/**
 * Whether a change leaves the record where its writer may still make it: some role allows the update on the row as it
 * will be, and leaves open each field that was sent. Else a member could write a row into a state in which his own
 * condition closes it, and one role could open a row for what another may not write there.
 */
export function mayLeaveSo(policy: FormPolicy, sent: readonly string[], after: Scope): boolean {
  const isConditional = policy.grants.some(({ rows }) => typeof rows.update === 'object');
  if (!isConditional) return true;
  return (
    mayOnRow(policy, 'update', after) && sent.every((field) => canWriteField(policy, 'update', field, after))
  );
}
