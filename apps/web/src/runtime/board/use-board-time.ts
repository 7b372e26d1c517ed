import type { Timeline } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { type BoardTime, daysOf } from './board-time.js';

/** The days and hours that a board shows, and on which of these days nobody works. */
export function useBoardTime({ hours, resources }: Timeline, day: string, span: 'day' | 'week'): BoardTime {
  const { timeZone } = useAppScope();
  const contextOf = useExpressionContext();
  const { from, to } = hours;
  const { calendar } = resources;
  return useMemo(() => {
    const days = daysOf(day, span);
    const working = calendar === undefined ? undefined : contextOf().calendars?.find(calendar);
    const off = working ? days.filter((one) => !working.isWorkingDay(one)) : [];
    return { timeZone, days, from, to, daysOff: new Set(off) };
  }, [timeZone, day, span, from, to, calendar, contextOf]);
}
