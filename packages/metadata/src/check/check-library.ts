import type { Issue, Types } from '@fieldwork/expression';
import type { Help } from '../documents/help.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Library } from '../documents/pages/library.js';
import { fieldOf, formTypes } from '../form-types.js';
import { isSystemField } from '../identifier.js';
import { issue, type Path } from '../issue.js';
import { isGrouping, isReadable } from '../library-rights.js';
import { checkCondition, checkFieldIds, missing } from './checking.js';

export function checkLibrary(page: Library, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(page.form);
  if (!form) return [missing(['form'], '表单', 'form', page.form)];
  const { groups, excerpt, report } = page;
  const grouping = groups === undefined ? undefined : fieldOf(form, groups);
  const shown = new Set(page.shown.map(({ field }) => field));
  return [
    ...(form.title === undefined
      ? [issue(['form'], 'no_title', '这个表单没有标题字段', 'This form has no title')]
      : []),
    ...checkCondition(page.filter, formTypes(form, documents.forms), ['filter']),
    ...page.shown.flatMap(({ field: id }, index) => {
      const field = fieldOf(form, id);
      const path = ['shown', index, 'field'];
      if (!field) return [missing(path, '字段', 'field', id)];
      return isReadable(field)
        ? []
        : [issue(path, 'not_readable', '这个字段不能公开', 'This field cannot be shown to everybody')];
    }),
    ...(excerpt === undefined || shown.has(excerpt)
      ? []
      : [missing(['excerpt'], '公开的字段', 'field that is shown', excerpt)]),
    ...checkFieldIds(groups === undefined ? [] : [groups], form, ['groups']),
    ...(grouping && !isGrouping(grouping)
      ? [issue(['groups'], 'no_choice', '只能按选项字段分组', 'Lists are narrowed by a choice')]
      : []),
    // What is not shown does not show in the order either.
    ...(page.sort ?? []).flatMap(({ field }, index) =>
      isSystemField(field) || shown.has(field) || field === form.title || field === groups
        ? []
        : [missing(['sort', index, 'field'], '公开的字段', 'field that is shown', field)],
    ),
    ...(report === undefined || documents.channels.get(report)?.type === 'public_form'
      ? []
      : [missing(['report'], '公开表单', 'public form', report)]),
  ];
}

/** `asked`: what can be looked for; `current`: what the filter can name beside the library's form. */
export function checkHelp(
  help: Help,
  asked: readonly string[],
  current: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const page = documents.pages.get(help.page);
  const form = page?.type === 'library' ? documents.forms.get(page.form) : undefined;
  if (!form) return [missing([...path, 'page'], '公开资料页面', 'library', help.page)];
  return [
    ...help.query.flatMap((id, index) =>
      asked.includes(id) ? [] : [missing([...path, 'query', index], '问题', 'question', id)],
    ),
    ...checkCondition(help.filter, { ...formTypes(form, documents.forms), ...current }, [...path, 'filter']),
  ];
}
