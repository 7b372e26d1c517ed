import type { Issue, Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Away, Timeline } from '../documents/pages/timeline.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkCalendarId, checkCondition, missing } from './checking.js';

export function checkTimeline(page: Timeline, documents: AppDocuments): Issue[] {
  const { forms } = documents;
  const { resources, records, unassigned, away } = page;
  const people = forms.get(resources.form);
  const form = forms.get(records.form);
  if (!people) return [missing(['resources', 'form'], '表单', 'form', resources.form)];
  if (!form) return [missing(['records', 'form'], '表单', 'form', records.form)];
  const types = formTypes(form, forms);
  const matching = page.matching === undefined ? undefined : documents.matchings.get(page.matching);
  return [
    ...checkCondition(resources.filter, formTypes(people, forms), ['resources', 'filter']),
    ...checkFields(people, ['person', 'member'], resources.person, ['resources', 'person']),
    ...checkPaths(formTypes(people, forms), [resources.group, resources.subtitle], ['resources']),
    ...[resources.shift?.from, resources.shift?.to].flatMap((id) =>
      checkFields(people, ['time', 'time'], id, ['resources', 'shift']),
    ),
    ...checkCalendarId(resources.calendar, documents, ['resources', 'calendar']),
    ...checkResource(form, records.resource, people, ['records', 'resource']),
    ...checkMoment(types, records.start, ['records', 'start']),
    ...(records.end === undefined ? [] : checkMoment(types, records.end, ['records', 'end'])),
    ...(records.due === undefined ? [] : checkMoment(types, records.due, ['records', 'due'])),
    ...[records.window?.from, records.window?.to].flatMap((id) =>
      id === undefined ? [] : checkMoment(types, id, ['records', 'window']),
    ),
    ...checkPaths(
      types,
      [records.title, records.subtitle, records.priority, records.duration?.field],
      ['records'],
    ),
    ...checkCondition(records.filter, types, ['records', 'filter']),
    ...checkCondition(unassigned.filter, types, ['unassigned', 'filter']),
    ...checkPaths(
      types,
      (unassigned.sort ?? []).map(({ field }) => field),
      ['unassigned', 'sort'],
    ),
    ...checkPaths(types, unassigned.filters ?? [], ['unassigned', 'filters']),
    ...(page.hours.to > page.hours.from
      ? []
      : [issue(['hours', 'to'], 'no_range', '结束时间应晚于开始时间', 'It must end after it begins')]),
    ...(away ? checkAway(away, people, forms, ['away']) : []),
    ...(page.matching !== undefined && matching?.form !== form.id
      ? [missing(['matching'], '匹配', 'matching', page.matching)]
      : []),
    ...(page.routing === undefined || documents.routings.has(page.routing)
      ? []
      : [missing(['routing'], '路线规划', 'routing', page.routing)]),
  ];
}

/** Where it is kept when somebody is away: the form and its fields. */
export function checkAway(away: Away, people: Form, forms: ReadonlyMap<string, Form>, path: Path): Issue[] {
  const form = forms.get(away.form);
  if (!form) return [missing([...path, 'form'], '表单', 'form', away.form)];
  const types = formTypes(form, forms);
  return [
    ...checkResource(form, away.resource, people, [...path, 'resource']),
    ...checkMoment(types, away.start, [...path, 'start']),
    ...checkMoment(types, away.end, [...path, 'end']),
    ...checkCondition(away.filter, types, [...path, 'filter']),
  ];
}

/** A reference to the people's form, or a member. */
function checkResource(form: Form, id: string, people: Form, path: Path): Issue[] {
  const field = fieldOf(form, id);
  if (!field) return [missing(path, '字段', 'field', id)];
  if (field.form === people.id || field.type === 'member') return [];
  return [
    issue(
      path,
      'not_resource',
      '请选择关联人员表单的字段或成员字段',
      'Choose a reference to the people’s form or a member field',
    ),
  ];
}

function checkMoment(types: Types, id: string, path: Path): Issue[] {
  const kind = types[id]?.kind;
  if (kind === undefined) return [missing(path, '字段', 'field', id)];
  if (kind === 'datetime' || kind === 'date') return [];
  return [issue(path, 'not_date', '请选择日期字段', 'Choose a date field')];
}

function checkFields(
  form: Form,
  [zhType, type]: [string, string],
  id: string | undefined,
  path: Path,
): Issue[] {
  if (id === undefined || fieldOf(form, id)?.type === type) return [];
  return [missing(path, zhType === 'time' ? '时间字段' : '成员字段', `${type} field`, id)];
}

function checkPaths(types: Types, paths: readonly (string | undefined)[], path: Path): Issue[] {
  return paths.flatMap((id) =>
    id === undefined || Object.hasOwn(types, id) ? [] : [missing(path, '字段', 'field', id)],
  );
}
