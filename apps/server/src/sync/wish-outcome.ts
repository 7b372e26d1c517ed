import type { FieldConflict, MutationResult, Wish } from '@fieldwork/api-contract';
import type { Issue } from '@fieldwork/metadata';
import type { Caller } from '../identity/caller.js';
import { describeDatabaseFailure } from '../platform/database/database-errors.js';
import { Problem, sentence } from '../platform/http/problem.js';
import type { LateReport } from '../records/record-gate.js';

/** Whose wish it is, in which app, and when he did it. */
export interface Wisher {
  caller: Caller;
  app: string;
  report: LateReport;
}

/** What was done of a wish: fields that were merged, and what could not be kept of it. */
export interface Outcome {
  conflicts?: FieldConflict[];
  issues?: Issue[];
}

/** The record that a wish is about. */
export function recordOf(wish: Wish): string {
  return ('record' in wish ? wish.record : wish.id).toLowerCase();
}

export function applied(seq: number, { conflicts = [], issues = [] }: Outcome): MutationResult {
  return {
    seq,
    state: 'applied',
    ...(issues.length > 0 ? { issues } : {}),
    ...(conflicts.length > 0 ? { conflicts } : {}),
  };
}

/** A failure that will be the same however often it is tried: it is told. null: it has to be tried again. */
export function refused(seq: number, error: unknown): MutationResult | null {
  if (error instanceof Problem) {
    const { status, detail, title, issues } = error;
    if (status < 400 || status >= 500 || passing.has(status)) return null;
    return {
      seq,
      state: 'refused',
      message: detail ?? title,
      ...(issues.length > 0 ? { issues: [...issues] } : {}),
    };
  }
  const failure = describeDatabaseFailure(error);
  return failure && failure.status === 400 ? { seq, state: 'refused', message: failure.title } : null;
}

/** Not signed in, too slow, too often: of these the next try knows nothing. */
const passing = new Set([401, 408, 425, 429]);

/** The server fails on it again and again: it must not hold up what comes behind it. */
export function givenUp(seq: number): MutationResult {
  return {
    seq,
    state: 'refused',
    message: sentence(
      '服务器多次无法处理这一项，请联系管理员；内容仍保留在本机',
      'The server could not deal with this several times; please tell an administrator. It is still on this device.',
    ),
  };
}

/** Fields that the form had when the device took it along, and has no longer. */
export function goneFields(fields: readonly string[]): Issue[] {
  return fields.map((field) => ({
    path: [field],
    code: 'field_gone',
    message: sentence(
      `表单已不再有字段 ${field.slice(0, 63)}，其内容未写入`,
      `The form no longer has the field “${field.slice(0, 63)}”; what was in it was not written`,
    ),
  }));
}
