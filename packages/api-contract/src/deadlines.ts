import type { DeadlineStateName, Text } from '@fieldwork/metadata';

/** One clock of a record, as its reader may see it. Instants are ISO 8601 in UTC. */
export interface RecordClock {
  deadline: string;
  target: string;
  label: Text;
  state: DeadlineStateName;
  startedAt: string;
  stoppedAt: string | null;
  /** Null while it is paused or has no limit. */
  dueAt: string | null;
  breachedAt: string | null;
  /** Minutes of working time. */
  limitMinutes: number | null;
  consumedMinutes: number;
  /** Whose working time it counts; null: every minute. */
  calendar: { id: string; label: Text } | null;
  /** Stretches from the start to now (or the stop), each with what it was due to; `seen`: field path → value, as far as it may be read. */
  ledger: RecordClockStretch[];
  /** The same cut where working time begins and ends. */
  segments: { from: string; to: string; kind: 'running' | 'paused' | 'outside' | 'stopped' }[];
  /** It was told anew, because a device reported late what had happened. */
  corrections: {
    at: string;
    happenedAt: string;
    before: DeadlineStateName | null;
    after: DeadlineStateName | null;
  }[];
  marks: { label: Text | null; turn: number; reachedAt: string }[];
}
export interface RecordClockStretch {
  from: string;
  to: string;
  phase: 'running' | 'paused' | 'stopped';
  workingMinutes: number;
  outsideMinutes: number;
  because: 'start' | 'pause' | 'resume' | 'limit' | 'stop' | 'reopen' | 'cancel';
  seen: Record<string, unknown>;
}
