import { setImmediate } from 'node:timers/promises';
import {
  amountOf,
  type Candidate,
  DayPlan,
  type Demand,
  factsOf,
  fitsTogether,
  type OwnDay,
  type PromisedWork,
  programOf,
  scopeOf,
} from '@fieldwork/matching';
import {
  type Appointments,
  type ExpressionJson,
  fieldOf,
  idOf,
  isId,
  lastingMinutes,
  pathsIn,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { type MatchingFacts, MatchingReader } from '../matching/matching-reader.js';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordFacts } from '../records/record-facts.js';
import { DayClock, dayOf } from '../routing/day-clock.js';
import type { AppointmentRoom } from './appointment-room.js';
import { beginningsIn, type Slot, slotOf } from './appointment-slots.js';

const MINUTE_MS = 60_000;
const MOST_PROMISES = 5000;
/** Minutes between the beginnings of a break that are tried. */
const BREAK_STEP = 15;

/** One window for one record, tried beside all that stands on that day. */
export interface TriedSlot {
  slot: Slot;
  isOpen: boolean;
  /** Whoever has the record already, and when he would begin. */
  start: number | null;
}

interface Others {
  promised: { demand: Demand; day: string; beginnings: number[] }[];
  busy: { demand: Demand; day: string; from: number; to: number }[];
}

/** Reads what people have left on some days, and tries windows for one record. */
@Injectable()
export class AppointmentReader {
  constructor(
    private readonly reader: MatchingReader,
    private readonly facts: RecordFacts,
  ) {}

  /** The record with what is asked of it; null where it is gone. */
  async demand(on: Queryable, { room, given }: AppointmentRoom, id: string): Promise<Demand | null> {
    const paths = pathsIn([
      given.when,
      given.holds,
      room.matching.constraints,
      room.matching.load,
      room.matching.figures,
    ]);
    const own = paths.map((path) => path.replace(/^(outer|current)\./, ''));
    const wanted = [...own, ...(room.matching.distance?.to ?? [])].filter(
      (path) => !/^(candidate|figure)\./.test(path),
    );
    const values = isId(id) ? await this.facts.read(on, room.viewer, room.demandForm, id, wanted) : null;
    return values && values.deleted_at === null ? { id, values } : null;
  }

  /** Every slot tried; in one statement per figure, however many they are. */
  async try(
    on: Queryable,
    asked: AppointmentRoom,
    demand: Demand,
    slots: readonly Slot[],
  ): Promise<TriedSlot[]> {
    if (slots.length === 0) return [];
    const { room, given } = asked;
    const others = await this.#others(on, asked, demand.id, slots);
    const free = others.promised.filter(({ demand: { values } }) => !this.#holder(asked, values));
    const virtual = [
      ...slots.flatMap((slot) => beginningsIn(given, slot).map((start) => at(given.start, demand, start))),
      ...free.flatMap((one) => one.beginnings.map((start) => at(given.start, one.demand, start))),
    ];
    const facts = await this.reader.readAround(on, room, virtual);
    const who = (values: Demand['values']) => {
      const holder = this.#holder(asked, values);
      return holder === null ? null : indexOf(asked, facts.candidates, holder);
    };
    const days = new Map<string, DayPlan>();
    const mine = who(demand.values);
    const tried: TriedSlot[] = [];
    for (const slot of slots) {
      const clock = new DayClock(slot.day, room.viewer.context.timeZone);
      // A day is work: others are served in between.
      if (!days.has(slot.day)) await setImmediate();
      const plan = days.get(slot.day) ?? this.#plan(asked, facts, { demand, slot, others, who }, clock);
      days.set(slot.day, plan);
      const id = `${demand.id} ${slot.from}`;
      const beginnings = beginningsIn(given, slot);
      const work = this.#work(asked, facts, { id, demand, beginnings, holder: mine }, clock, true);
      const isOpen = plan.hasRoomFor(work);
      const start = isOpen && mine !== null ? plan.startOf(work) : null;
      tried.push({ slot, isOpen, start: start === null ? null : Date.parse(clock.toMoment(start)) });
    }
    return tried;
  }

  #plan(
    asked: AppointmentRoom,
    facts: MatchingFacts,
    {
      demand,
      slot,
      others,
      who,
    }: { demand: Demand; slot: Slot; others: Others; who: (values: Demand['values']) => number | null },
    clock: DayClock,
  ): DayPlan {
    const { room, given } = asked;
    const example = at(given.start, demand, slot.from);
    const busy = others.busy.filter(({ day }) => day === slot.day);
    const days = facts.candidates.map((candidate, index): OwnDay => {
      const pair = factsOf(example, candidate, facts.around.between(example, candidate));
      const scope = scopeOf(programOf(room.matching, facts.around.forms), pair, facts.around.context);
      const left = amountOf(room.matching.capacity, scope);
      return {
        capacity: left === null ? null : Math.max(0, left),
        busy: busy
          .filter(({ demand: { values } }) => who(values) === index)
          .map(({ from, to }) => ({ from: clock.ofInstant(from), to: clock.ofInstant(to) })),
      };
    });
    const promised = others.promised
      .filter(({ day }) => day === slot.day)
      .map((one) => {
        const holder = who(one.demand.values);
        return this.#work(asked, facts, { ...one, id: one.demand.id, holder }, clock, false);
      });
    return new DayPlan(days, [...breaksOf(given, days.length, clock), ...promised], given.gapMinutes ?? 0);
  }

