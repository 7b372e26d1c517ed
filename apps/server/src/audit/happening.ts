import type { HistoryEntry } from '@fieldwork/api-contract';

/** Something that happened to a record beside a change of its fields: a hand-over, a rule, a notice. */
export interface Happening {
  app: string;
  form: string;
  recordId: string;
  kind: HistoryEntry['kind'];
  by: string | null;
  version?: number | null;
  /** field → [before, after]; shown as far as the reader sees the field. */
  changes?: Record<string, [unknown, unknown]>;
  happenedAt?: string | null;
  detail: Record<string, unknown>;
}
