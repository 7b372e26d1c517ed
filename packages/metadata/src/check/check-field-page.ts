import type { Issue, Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { FieldAlso, FieldBack, FieldList, FieldPage } from '../documents/pages/field.js';
import { effectTypes } from '../effects/effect-types.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { holdsFiles } from '../named-files.js';
import { checkFieldSteps } from './check-field-steps.js';
import { checkPaths } from './check-overview.js';
import { checkAssignments, checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

/** A day's work on a phone: what is taken along exists and is reached by references, and so do the steps. */
export function checkFieldPage(page: FieldPage, documents: AppDocuments): Issue[] {
  const { forms } = documents;
  const form = forms.get(page.work.form);
  if (!form) return [missing(['work', 'form'], '表单', 'form', page.work.form)];
  const types = formTypes(form, forms);
  return [
    ...checkWork(page, form, types),
    ...page.follow.flatMap((id, index) => checkReference(form, id, null, ['follow', index])),
    ...(page.back ?? []).flatMap((back, index) => checkBack(back, form, documents, ['back', index])),
    ...(page.also ?? []).flatMap((also, index) => checkAlso(also, types, documents, ['also', index])),
    ...checkScan(page, documents),
    ...(page.parts ? checkFieldList(page.parts, documents, ['parts']) : []),
    ...(page.lists ?? []).flatMap((list, index) => checkFieldList(list, documents, ['lists', index])),
    ...checkBegins(page, documents),
    ...checkPaths(
      (page.pool?.shown ?? []).filter((path) => !isPlain(form, path)),
      types,
      ['pool', 'shown'],
    ),
    ...checkFieldSteps(page, form, types, documents),
    ...(page.positions && page.positions.to <= page.positions.from
      ? [
          issue(
            ['positions', 'to'],
            'no_range',
            '结束时间应晚于开始时间',
            'These hours end before they begin',
          ),
        ]
      : []),
  ];
}

function checkWork({ work }: FieldPage, form: Form, types: Types): Issue[] {
  const kind = types[work.from]?.kind;
  const paths = [work.title, work.subtitle, ...(work.shown ?? []), ...(work.phones ?? [])];
  return [
    ...checkCondition(work.filter, types, ['work', 'filter']),
    ...(kind === 'datetime'
      ? []
      : [issue(['work', 'from'], 'not_date', '请选择日期时间字段', 'Choose a field with date and time')]),
    ...checkFieldIds(
      [work.minutes, work.due, ...(work.badges ?? [])].filter((id) => id !== undefined),
      form,
      ['work'],
    ),
    ...checkPaths(paths.filter((path) => path !== undefined && !isPlain(form, path)) as string[], types, [
      'work',
    ]),
  ];
}

/** Fields that expressions cannot name, such as addresses, can still be shown. */
function isPlain(form: Form, path: string): boolean {
  return fieldOf(form, path) !== undefined;
}

function checkReference(form: Form, id: string, target: string | null, path: Path): Issue[] {
  const field = fieldOf(form, id);
  if (field?.type === 'reference' && (target === null || field.form === target)) return [];
  return [missing(path, '关联字段', 'reference', id)];
}

function checkBack(back: FieldBack, work: Form, { forms }: AppDocuments, path: Path): Issue[] {
  const form = forms.get(back.form);
  if (!form) return [missing([...path, 'form'], '表单', 'form', back.form)];
  const types = formTypes(form, forms);
  const followed = fieldOf(work, back.of)?.form ?? null;
  return [
    ...checkReference(work, back.of, null, [...path, 'of']),
    ...checkReference(form, back.field, followed, [...path, 'field']),
    ...checkCondition(back.filter, types, [...path, 'filter']),
    ...checkPaths(
      back.sort.map(({ field }) => field),
      types,
      [...path, 'sort'],
    ),
  ];
}

function checkAlso(also: FieldAlso, work: Types, { forms }: AppDocuments, path: Path): Issue[] {
  const form = forms.get(also.form);
  if (!form) return [missing([...path, 'form'], '表单', 'form', also.form)];
  const types = formTypes(form, forms);
  return [
    ...checkCondition(also.filter, types, [...path, 'filter']),
    ...(also.where
      ? [
          ...checkPaths([also.where.field], types, [...path, 'where', 'field']),
          ...checkPaths([also.where.in], work, [...path, 'where', 'in']),
        ]
      : []),
    ...checkPaths(
      (also.sort ?? []).map(({ field }) => field),
      types,
      [...path, 'sort'],
    ),
    ...(also.files ?? []).flatMap((id, index) => {
      const field = fieldOf(form, id);
      return field && (holdsFiles(field) || fieldTypeOf(field).isMarkup)
        ? []
        : [missing([...path, 'files', index], '附件、照片或富文本字段', 'field with files', id)];
    }),
  ];
}

function checkScan({ scan }: FieldPage, { forms }: AppDocuments): Issue[] {
  if (!scan) return [];
  const all = [
    ...scan.finds.map((found, index) => ({ ...found, path: ['scan', 'finds', index] as Path })),
    ...(scan.unknown
      ? [{ form: scan.unknown.form, fields: [scan.unknown.field], path: ['scan', 'unknown'] as Path }]
      : []),
  ];
  return all.flatMap(({ form: id, fields, path }) => {
    const form = forms.get(id);
    return form
      ? checkFieldIds(fields, form, [...path, 'fields'])
      : [missing([...path, 'form'], '表单', 'form', id)];
  });
}

/** What is begun exists, what it takes over fits, and what it looks for is where the reference leads. */
function checkBegins({ begin = [] }: FieldPage, { forms }: AppDocuments): Issue[] {
  return [
    ...checkTwice(
      begin.map(({ id }) => id),
      ['begin'],
    ),
    ...begin.flatMap(({ form: id, on, when, set = [], find = [], fields = [] }, index): Issue[] => {
      const path = ['begin', index];
      const form = forms.get(id);
      if (!form) return [missing([...path, 'form'], '表单', 'form', id)];
      const source = on === undefined ? undefined : forms.get(on);
      if (on !== undefined && !source) return [missing([...path, 'on'], '表单', 'form', on)];
      const types = source ? formTypes(source, forms) : {};
      return [
        ...checkCondition(when, types, [...path, 'when']),
        ...checkAssignments(set, form, source ? effectTypes(source, forms) : types, [...path, 'set']),
        ...checkFieldIds(fields, form, [...path, 'fields']),
        ...find.flatMap(({ field, filter }, at) => {
          const target = forms.get(fieldOf(form, field)?.form ?? '');
          const place = [...path, 'find', at];
          return target
            ? checkCondition(filter, formTypes(target, forms), [...place, 'filter'])
            : [missing([...place, 'field'], '关联字段', 'reference', field)];
        }),
      ];
    }),
  ];
}

function checkFieldList(list: FieldList, { forms }: AppDocuments, path: Path): Issue[] {
  const form = forms.get(list.form);
  if (!form) return [missing([...path, 'form'], '表单', 'form', list.form)];
  const types = formTypes(form, forms);
  return [
    ...checkCondition(list.filter, types, [...path, 'filter']),
    ...checkPaths(
      (list.sort ?? []).map(({ field }) => field),
      types,
      [...path, 'sort'],
    ),
    ...checkPaths(
      list.shown.filter((shown) => !isPlain(form, shown)),
      types,
      [...path, 'shown'],
    ),
  ];
}
