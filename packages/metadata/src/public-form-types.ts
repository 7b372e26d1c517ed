import type { Types } from '@fieldwork/expression';
import type { PublicFormChannel } from './documents/channels/public-form.js';
import type { Form } from './documents/form.js';
import { formTypes, prefixed } from './form-types.js';

/** What the filter of a find can name: the other form's fields, and the answers as `current.…`. */
export function publicFindTypes(
  channel: PublicFormChannel,
  other: Form,
  forms: ReadonlyMap<string, Form>,
): Types {
  return { ...formTypes(other, forms), ...prefixed('current', answerTypes(channel, forms)) };
}

/** What the filter of help can name beside the library's form: the answers, and what the request is about. */
export function publicHelpTypes(channel: PublicFormChannel, forms: ReadonlyMap<string, Form>): Types {
  const about = channel.about && forms.get(channel.about.form);
  return prefixed('current', {
    ...answerTypes(channel, forms),
    ...(about ? prefixed('about', formTypes(about, forms)) : {}),
  });
}

/** What values of a request can name: the answers, `about.…`, and the records that were found. */
export function publicScopeTypes(channel: PublicFormChannel, forms: ReadonlyMap<string, Form>): Types {
  const named = [
    ...(channel.about ? [{ id: 'about', form: channel.about.form }] : []),
    ...(channel.find ?? []),
  ];
  const others = named.flatMap(({ id, form: formId }): [string, Types[string]][] => {
    const form = forms.get(formId);
    if (!form) return [];
    return [
      [id, { kind: 'reference', form: formId }],
      ...Object.entries(prefixed(id, formTypes(form, forms))),
    ];
  });
  return { ...answerTypes(channel, forms), ...Object.fromEntries(others) };
}

/** The answers: the asked fields of the form, and what they lead to. */
function answerTypes(channel: PublicFormChannel, forms: ReadonlyMap<string, Form>): Types {
  const form = forms.get(channel.form);
  const asked = new Set(channel.questions.map(({ field }) => field));
  const types = form ? formTypes(form, forms) : {};
  return Object.fromEntries(Object.entries(types).filter(([path]) => asked.has(path.split('.')[0] ?? '')));
}
