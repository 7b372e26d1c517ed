import type { FormAccess } from '@fieldwork/api-contract';
import type { AppDocuments, Form } from '@fieldwork/metadata';
import { type FormPolicy, fieldCondition, may } from '@fieldwork/policy';

/** Rights as buttons and fields need them. A field hidden on some rows only is not hidden here: its cells are empty there. */
export function accessOf(policy: FormPolicy, form: Form, documents: AppDocuments): FormAccess {
  const hidden = form.fields
    .filter((field) => fieldCondition(policy, field.id) === false)
    .map((field) => field.id);
  const writing = policy.grants.filter((grant) => grant.rows.update !== false || grant.rows.create !== false);
  const ledgers = [...documents.ledgers.values()];
  // What a ledger keeps is written by its movements alone, and movements are only added to.
  const isAccount = ledgers.some(({ accounts }) => accounts?.some((one) => one.form === form.id));
  const isKept = isAccount || ledgers.some((ledger) => ledger.form === form.id);
  const isConditional = policy.grants.some(({ rows }) =>
    [rows.update, rows.delete].some((condition) => typeof condition === 'object'),
  );
  return {
    read: may(policy, 'read'),
    create: !isAccount && may(policy, 'create'),
    update: !isKept && may(policy, 'update'),
    delete: !isKept && may(policy, 'delete'),
    import: !isAccount && may(policy, 'import'),
    export: may(policy, 'export'),
    byRecord: !isKept && isConditional,
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