  /** `isAsked`: even whoever has it must be able to come; a promise that stands with somebody is his as it is. */
  #work(
    { room, given }: AppointmentRoom,
    facts: MatchingFacts,
    {
      id,
      demand,
      beginnings,
      holder,
    }: { id: string; demand: Demand; beginnings: readonly number[]; holder: number | null },
    clock: DayClock,
    isAsked: boolean,
  ): PromisedWork {
    const { candidates, around } = facts;
    const starts = new Map<number, number[]>();
    let load: number | null = null;
    for (const [index, candidate] of candidates.entries()) {
      if (holder !== null && holder !== index) continue;
      const own: number[] = [];
      for (const beginning of beginnings) {
        const then = at(given.start, demand, beginning);
        const pair = factsOf(then, candidate, around.between(then, candidate));
        if (load === null) {
          const scope = scopeOf(programOf(room.matching, around.forms), pair, around.context);
          load = amountOf(room.matching.load, scope) ?? 1;
        }
        if ((holder !== null && !isAsked) || fitsTogether(room.matching, pair, around))
          own.push(clock.ofInstant(beginning));
      }
      if (own.length > 0) starts.set(index, own);
    }
    return { id, minutes: lastingMinutes(given, demand.values), load: Math.max(0, load ?? 1), starts };
  }

  /** What else is promised or planned on those days. */
  async #others(
    on: Queryable,
    asked: AppointmentRoom,
    without: string,
    slots: readonly Slot[],
  ): Promise<Others> {
    const { room, given } = asked;
    const { timeZone } = room.viewer.context;
    const days = new Set(slots.map(({ day }) => day));
    const sorted = [...days].toSorted();
    const from = new DayClock(sorted[0] as string, timeZone).from;
    const to = new DayClock(sorted.at(-1) as string, timeZone).to;
    const within = (field: string) => ({
      and: [{ '>=': [{ var: field }, { datetime: [from] }] }, { '<': [{ var: field }, { datetime: [to] }] }],
    });
    const held = { and: [{ isNotEmpty: [{ var: room.matching.field ?? '' }] }, within(given.start)] };
    const filter = {
      and: [{ or: [within(given.from), held] }, ...(given.holds === undefined ? [] : [given.holds])],
    } as ExpressionJson;
    const { duration, from: begins, to: ends, start } = given;
    const fields = [begins, ends, start, room.matching.field ?? '', ...(duration ? [duration.field] : [])];
    const demands = await this.reader.demandsWhere(on, room, filter, fields, MOST_PROMISES);
    const others: Others = { promised: [], busy: [] };
    for (const demand of demands) {
      if (demand.id === without) continue;
      const { values } = demand;
      const planned = momentOf(values[start]);
      if (planned !== null && this.#holder(asked, values) !== null) {
        const until = planned + lastingMinutes(given, values) * MINUTE_MS;
        others.busy.push({ demand, day: dayOf(planned, timeZone), from: planned, to: until });
        continue;
      }
      const first = momentOf(values[begins]);
      if (first === null) continue;
      const day = dayOf(first, timeZone);
      const window = slotOf(day, first, momentOf(values[ends]) ?? first, timeZone);
      if (days.has(day)) others.promised.push({ demand, day, beginnings: beginningsIn(given, window) });
    }
    return others;
  }

  /** Who the field of a record names: a candidate, or the person he stands for. */
  #holder({ room }: AppointmentRoom, values: Demand['values']): string | null {
    return idOf(values[room.matching.field ?? '']) ?? null;
  }
}

/** A pause is a work of his own that somebody needs no way to. */
function breaksOf({ breaks = [] }: Appointments, people: number, clock: DayClock): PromisedWork[] {
  return breaks.flatMap(({ from, to, minutes }, number) => {
    const [first, end] = [clock.ofClock(from) ?? 0, clock.ofClock(to) ?? 0];
    const count = Math.max(1, Math.floor((end - first - minutes) / BREAK_STEP) + 1);
    const starts = Array.from({ length: count }, (_, step) => first + step * BREAK_STEP);
    return Array.from({ length: people }, (_, person) => ({
      id: `break ${number} of ${person}`,
      minutes,
      load: 0,
      way: 0,
      starts: new Map([[person, starts]]),
    }));
  });
}

function indexOf({ room }: AppointmentRoom, candidates: readonly Candidate[], holder: string): number {
  const { matching, demandForm } = room;
  const isReference = fieldOf(demandForm, matching.field ?? '')?.form !== undefined;
  return candidates.findIndex(
    ({ id, values }) => (isReference ? id : idOf(values[matching.person ?? ''])) === holder,
  );
}

/** The same record as if its work began at that moment. */
function at(field: string, { id, values }: Demand, instant: number): Demand {
  return { id, values: { ...values, [field]: new Date(instant).toISOString() } };
}

function momentOf(value: unknown): number | null {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(moment) ? moment : null;
}
