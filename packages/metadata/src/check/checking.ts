import { check, type Issue, type Type, type Types } from '@fieldwork/expression';
import type { Assignments, People } from '../documents/effects.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, formTypes } from '../form-types.js';
import { isSystemField } from '../identifier.js';
import { issue, type Path } from '../issue.js';

const boolean: Type = { kind: 'boolean' };

/** An expression in a document: its issues, each with its place in the document. */
export function checkExpression(expression: unknown, types: Types, path: Path, expected?: Type): Issue[] {
  if (expression === undefined) return [];
  return check(expression as never, types, expected).issues.map((found) => ({
    ...found,
    path: [...path, ...found.path],
  }));
}

export function checkCondition(expression: unknown, types: Types, path: Path): Issue[] {
  return typeof expression === 'boolean' ? [] : checkExpression(expression, types, path, boolean);
}

export function missing(path: Path, zh: string, en: string, id: string): Issue {
  return issue(path, 'missing_reference', `没有这个${zh}：${id}`, `There is no ${en} “${id}”`);
}

/** The ids in a list that are no field of the form. */
export function checkFieldIds(ids: readonly string[] | undefined, form: Form, path: Path): Issue[] {
  return (ids ?? []).flatMap((id, index) =>
    fieldOf(form, id) || isSystemField(id) ? [] : [missing([...path, index], '字段', 'field', id)],
  );
}

/** Fields written by a flow or a rule: they exist, are not made by the server, and take a value of this type. */
export function checkAssignments(set: Assignments, target: Form, types: Types, path: Path): Issue[] {
  const own = new Set(set.map((assignment) => assignment.field));
  const twice =
    own.size < set.length ? [issue(path, 'twice', '同一字段写了两次', 'A field is set twice')] : [];
  return [
    ...twice,
    ...set.flatMap((assignment, index): Issue[] => {
      const at = [...path, index];
      if (assignment.field === 'owner' || assignment.field === 'department')
        return checkExpression(assignment.value, types, [...at, 'value']);
      const field = fieldOf(target, assignment.field);
      if (!field) return [missing([...at, 'field'], '字段', 'field', assignment.field)];
      const definition = fieldTypeOf(field);
      if (definition.generated || field.fields)
        return [
          issue([...at, 'field'], 'not_writable', '这个字段不能由流程写入', 'This field cannot be set here'),
        ];
      return checkExpression(assignment.value, types, [...at, 'value'], definition.type(field) ?? undefined);
    }),
  ];
}

/** Recipients and assignees: the role exists, the path leads to a member. */
export function checkPeople(
  people: readonly People[],
  form: Form,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const types = formTypes(form, documents.forms);
  return people.flatMap((person, index): Issue[] => {
    const at = [...path, index];
    if (person.by === 'role')
      return documents.roles.has(person.role) ? [] : [missing([...at, 'role'], '角色', 'role', person.role)];
    if (person.by === 'matching')
      return documents.matchings.get(person.matching)?.form === form.id
        ? []
        : [missing([...at, 'matching'], '匹配', 'matching', person.matching)];
    if (person.by === 'member' || person.by === 'initiator' || person.field === undefined) return [];
    const type = types[person.field];
    const wanted = person.by === 'field' ? 'user' : 'department';
    if (type?.kind === 'reference' && (type.form === wanted || type.form === 'user')) return [];
    return [issue([...at, 'field'], 'not_people', '这个字段里不是人员', 'This field does not hold a person')];
  });
}

/** Ids that appear more than once. */
export function checkTwice(ids: readonly string[], path: Path): Issue[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [issue([...path, index, 'id'], 'twice', `标识重复：${id}`, `“${id}” is there twice`)],
  );
}

/** A calendar that is named is one of the app's. */
export function checkCalendarId(id: string | undefined, documents: AppDocuments, path: Path): Issue[] {
  return id === undefined || documents.calendars.has(id) ? [] : [missing(path, '日历', 'calendar', id)];
}

/** A delay that counts working time names a calendar, and counts it in minutes or hours: a working day has no length. */
export function checkWorkingDelay(
  delay: { unit: string; calendar?: string | undefined } | undefined,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  if (delay?.calendar === undefined) return [];
  if (!documents.calendars.has(delay.calendar))
    return [missing([...path, 'calendar'], '日历', 'calendar', delay.calendar)];
  return delay.unit === 'day'
    ? [
        issue(
          [...path, 'unit'],
          'no_length',
          '按工作时间计时时请用分钟或小时',
          'Working time is counted in minutes or hours',
        ),
      ]
    : [];
}
