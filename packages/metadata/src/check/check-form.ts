import { type Issue, type Types, variables } from '@fieldwork/expression';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { placesOf } from '../documents/layout.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, fieldsTypes, formTypes, lookupTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkFill } from './check-fill.js';
import { checkFinding } from './check-finding.js';
import { checkMedia } from './check-media.js';
import { checkPicking } from './check-picking.js';
import { checkTable } from './check-table.js';
import { checkCondition, checkExpression, checkFieldIds, checkTwice, missing } from './checking.js';

export function checkForm(form: Form, documents: AppDocuments): Issue[] {
  const types = formTypes(form, documents.forms);
  return [
    ...checkTwice(
      form.fields.map((field) => field.id),
      ['fields'],
    ),
    ...form.fields.flatMap((field, index) => checkField(field, form, types, documents, ['fields', index])),
    ...checkComputeCycles(form),
    ...checkTitle(form),
    ...checkLayout(form, types),
    ...checkViews(form, types),
    ...checkFlags(form, types),
    ...checkFinding(form, types, documents),
    ...checkSync(form),
  ];
}

/** `looked`: what a default sees beside, since it is made where a reference is chosen. */
function checkField(
  field: Field,
  form: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
  looked: Types = {},
): Issue[] {
  const type = fieldTypeOf(field).type(field) ?? undefined;
  const issues = [
    ...checkCondition(field.visible, types, [...path, 'visible']),
    ...checkCondition(field.required, types, [...path, 'required']),
    ...checkCondition(field.readOnly, types, [...path, 'readOnly']),
    ...checkExpression(field.default, { ...types, ...looked }, [...path, 'default'], type),
    ...checkExpression(field.compute, types, [...path, 'compute'], type),
    ...(field.validate ?? []).flatMap((rule, index) =>
      checkCondition(rule.check, types, [...path, 'validate', index, 'check']),
    ),
    ...checkTwice(
      (field.options ?? []).map((option) => option.id),
      [...path, 'options'],
    ),
  ];
  if (field.form !== undefined) issues.push(...checkTarget(field, field.form, types, documents, path));
  issues.push(...checkMedia(field, form, documents, path));
  issues.push(...checkFill(field, types, documents, [...path, 'fill']));
  if (field.fields)
    issues.push(
      ...checkTable(form, field, path),
      ...checkRows(field.fields, form, types, documents, [...path, 'fields']),
    );
  return issues;
}

function checkTarget(
  field: Field,
  target: string,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const form = documents.forms.get(target);
  if (!form) return [missing([...path, 'form'], '表单', 'form', target)];
  return [
    ...checkFieldIds(field.lookups, form, [...path, 'lookups']),
    ...checkPicking(field, form, types, documents, path),
  ];
}

/** In a row its own fields come first; those of the record are reached through `parent.`. */
function checkRows(
  fields: readonly Field[],
  form: Form,
  outer: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const parents = Object.fromEntries(Object.entries(outer).map(([key, type]) => [`parent.${key}`, type]));
  const types = { ...parents, ...fieldsTypes(fields) };
  const looked = lookupTypes(fields, documents.forms);
  return [
    ...checkTwice(
      fields.map((field) => field.id),
      path,
    ),
    ...fields.flatMap((field, index) => checkField(field, form, types, documents, [...path, index], looked)),
  ];
}

/** Computed fields may build on one another, not in a circle. */
function checkComputeCycles(form: Form): Issue[] {
  const reads = new Map(
    form.fields
      .filter((field) => field.compute !== undefined)
      .map((field) => [
        field.id,
        variables(field.compute as never).map((path) => path.split('.')[0] ?? path),
      ]),
  );
  const inCircle = (id: string, seen: readonly string[]): boolean =>
    seen.includes(id) ? id === seen[0] : (reads.get(id) ?? []).some((read) => inCircle(read, [...seen, id]));
  return form.fields.flatMap((field, index) =>
    inCircle(field.id, [])
      ? [
          issue(
            ['fields', index, 'compute'],
            'circle',
            '公式互相引用，形成循环',
            'This formula depends on itself through others',
          ),
        ]
      : [],
  );
}

