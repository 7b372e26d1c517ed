import type { Issue, Types } from '@fieldwork/expression';
import type { App, MenuItem } from '../documents/app.js';
import type { Action } from '../documents/effects.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Report } from '../documents/report.js';
import type { Role } from '../documents/role.js';
import type { Rule } from '../documents/rule.js';
import { formTypes, withOld } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import {
  checkAssignments,
  checkCondition,
  checkExpression,
  checkFieldIds,
  checkPeople,
  checkTwice,
  missing,
} from './checking.js';

export function checkRule(rule: Rule, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(rule.form);
  if (!form) return [missing(['form'], '表单', 'form', rule.form)];
  const own = formTypes(form, documents.forms);
  const types = rule.trigger.on === 'changed' ? withOld(own) : own;
  const issues = checkCondition(rule.condition, types, ['condition']);
  if ('fields' in rule.trigger)
    issues.push(...checkFieldIds(rule.trigger.fields, form, ['trigger', 'fields']));
  if ('field' in rule.trigger) {
    const kind = own[rule.trigger.field]?.kind;
    if (kind !== 'date' && kind !== 'datetime')
      issues.push(
        issue(
          ['trigger', 'field'],
          'not_date',
          '计时应从一个日期字段开始',
          'The clock starts from a date field',
        ),
      );
  }
  const checkAction = (action: Action, path: Path): Issue[] => {
    if ('to' in action) return checkPeople(action.to, form, documents, [...path, 'to']);
    if ('flow' in action)
      return documents.flows.get(action.flow)?.form === form.id
        ? []
        : [missing([...path, 'flow'], '流程', 'flow', action.flow)];
    const target = 'form' in action ? documents.forms.get(action.form) : form;
    if (!target) return [missing([...path, 'form'], '表单', 'form', 'form' in action ? action.form : '')];
    const ownId = { kind: 'reference', form: form.id } as const;
    return checkAssignments(action.set, target, { ...types, id: ownId }, [...path, 'set']);
  };
  return [...issues, ...rule.actions.flatMap((action, index) => checkAction(action, ['actions', index]))];
}

export function checkReport(report: Report, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(report.form);
  if (!form) return [missing(['form'], '表单', 'form', report.form)];
  const types = formTypes(form, documents.forms);
  const ids = [...report.dimensions.map(({ id }) => id), ...report.measures.map(({ id }) => id)];
  const measures = new Set(report.measures.map((measure) => measure.id));
  return [
    ...checkTwice(ids, ['measures']),
    ...checkCondition(report.filter, types, ['filter']),
    ...report.dimensions.flatMap((dimension, index) =>
      checkDimension(dimension, types, ['dimensions', index]),
    ),
    ...report.measures.flatMap((measure, index) => {
      const path = ['measures', index];
      const issues = [
        ...checkExpression(measure.value, types, [...path, 'value']),
        ...checkCondition(measure.filter, types, [...path, 'filter']),
      ];
      const needsValue = ['sum', 'average', 'min', 'max', 'distinct'].includes(measure.aggregate);
      if (needsValue && measure.value === undefined)
        issues.push(
          issue([...path, 'value'], 'no_value', '请选择要计算的字段', 'Choose what is to be computed'),
        );
      for (const part of ['of', 'by'] as const)
        if (measure.aggregate === 'ratio' && !measures.has(measure[part] ?? ''))
          issues.push(missing([...path, part], '指标', 'measure', measure[part] ?? ''));
      return issues;
    }),
    ...(report.sort ?? [])
      .filter((sort) => !ids.includes(sort.by))
      .map((sort) => missing(['sort'], '列', 'column', sort.by)),
  ];
}

function checkDimension(dimension: Report['dimensions'][number], types: Types, path: Path): Issue[] {
  const type = types[dimension.field];
  if (!type) return [missing([...path, 'field'], '字段', 'field', dimension.field)];
  const isMoment = type.kind === 'date' || type.kind === 'datetime';
  if (dimension.grain !== undefined && !isMoment)
    return [issue([...path, 'grain'], 'no_grain', '只有日期可以按时段分组', 'Only dates have a grain')];
  return [];
}

export function checkRole(role: Role, documents: AppDocuments): Issue[] {
  const rights = Object.entries(role.forms).flatMap(([id, right]): Issue[] => {
    const form: Form | undefined = documents.forms.get(id);
    if (!form) return [missing(['forms', id], '表单', 'form', id)];
    const types = formTypes(form, documents.forms);
    const path: Path = ['forms', id];
    return [
      ...(['read', 'create', 'update', 'delete'] as const).flatMap((action) =>
        checkCondition(right[action], types, [...path, action]),
      ),
      ...checkFieldIds(right.hidden, form, [...path, 'hidden']),
      ...checkFieldIds(right.readOnly, form, [...path, 'readOnly']),
    ];
  });
  const listed = (ids: Role['reports'], known: ReadonlyMap<string, unknown>, key: string) =>
    (Array.isArray(ids) ? ids : [])
      .filter((id) => !known.has(id))
      .map((id) => missing([key], '文档', 'document', id));
  return [
    ...rights,
    ...listed(role.reports, documents.reports, 'reports'),
    ...listed(role.pages, documents.pages, 'pages'),
  ];
}

export function checkApp(app: App, documents: AppDocuments): Issue[] {
  const one = (item: MenuItem, path: Path): Issue[] => {
    if (item.type === 'group')
      return item.items.flatMap((inner, index) => one(inner, [...path, 'items', index]));
    if (item.type === 'page')
      return documents.pages.has(item.page) ? [] : [missing(path, '页面', 'page', item.page)];
    const form = documents.forms.get(item.form);
    if (!form) return [missing(path, '表单', 'form', item.form)];
    const isView = item.view === undefined || form.views?.some((view) => view.id === item.view);
    return isView ? [] : [missing(path, '视图', 'view', item.view ?? '')];
  };
  return app.menu.flatMap((item, index) => one(item, ['menu', index]));
}
