import type { Types } from '@fieldwork/expression';
import type { MailChannel } from './documents/channels/mail.js';
import type { Form } from './documents/form.js';
import { formTypes, prefixed } from './form-types.js';

/** What is known of a mail. */
export const mailTypes: Types = {
  subject: { kind: 'text' },
  text: { kind: 'text' },
  from: { kind: 'text' },
  from_name: { kind: 'text' },
  received_at: { kind: 'datetime' },
};

/** What the filter of a find can name: the other form's fields, and the mail as `current.…`. */
export function mailFindTypes(form: Form, forms: ReadonlyMap<string, Form>): Types {
  return { ...formTypes(form, forms), ...prefixed('current', mailTypes) };
}

/** What values taken from a mail can name: `mail.…`, and the records that were found for it. */
export function mailScopeTypes(channel: MailChannel, forms: ReadonlyMap<string, Form>): Types {
  const found = (channel.find ?? []).flatMap(({ id, form: formId }): [string, Types[string]][] => {
    const form = forms.get(formId);
    if (!form) return [];
    return [
      [id, { kind: 'reference', form: formId }],
      ...Object.entries(prefixed(id, formTypes(form, forms))),
    ];
  });
  return { ...prefixed('mail', mailTypes), ...Object.fromEntries(found) };
}

/** What is known of something that a follower wrote. */
export const followerTypes: Types = prefixed('message', { text: { kind: 'text' }, openid: { kind: 'text' } });
