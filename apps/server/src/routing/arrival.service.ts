import type { Demand } from '@fieldwork/matching';
import {
  type ExpressionJson,
  fieldOf,
  idOf,
  lastingMinutes,
  type Matching,
  type Routing,
} from '@fieldwork/metadata';
import { type ExpectedArrival, expectArrivals, type Visit } from '@fieldwork/routing';
import { Injectable } from '@nestjs/common';
import { MatchingReader } from '../matching/matching-reader.js';
import { type MatchingRoom, MatchingRooms } from '../matching/matching-room.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { type ArrivalLook, ArrivalStore } from './arrival.store.js';
import { DayClock, dayOf } from './day-clock.js';
import { stopOf, wayBetween } from './tour-way.js';

/** More than this is no day of one person. */
const MOST_VISITS = 60;

export type RoutingWithArrival = Routing & { arrival: NonNullable<Routing['arrival']> };

/** When somebody is expected, written to the jobs of his day. */
@Injectable()
export class ArrivalService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly rooms: MatchingRooms,
    private readonly reader: MatchingReader,
    private readonly records: RecordService,
    private readonly store: ArrivalStore,
  ) {}

  /** Looks at somebody's day as it stands now; answers whether anybody still waits for him on it. */
  async look(tx: Transaction, look: ArrivalLook): Promise<boolean> {
    const found = await this.#find(look);
    if (!found) return false;
    const { routing, room, matching } = found;
    await this.store.lock(tx, look);
    const { now, timeZone } = room.viewer.context;
    const clock = new DayClock(dayOf(Date.parse(now), timeZone), timeZone);
    const demands = await this.reader.demandsWhere(
      tx,
      room,
      { and: [{ '==': [{ var: matching.field ?? '' }, look.holder] }, ofDay(routing, clock)] },
      fieldsOf(routing),
      MOST_VISITS,
    );
    if (demands.length === 0) return false;
    const facts = await this.reader.readAround(tx, room, [], { only: isHolder(room, look.holder) });
    const { distance } = matching;
    const home = stopOf(facts.candidates[0]?.values ?? {}, distance?.from ?? [], distance?.matrix?.candidate);
    const stops = demands.map(({ values }) => stopOf(values, distance?.to ?? [], distance?.matrix?.demand));
    const expected = expectArrivals(
      demands.map(({ values }) => visitOf(routing, values, clock)),
      clock.ofInstant(Date.parse(now)),
      (from, to) => wayBetween(distance, facts.places, stops[from] ?? home, stops[to] ?? home).minutes,
    );
    for (const [index, demand] of demands.entries())
      await this.#write(tx, found, demand, expected[index] ?? null, clock);
    return expected.some((one) => one !== null);
  }

  async #write(
    tx: Transaction,
    { routing, room }: Found,
    { id, values }: Demand,
    expected: ExpectedArrival | null,
    clock: DayClock,
  ): Promise<void> {
    if (!expected) return;
    const { field, basis, stepMinutes } = routing.arrival;
    const before = clock.ofMoment(values[field]);
    // Nobody waits for what was not promised, until somebody is on the way.
    const { window } = routing.jobs;
    const isPromised = window === undefined || (values[window.to] ?? null) !== null;
    if (!isPromised && before === null && expected.basis !== 'departed') return;
    const isNear = before !== null && Math.abs(before - expected.at) < stepMinutes;
    if (isNear && values[basis] === expected.basis) return;
    await this.#set(tx, room, id, { [field]: clock.toMoment(expected.at), [basis]: expected.basis });
  }

  /** A job that is no longer of this day, or of nobody, expects nobody. */
  async forget(tx: Transaction, { app, routing: id }: Omit<ArrivalLook, 'holder'>, record: string) {
    const found = await this.#find({ app, routing: id, holder: '' });
    if (!found) return;
    const { routing, room, matching } = found;
    const values = await this.records.find(room.viewer, room.demandForm, record, tx);
    const { field, basis, departed, arrived } = routing.arrival;
    if (!values || values[field] === null || values[arrived] !== null) return;
    const { now, timeZone } = room.viewer.context;
    const today = dayOf(Date.parse(now), timeZone);
    const moments = [values[routing.jobs.start], values[departed]];
    const isToday = moments.some((at) => typeof at === 'string' && dayOf(Date.parse(at), timeZone) === today);
    if (isToday && idOf(values[matching.field ?? ''])) return;
    await this.#set(tx, room, record, { [field]: null, [basis]: null });
  }

  #set(tx: Transaction, { opened }: MatchingRoom, id: string, values: Record<string, string | null>) {
    return this.records.update({ ...opened.write, narrowing: { isAutomatic: true } }, id, values, {}, tx);
  }

  async #find(look: ArrivalLook): Promise<Found | null> {
    const documents = (await this.registry.find(look.app))?.documents;
    const routing = documents?.routings.get(look.routing);
    const matching = routing && documents?.matchings.get(routing.matching);
    if (!routing?.arrival || !matching || matching.field === undefined) return null;
    const room = await this.rooms.openAsPlatform(look.app, onlyWay(matching));
    return { routing: routing as RoutingWithArrival, room, matching };
  }
}

interface Found {
  routing: RoutingWithArrival;
  room: MatchingRoom;
  matching: Matching;
}

const kept = new WeakMap<Matching, Matching>();

/** Of a matching just who there is and how far it is. */
function onlyWay(matching: Matching): Matching {
  const found = kept.get(matching);
  if (found) return found;
  const { importance: _i, load: _l, capacity: _c, appointments: _a, ...rest } = matching;
  const way: Matching = { ...rest, figures: [], constraints: [], terms: [] };
  kept.set(matching, way);
  return way;
}

/** What a job says about how far it has got. */
export function fieldsOf({ arrival, jobs }: RoutingWithArrival): string[] {
  const { field, basis, departed, arrived, left } = arrival;
  const { start, duration, window } = jobs;
  return [
    field,
    basis,
    departed,
    arrived,
    start,
    ...(window ? [window.to] : []),
    ...(left === undefined ? [] : [left]),
    ...(duration ? [duration.field] : []),
  ];
}

/** Planned for this day, or set out to on it. */
function ofDay({ arrival, jobs }: RoutingWithArrival, clock: DayClock): ExpressionJson {
  const within = (field: string): ExpressionJson => ({
    and: [
      { '>=': [{ var: field }, { datetime: [clock.from] }] },
      { '<': [{ var: field }, { datetime: [clock.to] }] },
    ],
  });
  return {
    and: [
      { or: [within(jobs.start), within(arrival.departed)] },
      ...(arrival.filter === undefined ? [] : [arrival.filter]),
    ],
  };
}

function visitOf({ arrival, jobs }: RoutingWithArrival, values: Demand['values'], clock: DayClock): Visit {
  const at = (field: string | undefined) => (field === undefined ? null : clock.ofMoment(values[field]));
  return {
    planned: at(jobs.start),
    minutes: lastingMinutes(jobs, values),
    departed: at(arrival.departed),
    arrived: at(arrival.arrived),
    left: at(arrival.left),
  };
}

function isHolder({ matching, demandForm }: MatchingRoom, holder: string) {
  const isReference = fieldOf(demandForm, matching.field ?? '')?.form !== undefined;
  return ({ id, values }: { id: string; values: Demand['values'] }) =>
    (isReference ? id : idOf(values[matching.person ?? ''])) === holder;
}
