import { hasStatus } from '../../api/problem.js';
import { say } from '../../words/words.js';
import { fieldWords } from '../shell/field-words.js';

/** Server and phone do not count alike any more: one of them was set back to an earlier day. */
export class OutOfStep extends Error {
  /** `settledSeq`: up to here the server has what this phone sent. */
  constructor(readonly settledSeq: number) {
    super(say(fieldWords, 'cut_off'));
  }
}

/** Whether a failure says so: the server misses entries, does not know the phone, or knows its numbers for other things. */
export function outOfStep(error: unknown): OutOfStep | null {
  if (error instanceof OutOfStep) return error;
  if (hasStatus(error, 404) && error.body?.type.endsWith('device-unknown')) return new OutOfStep(0);
  // Then the phone itself came from a copy: what it took for applied is there.
  const isTaken = hasStatus(error, 422) && error.body !== null && 'seq' in error.body;
  return isTaken ? new OutOfStep(Number.POSITIVE_INFINITY) : null;
}
