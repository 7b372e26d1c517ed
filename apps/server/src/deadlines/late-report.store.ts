import type { DeadlineStateName } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import type { ClockPlace } from './deadline.store.js';

/** A mark that had been reached, and what was done then. */
export interface TakenBack {
  mark: string;
  turn: number;
  actions: { type: string; people?: string[] }[];
}

export interface Revision {
  target: string;
  edition: number;
  happenedAt: string;
  before: DeadlineStateName | null;
  after: DeadlineStateName | null;
  takenBack: readonly TakenBack[];
}

/** Ledgers that are told anew, and marks that are taken back. */
@Injectable()
export class LateReportStore {
  /** The last moment at which a mark of the record was reached. */
  async lastMark(on: Queryable, { app, deadline, recordId }: ClockPlace): Promise<string | null> {
    const { rows } = await on.query<{ at: string | null }>(
      `select max(reached_at) as at from platform.deadline_mark
       where app = $1 and deadline = $2 and record_id = $3 and taken_back_at is null`,
      [app, deadline, recordId],
    );
    return rows[0]?.at ?? null;
  }

  /** Takes back the marks of a target that are not among those still reached (`mark`, `mark#2`). */
  async takeBack(
    on: Queryable,
    { app, deadline, recordId }: ClockPlace,
    target: string,
    reached: readonly string[],
  ): Promise<TakenBack[]> {
    const { rows } = await on.query<TakenBack>(
      `update platform.deadline_mark set taken_back_at = clock_timestamp()
       where app = $1 and deadline = $2 and record_id = $3 and target = $4 and taken_back_at is null
         and not (mark || case when turn = 1 then '' else '#' || turn end) = any ($5::text[])
       returning mark, turn, actions`,
      [app, deadline, recordId, target, reached],
    );
    return rows;
  }

  async note(on: Queryable, { app, deadline, recordId }: ClockPlace, revision: Revision): Promise<void> {
    const { target, edition, happenedAt, before, after, takenBack } = revision;
    await on.query(
      `insert into platform.deadline_revision
         (app, deadline, record_id, target, edition, happened_at, before, after, taken_back)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        app,
        deadline,
        recordId,
        target,
        edition,
        happenedAt,
        before,
        after,
        JSON.stringify(takenBack.map(({ mark, turn }) => ({ mark, turn }))),
      ],
    );
  }
}
