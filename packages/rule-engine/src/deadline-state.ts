import type { DeadlineStateName } from '@fieldwork/metadata';

/** Where the clock of one target stands for one record. Instants are ISO 8601 in UTC, lengths milliseconds of working time. */
export interface TargetState {
  phase: 'waiting' | 'running' | 'paused' | 'stopped' | 'cancelled';
  /** When the present stretch began; what was before is in the ledger. */
  since: string | null;
  /** Why it began. */
  reason: Reason | null;
  startedAt: string | null;
  stoppedAt: string | null;
  /** Null: every minute counts. */
  calendar: string | null;
  /** Null: no limit applies to this record. */
  limitMs: number | null;
  /** Worked before the present stretch. */
  consumedMs: number;
  /** Null while it is paused or has no limit. */
  dueAt: string | null;
  breachedAt: string | null;
  /** Marks that have been reached: `warn`, `escalate#2`. */
  fired: readonly string[];
}

/** What set the clock going, or stopped it, and the values that were seen. */
export interface Reason {
  because: 'start' | 'pause' | 'resume' | 'limit' | 'stop' | 'reopen' | 'cancel';
  seen: Readonly<Record<string, unknown>>;
}

/** A stretch of the ledger: from and to, what of it was working time and what lay outside. Stretches follow without a hole. */
export interface LedgerEntry {
  from: string;
  to: string;
  phase: 'running' | 'paused' | 'stopped';
  calendar: string | null;
  workingMs: number;
  outsideMs: number;
  reason: Reason;
}

/** A mark that is to be reached, or has been. `turn` counts repetitions from 1. */
export interface MarkMoment {
  mark: string;
  turn: number;
  at: string;
}

export const waiting: TargetState = {
  phase: 'waiting',
  since: null,
  reason: null,
  startedAt: null,
  stoppedAt: null,
  calendar: null,
  limitMs: null,
  consumedMs: 0,
  dueAt: null,
  breachedAt: null,
  fired: [],
};

/** The state in one word; null while the clock has not begun, or where it was over before anybody measured. */
export function stateName({ phase, startedAt, breachedAt }: TargetState): DeadlineStateName | null {
  if (phase === 'waiting' || startedAt === null) return null;
  if (phase === 'cancelled') return 'cancelled';
  if (breachedAt !== null) return 'missed';
  return phase === 'stopped' ? 'met' : phase;
}
