import type { Issue, Type } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Matching } from '../documents/matching.js';
import type { Routing } from '../documents/routing.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { matchingTypes } from '../matching-types.js';
import { checkAway } from './check-timeline.js';
import { checkCalendarId, checkCondition, checkExpression, missing } from './checking.js';

const number: Type = { kind: 'number' };

export function checkRouting(routing: Routing, documents: AppDocuments): Issue[] {
  const matching = documents.matchings.get(routing.matching);
  if (!matching) return [missing(['matching'], '匹配', 'matching', routing.matching)];
  const { forms } = documents;
  const jobs = forms.get(matching.form);
  const people = forms.get(matching.candidates.form);
  if (!jobs || !people) return [missing(['matching'], '匹配', 'matching', routing.matching)];
  const pair = matchingTypes(matching, forms);
  return [
    ...checkMatched(routing, matching),
    ...checkJobs(routing, jobs, documents),
    ...checkResources(routing, people, documents),
    ...checkArrival(routing, jobs, documents),
    ...checkExpression(routing.load, pair, ['load'], number),
    ...checkExpression(routing.capacity, pair, ['capacity'], number),
  ];
}

/** Tours need places, and a field to write to; what the tour decides is named by the matching. */
function checkMatched({ decides }: Routing, matching: Matching): Issue[] {
  const known = new Set([...matching.constraints, ...matching.terms].map(({ id }) => id));
  return [
    ...(matching.distance
      ? []
      : [
          issue(
            ['matching'],
            'no_distance',
            '这个匹配没有设置距离，不能规划路线',
            'This matching says nothing about distance: no tours can be planned',
          ),
        ]),
    ...(matching.field === undefined
      ? [
          issue(
            ['matching'],
            'no_field',
            '这个匹配没有设置写入的字段',
            'This matching writes its choice to no field',
          ),
        ]
      : []),
    ...(decides ?? []).flatMap((id, index) =>
      known.has(id) ? [] : [missing(['decides', index], '条件或评分项', 'constraint or term', id)],
    ),
  ];
}

function checkJobs({ jobs }: Routing, form: Form, { forms }: AppDocuments): Issue[] {
  const types = formTypes(form, forms);
  const { start, duration, window } = jobs;
  return [
    ...checkField(form, start, 'datetime', ['jobs', 'start']),
    ...(duration ? checkField(form, duration.field, 'number', ['jobs', 'duration', 'field']) : []),
    ...(window ? checkField(form, window.from, 'datetime', ['jobs', 'window', 'from']) : []),
    ...(window ? checkField(form, window.to, 'datetime', ['jobs', 'window', 'to']) : []),
    ...checkCondition(jobs.filter, types, ['jobs', 'filter']),
    ...checkCondition(jobs.begun, types, ['jobs', 'begun']),
    ...checkCondition(jobs.locked, types, ['jobs', 'locked']),
  ];
}

const bases = ['plan', 'behind', 'departed'];

function checkArrival({ arrival }: Routing, form: Form, { forms }: AppDocuments): Issue[] {
  if (!arrival) return [];
  const moments = (['field', 'departed', 'arrived', 'left'] as const).flatMap((name) => {
    const id = arrival[name];
    return id === undefined ? [] : checkField(form, id, 'datetime', ['arrival', name]);
  });
  const options = fieldOf(form, arrival.basis)?.options?.map(({ id }) => id) ?? [];
  return [
    ...moments,
    ...checkCondition(arrival.filter, formTypes(form, forms), ['arrival', 'filter']),
    ...(bases.every((id) => options.includes(id))
      ? []
      : [
          issue(
            ['arrival', 'basis'],
            'no_bases',
            '请选择有 plan、behind、departed 三个选项的单选字段',
            'Choose a choice field with the options plan, behind and departed',
          ),
        ]),
  ];
}

function checkResources({ resources }: Routing, people: Form, documents: AppDocuments): Issue[] {
  const { shift, calendar, breaks, away } = resources;
  return [
    ...checkCalendarId(calendar, documents, ['resources', 'calendar']),
    ...checkField(people, shift.from, 'time', ['resources', 'shift', 'from']),
    ...checkField(people, shift.to, 'time', ['resources', 'shift', 'to']),
    ...(breaks ?? []).flatMap(({ from, to, minutes }, index) =>
      minutesOf(to) - minutesOf(from) >= minutes
        ? []
        : [
            issue(
              ['resources', 'breaks', index],
              'no_room',
              '休息时段短于休息时长',
              'The break is longer than the time it must lie in',
            ),
          ],
    ),
    ...(away ? checkAway(away, people, documents.forms, ['resources', 'away']) : []),
  ];
}

function checkField(form: Form, id: string, type: string, path: Path): Issue[] {
  const words = { datetime: '日期时间字段', number: '数字字段', time: '时间字段' }[type] ?? '字段';
  return fieldOf(form, id)?.type === type ? [] : [missing(path, words, `${type} field`, id)];
}

/** Minutes since midnight of a time such as 08:30. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
