import { type Context, evaluate, evaluateCondition, type Scope, variables } from '@fieldwork/expression';
import {
  type CalendarChoice,
  type DeadlineTarget,
  decide,
  type Facts,
  factScope,
  type Limit,
} from '@fieldwork/metadata';
import { breachMoment, markKey, pendingMarks } from './deadline-marks.js';
import {
  type LedgerEntry,
  type MarkMoment,
  type Reason,
  type TargetState,
  waiting,
} from './deadline-state.js';
import { clockOf } from './working-clock.js';

export type DeadlineFacts = Omit<Facts, 'context'>;

/**
 * `change`: the record is as the facts say since `at`; `isPast`: it came with its past, and what has ended in it was
 * never measured. `tick`: time has come to `at`, nothing has changed.
 */
export type DeadlineEvent =
  | { kind: 'change'; at: string; facts: DeadlineFacts; isPast?: boolean }
  | { kind: 'tick'; at: string };

export interface Advanced {
  state: TargetState;
  /** To be appended to the ledger. */
  entries: LedgerEntry[];
  /** Marks that have been reached by this, in order. */
  reached: MarkMoment[];
  /** Marks to wake up for. */
  timers: MarkMoment[];
}

/**
 * Moves the clock of one target on. A change of the limit keeps the time that is used up; every millisecond between
 * start and stop lies in exactly one ledger entry. An event that is older than the last one counts from the last one.
 */
export function advanceDeadline(
  target: DeadlineTarget,
  before: TargetState | null,
  event: DeadlineEvent,
  surroundings: Context,
): Advanced {
  const start = before ?? waiting;
  const earliest = start.since === null ? event.at : start.since;
  const at = Date.parse(event.at) < Date.parse(earliest) ? earliest : iso(Date.parse(event.at));
  const context = { ...surroundings, now: at };
  const { state: ticked, reached } = tick(target, start, at, event.kind === 'tick', context);
  if (event.kind === 'tick')
    return { state: ticked, entries: [], reached, timers: pendingMarks(target, ticked, context) };
  const facts = { ...event.facts, context };
  const isPast =
    event.isPast === true && before === null && nextPhase(target, start, factScope(facts)) === 'stopped';
  const { state, entries } = isPast
    ? { state: { ...waiting, phase: 'cancelled' as const, stoppedAt: at }, entries: [] }
    : change(target, ticked, at, facts, context);
  return { state, entries, reached, timers: pendingMarks(target, state, context) };
}

/** Notes the marks and the breach that lie before a moment (at it too, when only time has passed). */
function tick(target: DeadlineTarget, state: TargetState, at: string, isIncluded: boolean, context: Context) {
  const isOver = (moment: string) => (isIncluded ? moment <= at : moment < at);
  const reached = pendingMarks(target, state, context).filter((moment) => isOver(moment.at));
  const breach = breachMoment(state, context);
  const isBreached = state.breachedAt === null && breach !== null && isOver(iso(breach));
  if (reached.length === 0 && !isBreached) return { state, reached };
  return {
    state: {
      ...state,
      fired: [...state.fired, ...reached.map(markKey)],
      breachedAt: isBreached ? iso(breach as number) : state.breachedAt,
    },
    reached,
  };
}

function change(target: DeadlineTarget, before: TargetState, at: string, facts: Facts, context: Context) {
  const scope = factScope(facts);
  const phase = nextPhase(target, before, scope);
  if (phase === 'waiting') return { state: before, entries: [] };
  const isLive = phase === 'running' || phase === 'paused';
  const isFirst = before.phase === 'waiting';
  const calendar = isLive || isFirst ? calendarOf(target.calendar, facts, scope) : before.calendar;
  const limitMs = isLive || isFirst ? limitOf(target.limit, facts, scope) : before.limitMs;
  if (phase === before.phase && calendar === before.calendar && limitMs === before.limitMs)
    return { state: before, entries: [] };
  const entry = isFirst ? null : closeStretch(before, at, context);
  const consumedMs = before.consumedMs + (entry?.phase === 'running' ? entry.workingMs : 0);
  const isReopened = before.phase === 'stopped' || before.phase === 'cancelled';
  const isEnding = phase === 'stopped' || phase === 'cancelled';
  const isOver = limitMs !== null && consumedMs > limitMs;
  const state: TargetState = {
    ...before,
    phase,
    since: at,
    reason: reasonOf(target, before, phase, scope),
    startedAt: before.startedAt ?? at,
    stoppedAt: isEnding ? (isReopened ? before.stoppedAt : at) : null,
    calendar,
    limitMs,
    consumedMs,
    dueAt: null,
    breachedAt: isOver ? (before.breachedAt ?? at) : null,
  };
  const due = breachMoment({ ...state, phase: 'running' }, context);
  const isShown = phase !== 'paused' && phase !== 'cancelled' && due !== null;
  // What has ended keeps the due time that it was measured against.
  const dueAt = phase === 'stopped' && before.phase === 'running' ? before.dueAt : isShown ? iso(due) : null;
  return { state: { ...state, dueAt }, entries: entry && entry.from < entry.to ? [entry] : [] };
}

