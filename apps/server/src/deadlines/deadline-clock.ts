import type { Values } from '@fieldwork/form-engine';
import {
  type Deadline,
  type DeadlineTarget,
  type Form,
  fieldOf,
  idOf,
  pathsWithTables,
} from '@fieldwork/metadata';
import {
  advanceDeadline,
  type DeadlineEvent,
  type MarkMoment,
  stateName,
  type TargetState,
  waiting,
} from '@fieldwork/rule-engine';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordFacts } from '../records/record-facts.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import {
  type ClockPlace,
  DeadlineStore,
  type Kept,
  type KeptState,
  type KeptValue,
} from './deadline.store.js';
import { DeadlineMarks } from './deadline-marks.js';
import { type LateReport, LateReports } from './late-reports.js';
import { momentsOf } from './record-moments.js';
import { type PastWrite, RecordPastStore } from './record-past.store.js';

const source = { kind: 'deadline' } as const;

/** A clock that is moved on: the present state, and what has come up on the way. */
interface Moving {
  target: DeadlineTarget;
  state: TargetState | null;
  /** Of the ledger, which is told anew when something is reported late. */
  edition: number;
  reached: MarkMoment[];
  next: string | null;
}

export interface CatchUp {
  /** Marks of the past are noted, but nobody is told of what is long over. */
  isSilent?: boolean;
  /** The documents have changed: limits and calendars are looked up anew. */
  isRevised?: boolean;
}

/**
 * Moves the clocks of a record on to now, by its own history: each change counts from the moment it was made, however
 * late it is heard of, and hearing of it twice changes nothing.
 */
