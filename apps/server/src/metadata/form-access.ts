import type { FormAccess } from '@fieldwork/api-contract';
import type { AppDocuments, Form } from '@fieldwork/metadata';
import { type FormPolicy, fieldCondition, may } from '@fieldwork/policy';

/** Rights as buttons and fields need them. A field hidden on some rows only is not hidden here: its cells are empty there. */
export function accessOf(policy: FormPolicy, form: Form, documents: AppDocuments): FormAccess {
  const hidden = form.fields
    .filter((field) => fieldCondition(policy, field.id) === false)
    .map((field) => field.id);
  const writing = policy.grants.filter((grant) => grant.rows.update !== false || grant.rows.create !== false);
  const isMovement = [...documents.ledgers.values()].some((ledger) => ledger.form === form.id);
  return {
    read: may(policy, 'read'),
    create: may(policy, 'create'),
    update: !isMovement && may(policy, 'update'),
    delete: !isMovement && may(policy, 'delete'),
    import: may(policy, 'import'),
    export: may(policy, 'export'),
    hidden,
    readOnly: form.fields
      .filter(
        (field) =>
          writing.length > 0 &&
          writing.every((grant) => grant.readOnly.has(field.id) || grant.hidden.has(field.id)),
      )
      .map((field) => field.id),
  };
}
