import type { Issue } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Intake, IntakeSearch } from '../documents/pages/intake.js';
import { fieldOf, formTypes } from '../form-types.js';
import type { Path } from '../issue.js';
import { checkFill, checkPaths } from './check-overview.js';
import { checkAssignments, checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

export function checkIntake(page: Intake, documents: AppDocuments): Issue[] {
  const { forms } = documents;
  const form = forms.get(page.form);
  if (!form) return [missing(['form'], '表单', 'form', page.form)];
  const types = formTypes(form, forms);
  return [
    ...checkFieldIds(page.fields, form, ['fields']),
    ...checkAssignments(page.set ?? [], form, types, ['set']),
    ...(page.caller !== undefined && !fieldOf(form, page.caller)
      ? [missing(['caller'], '字段', 'field', page.caller)]
      : []),
    ...checkTwice(
      page.search.map(({ id }) => id),
      ['search'],
    ),
    ...page.search.flatMap((search, index) => checkSearch(search, form, documents, ['search', index])),
  ];
}

function checkSearch(search: IntakeSearch, target: Form, documents: AppDocuments, path: Path): Issue[] {
  const { forms, pages } = documents;
  const form = forms.get(search.form);
  if (!form) return [missing([...path, 'form'], '表单', 'form', search.form)];
  const types = formTypes(form, forms);
  const { overview, overviewOf } = search;
  const shown = overviewOf === undefined ? form.id : fieldOf(form, overviewOf)?.form;
  const page = overview === undefined ? undefined : pages.get(overview);
  const isFitting = page?.type === 'overview' && page.form === shown;
  return [
    ...checkPaths(search.fields, types, [...path, 'fields']),
    ...checkFieldIds(search.shown, form, [...path, 'shown']),
    ...checkCondition(search.filter, types, [...path, 'filter']),
    ...checkFill(search.fill, target, types, [...path, 'fill']),
    ...(overview !== undefined && !isFitting
      ? [missing([...path, 'overview'], '全景页面', 'fitting overview', overview)]
      : []),
  ];
}