/** A field belongs to one side only. */
function checkSync(form: Form): Issue[] {
  if (!form.sync) return [];
  const { planning, execution } = form.sync;
  return [
    ...checkFieldIds(planning, form, ['sync', 'planning']),
    ...checkFieldIds(execution, form, ['sync', 'execution']),
    ...planning.flatMap((id, index) =>
      execution.includes(id)
        ? [
            issue(
              ['sync', 'planning', index],
              'twice',
              '一个字段只能归一方',
              'A field belongs to one side: planning or execution',
            ),
          ]
        : [],
    ),
  ];
}

function checkTitle(form: Form): Issue[] {
  const issues: Issue[] = [];
  for (const part of ['title', 'subtitle'] as const) {
    const id = form[part];
    const field = id === undefined ? undefined : fieldOf(form, id);
    if (id !== undefined && !field) issues.push(missing([part], '字段', 'field', id));
    else if (field && !fieldTypeOf(field).canBeTitle)
      issues.push(issue([part], 'not_title', '这个字段不能作为标题', 'This field cannot be the title'));
  }
  const handler = form.handler === undefined ? undefined : fieldOf(form, form.handler);
  const type = handler && fieldTypeOf(handler).type(handler);
  if (form.handler !== undefined && !(type?.kind === 'reference' && type.form === 'user'))
    issues.push(
      issue(['handler'], 'not_people', '处理人应是成员字段', 'The handler is a field that holds a member'),
    );
  for (const [index, id] of (form.badges ?? []).entries()) {
    const field = fieldOf(form, id);
    if (!field) issues.push(missing(['badges', index], '字段', 'field', id));
    else if (!canBeBadge(field))
      issues.push(
        issue(
          ['badges', index],
          'not_badge',
          '子表、文件和富文本不能显示在页头',
          'Rows, files and formatted text cannot stand in the head of a record',
        ),
      );
  }
  if (form.status !== undefined && !fieldOf(form, form.status)?.options)
    issues.push(issue(['status'], 'not_status', '状态应是单选字段', 'The status is a field with options'));
  return issues;
}

/** Whether the head of a record page has room for such a value. */
export function canBeBadge(field: Field): boolean {
  const type = fieldTypeOf(field);
  return type.column(field) !== null && type.type(field) !== null && type.isMarkup !== true;
}

function checkLayout(form: Form, types: Types): Issue[] {
  const places = placesOf(form.layout);
  const ids = places.map(({ place }) => place.field);
  return [
    ...places.flatMap(({ place, conditions }) => [
      ...(fieldOf(form, place.field) ? [] : [missing(['layout'], '字段', 'field', place.field)]),
      ...conditions.flatMap((condition) => checkCondition(condition, types, ['layout', place.field])),
    ]),
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) =>
        issue(['layout'], 'twice', `字段在布局中出现两次：${id}`, `“${id}” stands in the layout twice`),
      ),
  ];
}

function checkFlags({ flags = [] }: Form, types: Types): Issue[] {
  return [
    ...checkTwice(
      flags.map((flag) => flag.id),
      ['flags'],
    ),
    ...flags.flatMap((flag, index) => checkCondition(flag.when, types, ['flags', index, 'when'])),
  ];
}

function checkViews(form: Form, types: Types): Issue[] {
  return (form.views ?? []).flatMap((view, index) => [
    ...checkCondition(view.filter, types, ['views', index, 'filter']),
    ...(view.columns ?? [])
      .filter((path) => !fieldOf(form, path) && types[path] === undefined)
      .map((path) => missing(['views', index, 'columns'], '字段', 'field', path)),
    ...(view.sort ?? [])
      .filter((sort) => types[sort.field] === undefined)
      .map((sort) => missing(['views', index, 'sort'], '字段', 'field', sort.field)),
    ...(view.reading?.excerpt === undefined || fieldOf(form, view.reading.excerpt)
      ? []
      : [missing(['views', index, 'reading', 'excerpt'], '字段', 'field', view.reading.excerpt)]),
  ]);
}
