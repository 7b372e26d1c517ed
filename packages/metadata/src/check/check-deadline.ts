import type { Issue, Types } from '@fieldwork/expression';
import { type Deadline, type DeadlineTarget, deadlineStates } from '../documents/deadline.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { effectTypes } from '../effects/effect-types.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkAction } from './check-action.js';
import { keepsNumber } from './check-ledger-value.js';
import { checkCondition, checkExpression, checkTwice, missing } from './checking.js';

export function checkDeadline(deadline: Deadline, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(deadline.form);
  if (!form) return [missing(['form'], '表单', 'form', deadline.form)];
  const kept = deadline.targets.flatMap(({ keep }) =>
    Object.values(keep ?? {}).filter((id) => id !== undefined),
  );
  return [
    ...checkTwice(
      deadline.targets.map(({ id }) => id),
      ['targets'],
    ),
    ...deadline.targets.flatMap((target, index) => checkTarget(target, form, documents, ['targets', index])),
    ...kept
      .filter((id, index) => kept.indexOf(id) !== index)
      .map((id) =>
        issue(['targets'], 'twice', `字段 ${id} 被两个目标写入`, `“${id}” is written by two targets`),
      ),
  ];
}

function checkTarget(target: DeadlineTarget, form: Form, documents: AppDocuments, path: Path): Issue[] {
  const types = formTypes(form, documents.forms);
  const marks = target.marks ?? [];
  return [
    ...(['start', 'pause', 'stop', 'cancel'] as const).flatMap((part) =>
      checkCondition(target[part], types, [...path, part]),
    ),
    ...checkLimit(target, form, types, documents, [...path, 'limit']),
    ...checkCalendar(target, form, types, documents, [...path, 'calendar']),
    ...checkTwice(
      marks.map(({ id }) => id),
      [...path, 'marks'],
    ),
    ...marks.flatMap((mark, index) =>
      mark.actions.flatMap((action, place) =>
        checkAction(action, form, effectTypes(form, documents.forms), documents, [
          ...path,
          'marks',
          index,
          'actions',
          place,
        ]),
      ),
    ),
    ...checkKeep(target, form, path),
  ];
}

function checkLimit(
  { limit, marks = [] }: DeadlineTarget,
  form: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  if (limit === undefined)
    return marks.length === 0
      ? []
      : [issue(path, 'required', '有提醒的目标要有时限', 'A target with marks has a limit')];
  return 'minutes' in limit
    ? checkExpression(limit.minutes, types, [...path, 'minutes'], { kind: 'number' })
    : checkLookup(limit, form, documents, path);
}

function checkCalendar(
  { calendar }: DeadlineTarget,
  form: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  if (calendar === undefined) return [];
  if (typeof calendar === 'string')
    return documents.calendars.has(calendar) ? [] : [missing(path, '日历', 'calendar', calendar)];
  if ('id' in calendar) return checkExpression(calendar.id, types, [...path, 'id'], { kind: 'text' });
  return checkLookup(calendar, form, documents, path);
}

function checkLookup(
  { table: id, output }: { table: string; output: string },
  form: Form,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  const table = documents.decision_tables.get(id);
  if (!table) return [missing([...path, 'table'], '决策表', 'decision table', id)];
  if (table.form !== undefined && table.form !== form.id)
    return [
      issue([...path, 'table'], 'other_form', '这张决策表属于另一个表单', 'This table is about another form'),
    ];
  return table.outputs.some((one) => one.id === output)
    ? []
    : [missing([...path, 'output'], '结果列', 'output', output)];
}

function checkKeep({ keep }: DeadlineTarget, form: Form, path: Path): Issue[] {
  const issues: Issue[] = [];
  if (keep?.due !== undefined && fieldOf(form, keep.due)?.type !== 'datetime')
    issues.push(
      issue(
        [...path, 'keep', 'due'],
        'not_datetime',
        '到期时间应保存在日期时间字段中',
        'The due time is kept in a field with date and time',
      ),
    );
  const options = keep?.state === undefined ? undefined : fieldOf(form, keep.state)?.options;
  if (keep?.state !== undefined && !deadlineStates.every((state) => options?.some(({ id }) => id === state)))
    issues.push(
      issue(
        [...path, 'keep', 'state'],
        'not_states',
        `状态应保存在含有 ${deadlineStates.join('、')} 选项的单选字段中`,
        `The state is kept in a choice with the options ${deadlineStates.join(', ')}`,
      ),
    );
  for (const part of ['used', 'paused'] as const)
    if (keep?.[part] !== undefined && !keepsNumber(form, keep[part]))
      issues.push(
        issue(
          [...path, 'keep', part],
          'not_number',
          '分钟数应保存在没有公式的数字字段中',
          'Minutes are kept in a field for numbers without a formula',
        ),
      );
  return issues;
}
