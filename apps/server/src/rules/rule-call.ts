import type { Rule } from '@fieldwork/metadata';

/** A rule to be run for a record. `after` and `old`: values of the changed fields, when a change set it off. */
export interface RuleCall {
  app: string;
  form: string;
  recordId: string;
  rule: string;
  trigger: Rule['trigger']['on'];
  moment: string | null;
  after: Record<string, unknown>;
  old: Record<string, unknown>;
  by: string | null;
  depth: number;
  /** When the change was made, where it was reported late. */
  happenedAt?: string;
  attempt: number;
}
