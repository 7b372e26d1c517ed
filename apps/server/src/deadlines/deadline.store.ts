import type { DeadlineStateName } from '@fieldwork/metadata';
import { type LedgerEntry, type MarkMoment, stateName, type TargetState } from '@fieldwork/rule-engine';
import { Injectable } from '@nestjs/common';
import { tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';

/** A deadline's clocks on one record. */
export interface ClockPlace {
  app: string;
  deadline: string;
  form: string;
  recordId: string;
}
/** Fields of the record, and what the clocks write into them. */
export interface KeptValue {
  type: 'timestamptz' | 'text' | 'numeric';
  value: string | null;
}
export type Kept = Map<string, KeptValue>;
/** `edition`: how often its ledger was told anew because something was reported late. */
export interface KeptState {
  state: TargetState;
  edition: number;
}
export interface StoredEntry extends LedgerEntry {
  target: string;
}
export interface StoredMark {
  target: string;
  mark: string;
  turn: number;
  reachedAt: string;
  performedAt: string;
  isSilent: boolean;
}
/** A ledger was told anew, because something was reported late. */
export interface StoredRevision {
  deadline: string;
  target: string;
  at: string;
  happenedAt: string;
  before: DeadlineStateName | null;
  after: DeadlineStateName | null;
  takenBack: { mark: string; turn: number }[];
}
export interface StoredState {
  deadline: string;
  target: string;
  state: TargetState;
}

/** Rows of platform.deadline_*; and the fields of records in which due times and states are kept. */
@Injectable()
export class DeadlineStore {
  constructor(readonly database: Database) {}

  /** The version of the record up to which its history is taken into account; null where the deadline is not for it. */
  async lock(tx: Transaction, { app, deadline, recordId }: ClockPlace): Promise<number | null> {
    const { rows } = await tx.query<{ version: number }>(
      `select version from platform.deadline_record where app = $1 and deadline = $2 and record_id = $3 for update`,
      [app, deadline, recordId],
      'deadline_lock',
    );
    return rows[0]?.version ?? null;
  }

  /** false: somebody else has begun it. */
  async begin(tx: Transaction, { app, deadline, form, recordId }: ClockPlace): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into platform.deadline_record (app, deadline, form, record_id, version) values ($1, $2, $3, $4, 0)
       on conflict do nothing`,
      [app, deadline, form, recordId],
      'deadline_begin',
    );
    return rowCount === 1;
  }

  async taken(tx: Transaction, { app, deadline, recordId }: ClockPlace, version: number): Promise<void> {
    await tx.query(
      `update platform.deadline_record set version = $4 where app = $1 and deadline = $2 and record_id = $3`,
      [app, deadline, recordId, version],
      'deadline_taken',
    );
  }

  async states(on: Queryable, { app, deadline, recordId }: ClockPlace): Promise<Map<string, KeptState>> {
    const { rows } = await on.query<KeptState & { target: string }>(
      `select target, state, edition from platform.deadline_state where app = $1 and deadline = $2 and record_id = $3`,
      [app, deadline, recordId],
      'deadline_states',
    );
    return new Map(rows.map(({ target, ...kept }) => [target, kept]));
  }

  async save(
    tx: Transaction,
    { app, deadline, recordId }: ClockPlace,
    target: string,
    { state, edition }: KeptState,
    entries: readonly LedgerEntry[],
  ): Promise<void> {
    const key = [app, deadline, recordId, target];
    await tx.query(
      `insert into platform.deadline_state (app, deadline, record_id, target, name, due_at, started_at, stopped_at, state, edition)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (app, deadline, record_id, target) do update
       set name = excluded.name, due_at = excluded.due_at, started_at = excluded.started_at,
           stopped_at = excluded.stopped_at, state = excluded.state, edition = excluded.edition`,
      [
        ...key,
        stateName(state),
        state.dueAt,
        state.startedAt,
        state.stoppedAt,
        JSON.stringify(state),
        edition,
      ],
      'deadline_save',
    );
    for (const { from, to, phase, calendar, workingMs, outsideMs, reason } of entries)
      await tx.query(
        `insert into platform.deadline_entry
           (app, deadline, record_id, target, from_at, to_at, phase, calendar, working_ms, outside_ms, reason, edition)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [...key, from, to, phase, calendar, workingMs, outsideMs, JSON.stringify(reason), edition],
        'deadline_entry',
      );
  }

  /** false: this mark has been reached before, and nothing more is to be done. */
  async mark(
    tx: Transaction,
    { app, deadline, recordId }: ClockPlace,
    target: string,
    { mark, turn, at }: MarkMoment,
    isSilent: boolean,
  ): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into platform.deadline_mark as m (app, deadline, record_id, target, mark, turn, reached_at, is_silent, actions)
       values ($1, $2, $3, $4, $5, $6, $7, $8, '[]')
       on conflict (app, deadline, record_id, target, mark, turn) do update
       set reached_at = excluded.reached_at, performed_at = clock_timestamp(), is_silent = excluded.is_silent,
           actions = '[]', taken_back_at = null
       where m.taken_back_at is not null`,
      [app, deadline, recordId, target, mark, turn, at, isSilent],
      'deadline_mark',
    );
    return rowCount === 1;
  }

  async performed(
    tx: Transaction,
    { app, deadline, recordId }: ClockPlace,
    target: string,
    { mark, turn }: MarkMoment,
    actions: readonly unknown[],
  ): Promise<void> {
    await tx.query(
      `update platform.deadline_mark set actions = $7
       where app = $1 and deadline = $2 and record_id = $3 and target = $4 and mark = $5 and turn = $6`,
      [app, deadline, recordId, target, mark, turn, JSON.stringify(actions)],
      'deadline_performed',
    );
  }

  /** What the ledger of a clock comes to: worked while it ran, and by the clock on the wall while it stood still. */
  async sums(
    on: Queryable,
    { app, deadline, recordId }: ClockPlace,
    target: string,
    edition: number,
  ): Promise<{ usedMs: number; pausedMs: number }> {
    const { rows } = await on.query<{ usedMs: number; pausedMs: number }>(
      `select coalesce(sum(working_ms) filter (where phase = 'running'), 0)::float8 as "usedMs",
              coalesce(sum(working_ms + outside_ms) filter (where phase = 'paused'), 0)::float8 as "pausedMs"
       from platform.deadline_entry
       where app = $1 and deadline = $2 and record_id = $3 and target = $4 and edition = $5`,
      [app, deadline, recordId, target, edition],
      'deadline_sums',
    );
    return rows[0] as { usedMs: number; pausedMs: number };
  }

  /**
   * Writes due times and states into the record. They follow from the clocks, so this is no change of the record:
   * its version stays, and whoever has it open does not lose his work to a clock. Names come from the published form.
   */
  async keep(tx: Transaction, { app, form, recordId }: ClockPlace, kept: Kept): Promise<boolean> {
    if (kept.size === 0) return false;
    const fields = [...kept.keys()].map(quoteIdentifier);
    const values = [...kept.values()];
    const set = values.map(({ type }, index) => `${fields[index]} = $${index + 2}::${type}`);
    const differs = values.map(
      ({ type }, index) => `${fields[index]} is distinct from $${index + 2}::${type}`,
    );
    const { rowCount } = await tx.query(
      `update ${tableOf(app, form)} set ${set.join(', ')} where id = $1 and (${differs.join(' or ')})`,
      [recordId, ...values.map(({ value }) => value)],
    );
    return rowCount > 0;
  }

  /** Everything that is known of a record's clocks. */
  async ofRecord(
    on: Queryable,
    app: string,
    form: string,
    recordId: string,
  ): Promise<{
    states: StoredState[];
    entries: (StoredEntry & { deadline: string })[];
    marks: (StoredMark & { deadline: string })[];
    revisions: StoredRevision[];
  }> {
    const of = 'app = $1 and record_id = $2';
    const [states, entries, marks, revisions] = await Promise.all([
      on.query<StoredState>(
        `select s.deadline, s.target, s.state from platform.deadline_state s
         join platform.deadline_record r using (app, deadline, record_id)
         where app = $1 and record_id = $2 and r.form = $3`,
        [app, recordId, form],
      ),
      on.query<StoredEntry & { deadline: string }>(
        `select deadline, target, from_at as "from", to_at as "to", phase, calendar,
                working_ms::float8 as "workingMs", outside_ms::float8 as "outsideMs", reason
         from platform.deadline_entry e where ${of} and exists (
           select from platform.deadline_state s
           where (s.app, s.deadline, s.record_id, s.target, s.edition) = (e.app, e.deadline, e.record_id, e.target, e.edition))
         order by from_at`,
        [app, recordId],
      ),
      on.query<StoredMark & { deadline: string }>(
        `select deadline, target, mark, turn, reached_at as "reachedAt", performed_at as "performedAt", is_silent as "isSilent"
         from platform.deadline_mark where ${of} and taken_back_at is null order by reached_at`,
        [app, recordId],
      ),
      on.query<StoredRevision>(
        `select deadline, target, at, happened_at as "happenedAt", before, after, taken_back as "takenBack"
         from platform.deadline_revision where ${of} order by at`,
        [app, recordId],
      ),
    ]);
    return { states: states.rows, entries: entries.rows, marks: marks.rows, revisions: revisions.rows };
  }

  /** Ids of a form's records in their order. */
  async records(
    on: Queryable,
    app: string,
    form: string,
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      `select id from ${tableOf(app, form)} where $1::uuid is null or id > $1 order by id limit $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Ids of records on which a clock of this deadline has not ended. */
  async open(
    on: Queryable,
    app: string,
    deadline: string,
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      `select distinct record_id as id from platform.deadline_state
       where app = $1 and deadline = $2 and stopped_at is null and ($3::uuid is null or record_id > $3)
       order by record_id limit $4`,
      [app, deadline, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  async now(on: Queryable): Promise<string> {
    const { rows } = await on.query<{ now: string }>('select clock_timestamp()::timestamptz(3) as now');
    return rows[0]?.now as string;
  }
}
