import type { Issue, Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Fill, Overview, OverviewList, OverviewMoments } from '../documents/pages/overview.js';
import { figureScope } from '../figure-types.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkFigures } from './check-figures.js';
import { checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

export function checkOverview(page: Overview, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(page.form);
  if (!form) return [missing(['form'], '表单', 'form', page.form)];
  const moments = page.timeline ?? [];
  return [
    ...checkFieldIds(page.fields, form, ['fields']),
    ...checkFigures(page.figures, form, documents, ['figures']),
    ...checkTwice(
      page.lists.map(({ id }) => id),
      ['lists'],
    ),
    ...page.lists.flatMap((list, index) => checkList(list, form, documents, ['lists', index])),
    ...checkTwice(
      moments.map(({ id }) => id),
      ['timeline'],
    ),
    ...moments.flatMap((one, index) => checkMoments(one, form, documents, ['timeline', index])),
  ];
}

function checkList(list: OverviewList, current: Form, documents: AppDocuments, path: Path): Issue[] {
  const scope = figureScope(list, current, documents.forms);
  const form = documents.forms.get(list.form);
  if (!scope || !form) return [missing([...path, 'form'], '表单', 'form', list.form)];
  return [
    ...checkCondition(list.filter, scope, [...path, 'filter']),
    ...checkFieldIds(list.columns, form, [...path, 'columns']),
    ...checkPaths(
      (list.sort ?? []).map(({ field }) => field),
      scope,
      [...path, 'sort'],
    ),
    ...checkFill(list.fill ?? [], form, formTypes(current, documents.forms), [...path, 'fill']),
  ];
}

function checkMoments(one: OverviewMoments, current: Form, documents: AppDocuments, path: Path): Issue[] {
  const scope = figureScope(one, current, documents.forms);
  const form = documents.forms.get(one.form);
  if (!scope || !form) return [missing([...path, 'form'], '表单', 'form', one.form)];
  const kind = scope[one.at]?.kind;
  return [
    ...checkCondition(one.filter, scope, [...path, 'filter']),
    ...checkFieldIds(
      [one.at, one.text, one.state].filter((part) => part !== undefined),
      form,
      path,
    ),
    ...(kind === undefined || kind === 'datetime'
      ? []
      : [issue([...path, 'at'], 'not_date', '请选择日期时间字段', 'Choose a field with date and time')]),
  ];
}

/** Values that a record at hand (`types`) gives to a new record of `target`. */
export function checkFill(fill: Fill, target: Form, types: Types, path: Path): Issue[] {
  return fill.flatMap(({ field, from }, index) => [
    ...(fieldOf(target, field) ? [] : [missing([...path, index, 'field'], '字段', 'field', field)]),
    ...(Object.hasOwn(types, from) && !from.includes('.')
      ? []
      : [missing([...path, index, 'from'], '字段', 'field', from)]),
  ]);
}

export function checkPaths(paths: readonly string[], types: Types, path: Path): Issue[] {
  return paths.flatMap((id, index) =>
    Object.hasOwn(types, id) ? [] : [missing([...path, index], '字段', 'field', id)],
  );
}
