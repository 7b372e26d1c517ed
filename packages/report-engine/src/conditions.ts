import { lastDay } from './calendar.js';
import type { PlannedDimension } from './planned.js';

/** The condition of the rows that fall into a group, so that what is listed is what was counted. */
export function conditionOf({ path, type, isMany, grain, shift }: PlannedDimension, value: unknown): unknown {
  const field = { var: path };
  if (value === null || value === undefined) return { isEmpty: [field] };
  if (isMany) return { in: [value, field] };
  if (type.kind === 'reference') return { '==': [field, (value as { id: string }).id] };
  if (type.kind === 'number') return { '==': [field, Number(value)] };
  if (grain === null) return { '==': [field, value] };
  const day = type.kind === 'datetime' ? { date: [field] } : field;
  const moved = shift === null ? day : { dateAdd: [day, shift.count, shift.unit] };
  const start = String(value).slice(0, 10);
  if (grain === 'hour')
    return {
      and: [{ '==': [moved, start] }, { '==': [{ hour: [field] }, Number(String(value).slice(11, 13))] }],
    };
  return { '<=': [start, moved, lastDay(start, grain)] };
}
