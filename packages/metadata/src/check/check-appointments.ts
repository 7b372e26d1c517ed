import type { Issue, Type } from '@fieldwork/expression';
import type { Appointments } from '../documents/appointments.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Matching } from '../documents/matching.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { matchingTypes } from '../matching-types.js';
import { checkCalendarId, checkCondition, checkExpression, missing } from './checking.js';

const number: Type = { kind: 'number' };

/** How the times of a matching's demands are promised. */
export function checkAppointments(
  matching: Matching,
  given: Appointments,
  demand: Form,
  documents: AppDocuments,
): Issue[] {
  const { forms, roles } = documents;
  const at = (...path: Path): Path => ['appointments', ...path];
  const types = formTypes(demand, forms);
  const constraints = new Set(matching.constraints.map(({ id }) => id));
  const moments = (['from', 'to', 'start'] as const).flatMap((name) =>
    fieldOf(demand, given[name])?.type === 'datetime'
      ? []
      : [missing(at(name), '日期时间字段', 'datetime field', given[name])],
  );
  const { duration, calendar } = given;
  return [
    ...moments,
    ...(duration === undefined || fieldOf(demand, duration.field)?.type === 'number'
      ? []
      : [missing(at('duration', 'field'), '数字字段', 'number field', duration.field)]),
    ...(matching.field === undefined
      ? [
          issue(
            at(),
            'no_field',
            '这个匹配没有设置写入的字段，无法知道谁已有安排',
            'This matching writes its choice to no field: nobody knows who is taken',
          ),
        ]
      : []),
    ...checkCondition(given.when, types, at('when')),
    ...checkCondition(given.holds, types, at('holds')),
    ...given.windows.flatMap(({ from, to }, index) =>
      to > from
        ? []
        : [issue(at('windows', index), 'no_range', '结束时间应晚于开始时间', 'It must end after it begins')],
    ),
    ...checkCalendarId(calendar, documents, at('calendar')),
    ...(given.later ?? []).flatMap((id, index) =>
      constraints.has(id) ? [] : [missing(at('later', index), '条件', 'constraint', id)],
    ),
    ...checkExpression(given.capacity, matchingTypes(matching, forms), at('capacity'), number),
    ...(['roles', 'overbook'] as const).flatMap((name) =>
      (given[name] ?? []).flatMap((id, index) =>
        roles.has(id) ? [] : [missing(at(name, index), '角色', 'role', id)],
      ),
    ),
  ];
}