function nextPhase(target: DeadlineTarget, { phase }: TargetState, scope: Scope): TargetState['phase'] {
  const holds = (condition: unknown) =>
    condition !== undefined && evaluateCondition(condition as never, scope);
  const isCancelled = holds(target.cancel);
  if (phase === 'waiting' && (isCancelled || !holds(target.start))) return 'waiting';
  if (phase === 'cancelled' || phase === 'stopped') {
    if (target.reopen !== 'continue' || isCancelled || holds(target.stop)) return phase;
  }
  if (isCancelled) return 'cancelled';
  if (holds(target.stop)) return 'stopped';
  return holds(target.pause) ? 'paused' : 'running';
}

function closeStretch(state: TargetState, at: string, context: Context): LedgerEntry | null {
  const { phase, since, reason, calendar } = state;
  if (since === null || reason === null || phase === 'waiting') return null;
  const [from, to] = [Date.parse(since), Date.parse(at)];
  const workingMs = clockOf(calendar, context).between(from, to);
  const kind = phase === 'cancelled' ? 'stopped' : phase;
  return { from: since, to: at, phase: kind, calendar, workingMs, outsideMs: to - from - workingMs, reason };
}

function reasonOf(
  target: DeadlineTarget,
  before: TargetState,
  phase: TargetState['phase'],
  scope: Scope,
): Reason {
  const because = becauseOf(before.phase, phase);
  const read = {
    start: target.start,
    pause: target.pause,
    resume: target.pause,
    stop: target.stop,
    reopen: target.stop,
    cancel: target.cancel,
    limit: limitPaths(target.limit),
  };
  const paths = variables((read[because] ?? null) as never).filter((path) =>
    Object.hasOwn(scope.types, path),
  );
  return { because, seen: Object.fromEntries(paths.map((path) => [path, evaluate({ var: path }, scope)])) };
}

function becauseOf(before: TargetState['phase'], phase: TargetState['phase']): Reason['because'] {
  if (phase === 'cancelled') return 'cancel';
  if (phase === 'stopped') return 'stop';
  if (before === phase) return 'limit';
  if (phase === 'paused') return 'pause';
  if (before === 'waiting') return 'start';
  return before === 'paused' ? 'resume' : 'reopen';
}

function limitPaths(limit: Limit | undefined): unknown {
  return limit && 'minutes' in limit ? limit.minutes : null;
}

const minuteMs = 60_000;

/** Milliseconds, to the second; null when no row matches, or nothing sensible comes out. */
function limitOf(limit: Limit | undefined, facts: Facts, scope: Scope): number | null {
  if (limit === undefined) return null;
  const minutes = 'minutes' in limit ? evaluate(limit.minutes as never, scope) : lookUp(limit, facts);
  const number = typeof minutes === 'string' || typeof minutes === 'number' ? Number(minutes) : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? Math.round(number * 60) * 1000 : null;
}

function calendarOf(choice: CalendarChoice | undefined, facts: Facts, scope: Scope): string | null {
  if (choice === undefined || typeof choice === 'string') return choice ?? null;
  const id = 'id' in choice ? evaluate(choice.id as never, scope) : lookUp(choice, facts);
  return typeof id === 'string' ? id : null;
}

function lookUp({ table: id, output }: { table: string; output: string }, facts: Facts): unknown {
  const table = facts.tables?.get(id);
  if (!table) return null;
  return decide(table, { forms: facts.forms, values: facts.values }, facts.context).outcome?.[output] ?? null;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Minutes used up by a moment. */
export function consumedAt(state: TargetState, at: string, context: Context): number {
  const { phase, since, consumedMs, calendar } = state;
  const running = phase === 'running' && since !== null && at > since;
  const more = running ? clockOf(calendar, context).between(Date.parse(since), Date.parse(at)) : 0;
  return (consumedMs + more) / minuteMs;
}
