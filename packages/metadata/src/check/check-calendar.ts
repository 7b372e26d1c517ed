import { type Issue, isTimeZone } from '@fieldwork/expression';
import type { Calendar, CalendarSlot } from '../documents/calendar.js';
import type { AppDocuments } from '../documents/kinds.js';
import { issue, type Path } from '../issue.js';
import { missing } from './checking.js';

export function checkCalendar(calendar: Calendar, documents: AppDocuments): Issue[] {
  const issues: Issue[] = [];
  if (calendar.timeZone !== undefined && !isTimeZone(calendar.timeZone))
    issues.push(
      issue(
        ['timeZone'],
        'not_a_zone',
        `没有这个时区：${calendar.timeZone}`,
        `There is no time zone “${calendar.timeZone}”`,
      ),
    );
  (calendar.include ?? []).forEach((id, index) => {
    if (!documents.calendars.has(id)) issues.push(missing(['include', index], '日历', 'calendar', id));
    else if (includes(id, calendar.id, documents, []))
      issues.push(issue(['include', index], 'circle', '日历互相包含', 'The calendars include one another'));
  });
  if (!calendar.week && (calendar.include ?? []).length === 0)
    issues.push(issue(['week'], 'no_week', '请设置每周的工作时段', 'Set the slots of the week'));
  (calendar.week ?? []).forEach((slots, day) => {
    issues.push(...checkSlots(slots, ['week', day]));
  });
  issues.push(...checkSlots(calendar.makeUp ?? [], ['makeUp']));
  (calendar.exceptions ?? []).forEach(({ date, to, slots }, index) => {
    const at: Path = ['exceptions', index];
    if (to !== undefined && (to < date || Date.parse(to) - Date.parse(date) > 366 * 86_400_000))
      issues.push(
        issue(
          [...at, 'to'],
          'not_a_range',
          '结束日期应在开始之后一年以内',
          'The last day lies within a year after the first',
        ),
      );
    issues.push(...checkSlots(slots, [...at, 'slots']));
  });
  return issues;
}

function includes(id: string, wanted: string, documents: AppDocuments, seen: readonly string[]): boolean {
  if (id === wanted) return true;
  if (seen.includes(id)) return false;
  const inner = documents.calendars.get(id)?.include ?? [];
  return inner.some((next) => includes(next, wanted, documents, [...seen, id]));
}

/** The slots of a day do not overlap; only the last one goes over midnight. */
function checkSlots(slots: readonly CalendarSlot[], path: Path): Issue[] {
  const sorted = [...slots].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.flatMap(({ from, to }, index): Issue[] => {
    const next = sorted[index + 1];
    const end = to <= from ? '99' : to;
    return next && end > next.from
      ? [
          issue(
            path,
            'overlap',
            `时段 ${from}–${to} 与 ${next.from}–${next.to} 重叠`,
            `The slots ${from}–${to} and ${next.from}–${next.to} overlap`,
          ),
        ]
      : [];
  });
}
