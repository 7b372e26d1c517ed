import type { Context } from '@fieldwork/expression';
import type { DeadlineTarget, Mark } from '@fieldwork/metadata';
import type { MarkMoment, TargetState } from './deadline-state.js';
import { type Clock, clockOf } from './working-clock.js';

const minuteMs = 60_000;

export function markKey({ mark, turn }: { mark: string; turn: number }): string {
  return turn === 1 ? mark : `${mark}#${turn}`;
}

/** The marks of a running clock that have not been reached yet, in the order of their moments. Paused, none is waited for. */
export function pendingMarks(target: DeadlineTarget, state: TargetState, context: Context): MarkMoment[] {
  if (state.phase !== 'running' || state.limitMs === null || state.since === null) return [];
  const clock = clockOf(state.calendar, context);
  const since = Date.parse(state.since);
  const reached = new Set(state.fired);
  const found = (target.marks ?? []).flatMap((mark) =>
    turnsOf(mark).flatMap((turn) => {
      if (reached.has(markKey({ mark: mark.id, turn }))) return [];
      const at = momentOf(mark, turn, state, since, clock);
      return at === null ? [] : [{ mark: mark.id, turn, at: new Date(Math.max(at, since)).toISOString() }];
    }),
  );
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function turnsOf({ when }: Mark): number[] {
  const times = when.at === 'after' ? (when.times ?? 1) : 1;
  return Array.from({ length: times }, (_, index) => index + 1);
}

function momentOf(mark: Mark, turn: number, state: TargetState, since: number, clock: Clock): number | null {
  const limit = state.limitMs as number;
  const reach = (worked: number) =>
    worked <= state.consumedMs ? since : clock.add(since, worked - state.consumedMs);
  const { when } = mark;
  switch (when.at) {
    case 'percent':
      return reach(Math.round((limit * when.percent) / 100));
    case 'before':
      return limit > when.minutes * minuteMs ? reach(limit - when.minutes * minuteMs) : null;
    case 'breach':
      return reach(limit);
    case 'after': {
      const later = when.minutes * minuteMs * turn;
      if (when.time === 'working') return reach(limit + later);
      const breach = state.breachedAt === null ? reach(limit) : Date.parse(state.breachedAt);
      return breach === null ? null : breach + later;
    }
  }
}

/** When the limit is used up if nothing changes; null when it is not running or has no limit. */
export function breachMoment(state: TargetState, context: Context): number | null {
  if (state.phase !== 'running' || state.limitMs === null || state.since === null) return null;
  const since = Date.parse(state.since);
  const rest = state.limitMs - state.consumedMs;
  return rest <= 0 ? since : clockOf(state.calendar, context).add(since, rest);
}
