import { holidaySets } from '@fieldwork/metadata';

const dayMs = 86_400_000;
const exceptions = new Map(holidaySets.china.days.map(({ date, isOff }) => [date, isOff]));

/** Whether a day (YYYY-MM-DD) is worked by the template's service hours: no weekend or public holiday, but make-up days. */
function isWorked(day) {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return !(exceptions.get(day) ?? (weekday === 0 || weekday === 6));
}

/** The first such day in China that is at least so many days ahead: tests that dispatch do so on weekends as well. */
export function dayAhead(count, wantsWork = true) {
  for (let ahead = count; ; ahead++) {
    const day = new Date(Date.now() + ahead * dayMs + 8 * 3_600_000).toISOString().slice(0, 10);
    if (isWorked(day) === wantsWork) return day;
  }
}