@Injectable()
export class DeadlineClock {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly store: DeadlineStore,
    private readonly past: RecordPastStore,
    private readonly marks: DeadlineMarks,
    private readonly late: LateReports,
  ) {}

  async find(app: string, deadline: string): Promise<Deadline | null> {
    const found = (await this.registry.find(app))?.documents.deadlines.get(deadline);
    return found && found.enabled !== false ? found : null;
  }

  /** Catches up in a while, unless something comes up before. */
  async lookSoon(tx: Transaction, place: ClockPlace, inMs: number): Promise<void> {
    const at = new Date(Date.parse(await this.store.now(tx)) + inMs).toISOString();
    await this.marks.wakeAt(tx, place, at);
  }

  /** Catches up with the record's history and with time. Where the deadline is not for the record, nothing happens. */
  async catchUp(tx: Transaction, deadline: Deadline, place: ClockPlace, how: CatchUp = {}): Promise<void> {
    const taken = await this.store.lock(tx, place);
    if (taken === null) return;
    const opened = await this.gate.openAsPlatform(place.app, place.form, null, source);
    const { form, viewer } = opened;
    const paths = pathsWithTables(deadline, viewer.documents.decision_tables);
    const current = await this.facts.read(tx, viewer, form, place.recordId, paths);
    if (!current) return;
    // A write that is newer than the record as it was read here is left to its own event: with it, the record's values
    // of before would be taken for those after it.
    const until = (writes: readonly PastWrite[]) =>
      writes.filter(({ version }) => version <= Number(current.version));
    const fresh = until(await this.past.since(tx, place.app, form.id, place.recordId, taken));
    const states = await this.store.states(tx, place);
    const late = await this.late.find(tx, place, states, fresh);
    const writes = late ? until(await this.past.since(tx, place.app, form.id, place.recordId, 0)) : fresh;
    const moving = deadline.targets.map((target): Moving => {
      const kept = states.get(target.id);
      const edition = (kept?.edition ?? 0) + (late ? 1 : 0);
      return { target, state: late ? null : (kept?.state ?? null), edition, reached: [], next: null };
    });
    for (const { at, values, isPast } of momentsOf(writes, current)) {
      const completed = await this.facts.complete(tx, viewer, form, values, paths);
      const facts = this.#factsOf(opened, completed);
      await this.#event(tx, place, moving, opened, { kind: 'change', at, facts, isPast });
    }
    const now = await this.store.now(tx);
    if (how.isRevised)
      await this.#event(tx, place, moving, opened, {
        kind: 'change',
        at: now,
        facts: this.#factsOf(opened, current),
      });
    await this.#event(tx, place, moving, opened, { kind: 'tick', at: now });
    await this.store.taken(tx, place, Math.max(taken, ...writes.map(({ version }) => version)));
    if (late) await this.#retold(tx, deadline, place, late, moving, states);
    await this.#keep(tx, place, form, moving);
    await this.#tell(tx, deadline, place, moving, current, opened, how.isSilent === true);
    const next = moving.map((one) => one.next).filter((at) => at !== null);
    await this.marks.wakeAt(tx, place, next.sort()[0] ?? null);
  }

  #factsOf({ form, viewer }: Opened, values: Values) {
    return { form, forms: viewer.documents.forms, tables: viewer.documents.decision_tables, values };
  }

  /** A clock that was told anew and has not begun after all stands where it stood before anything happened. */
  async #retold(
    tx: Transaction,
    deadline: Deadline,
    place: ClockPlace,
    late: LateReport,
    moving: readonly Moving[],
    states: ReadonlyMap<string, KeptState>,
  ): Promise<void> {
    for (const { target, state, edition } of moving)
      if (state === null && states.has(target.id))
        await this.store.save(tx, place, target.id, { state: waiting, edition }, []);
    const targets = moving.map(({ target: { id }, state, edition }) => {
      return { id, before: states.get(id) ?? null, after: { state: state ?? waiting, edition } };
    });
    await this.late.settle(tx, deadline, place, late, targets);
  }

  async #event(
    tx: Transaction,
    place: ClockPlace,
    moving: Moving[],
    { viewer }: Opened,
    event: DeadlineEvent,
  ): Promise<void> {
    for (const one of moving) {
      const { state, entries, reached, timers } = advanceDeadline(
        one.target,
        one.state,
        event,
        viewer.context,
      );
      one.reached.push(...reached);
      one.next = timers[0]?.at ?? null;
      if (state === one.state || (one.state === null && state.phase === 'waiting')) continue;
      one.state = state;
      await this.store.save(tx, place, one.target.id, { state, edition: one.edition }, entries);
    }
  }

  async #keep(tx: Transaction, place: ClockPlace, form: Form, moving: readonly Moving[]): Promise<void> {
    const kept: Kept = new Map();
    const write = (id: string | undefined, value: (field: Form['fields'][number]) => KeptValue) => {
      const field = id === undefined ? undefined : fieldOf(form, id);
      if (field) kept.set(field.id, value(field));
    };
    for (const { target, state, edition } of moving) {
      // A clock that was never measured here leaves alone what an import brought along.
      if (!state || state.startedAt === null || !target.keep) continue;
      const { due, state: name, used, paused } = target.keep;
      write(due, () => ({ type: 'timestamptz', value: state.dueAt }));
      write(name, () => ({ type: 'text', value: stateName(state) }));
      if (used === undefined && paused === undefined) continue;
      const { usedMs, pausedMs } = await this.store.sums(tx, place, target.id, edition);
      write(used, ({ scale }) => minutes(usedMs, scale));
      write(paused, ({ scale }) => minutes(pausedMs, scale));
    }
    if (await this.store.keep(tx, place, kept)) this.marks.announce(tx, place);
  }

  async #tell(
    tx: Transaction,
    deadline: Deadline,
    place: ClockPlace,
    moving: readonly Moving[],
    values: Values,
    opened: Opened,
    isSilent: boolean,
  ): Promise<void> {
    for (const { target, reached } of moving)
      for (const moment of reached) {
        if (!(await this.store.mark(tx, place, target.id, moment, isSilent))) continue;
        if (isSilent || values.deleted_at !== null) continue;
        const { form, viewer } = opened;
        const { forms, decision_tables: tables } = viewer.documents;
        const facts = {
          form,
          forms,
          tables,
          values,
          context: { ...viewer.context, now: await this.store.now(tx) },
        };
        await this.marks.perform(tx, { deadline, target, place, moment, by: idOf(values.created_by) }, facts);
      }
  }
}

/** As exact as the field, which without a scale of its own takes hundredths. */
function minutes(ms: number, scale = 2): KeptValue {
  return { type: 'numeric', value: String(Number((ms / 60_000).toFixed(scale))) };
}
