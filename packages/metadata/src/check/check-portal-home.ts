import type { Issue, Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { PortalList, PortalSignIn } from '../documents/pages/portal-home.js';
import { figureScope } from '../figure-types.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkPaths } from './check-overview.js';
import { checkAssignments, checkCondition, checkTwice, missing } from './checking.js';

/** Who signs in, by which messages, and what he sees then. */
export function checkPortalHome(signIn: PortalSignIn, documents: AppDocuments, path: Path): Issue[] {
  const person = documents.forms.get(signIn.form);
  if (!person) return [missing([...path, 'form'], '表单', 'form', signIn.form)];
  const types = formTypes(person, documents.forms);
  return [
    ...checkTwice(
      signIn.ways.map(({ field }) => field),
      [...path, 'ways'],
    ),
    ...signIn.ways.flatMap(({ field, channel: id }, index) => {
      const at = [...path, 'ways', index];
      const channel = documents.channels.get(id);
      if (types[field]?.kind !== 'text') return [missing([...at, 'field'], '文本字段', 'text field', field)];
      if (channel?.type !== 'message' || channel.form !== person.id)
        return [missing([...at, 'channel'], '消息渠道', 'message channel over this form', id)];
      // A code goes to the address that was named, never to another of the same person.
      return [
        ...(channel.to === field
          ? []
          : [
              issue(
                [...at, 'channel'],
                'other_address',
                '这个消息渠道发给另一个字段',
                'This channel sends to another field',
              ),
            ]),
        ...(carriesCode(channel)
          ? []
          : [issue([...at, 'channel'], 'no_code', '消息里没有 {{code}}', 'This message has no {{code}}')]),
      ];
    }),
    ...checkTwice(
      signIn.lists.map(({ id }) => id),
      [...path, 'lists'],
    ),
    ...signIn.lists.flatMap((list, index) => checkList(list, person, documents, [...path, 'lists', index])),
    ...checkReport(signIn.report, null, documents, [...path, 'report']),
    ...checkPrefill(signIn, types, documents, [...path, 'prefill']),
  ];
}

function checkList(list: PortalList, person: Form, documents: AppDocuments, path: Path): Issue[] {
  const form = documents.forms.get(list.form);
  const scope = figureScope(list, person, documents.forms);
  if (!form || !scope) return [missing([...path, 'form'], '表单', 'form', list.form)];
  const types = formTypes(form, documents.forms);
  const page = list.page === undefined ? null : documents.pages.get(list.page);
  return [
    ...checkCondition(list.filter, scope, [...path, 'filter']),
    ...list.shown.flatMap(({ field, when }, index) => [
      ...(fieldOf(form, field) || Object.hasOwn(types, field)
        ? []
        : [missing([...path, 'shown', index, 'field'], '字段', 'field', field)]),
      ...checkCondition(when, types, [...path, 'shown', index, 'when']),
    ]),
    ...checkPaths(
      (list.sort ?? []).map(({ field }) => field),
      scope,
      [...path, 'sort'],
    ),
    ...(page === null || (page?.type === 'portal' && page.form === form.id)
      ? []
      : [missing([...path, 'page'], '客户门户页面', 'portal over this form', list.page ?? '')]),
    ...checkReport(list.report, form.id, documents, [...path, 'report']),
  ];
}

/** `about`: the form whose records the public form has to be about. */
function checkReport(id: string | undefined, about: string | null, documents: AppDocuments, path: Path) {
  if (id === undefined) return [];
  const channel = documents.channels.get(id);
  const fits = channel?.type === 'public_form' && (about === null || channel.about?.form === about);
  return fits ? [] : [missing(path, '公开表单', 'public form', id)];
}

/** Only what the form asks can be filled in. */
function checkPrefill(
  { report, prefill }: PortalSignIn,
  types: Types,
  { channels, forms }: AppDocuments,
  path: Path,
): Issue[] {
  if (prefill === undefined) return [];
  const channel = report === undefined ? undefined : channels.get(report);
  const target = channel?.type === 'public_form' ? forms.get(channel.form) : undefined;
  if (channel?.type !== 'public_form' || !target)
    return [missing(path, '公开表单', 'public form', report ?? '')];
  const asked = new Set(channel.questions.map(({ field }) => field));
  return [
    ...prefill.flatMap(({ field }, index) =>
      asked.has(field) ? [] : [missing([...path, index, 'field'], '问题', 'question', field)],
    ),
    ...checkAssignments(prefill, target, types, path),
  ];
}

function carriesCode(words: unknown): boolean {
  return /\{\{\s*code\s*\}\}/.test(JSON.stringify(words));
}
