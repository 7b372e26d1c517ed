import type { Values } from '@fieldwork/form-engine';
import { idOf, type Routing } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { MatchingReader } from '../matching/matching-reader.js';
import type { MatchingRoom } from '../matching/matching-room.js';
import { Database } from '../platform/database/database.js';
import { RecordService } from '../records/record.service.js';
import type { DayClock } from './day-clock.js';
import type { JobFacts, TourFacts } from './tour-facts.js';

/** More than this is no day of one office. */
const MOST_JOBS = 500;
type Filter = unknown;

/** Reads the jobs and people of a day with the eyes of whoever plans. */
@Injectable()
export class TourReader {
  constructor(
    readonly database: Database,
    private readonly records: RecordService,
    private readonly matching: MatchingReader,
  ) {}

  /** `only`: of the jobs that nobody has yet just these. */
  async read(
    room: MatchingRoom,
    routing: Routing,
    clock: DayClock,
    only: readonly string[] | undefined,
  ): Promise<TourFacts> {
    const { jobs, resources } = routing;
    const planned = await this.#ids(room, [plannedFor(jobs.start, clock), jobs.filter]);
    const begun =
      jobs.begun === undefined ? [] : await this.#ids(room, [plannedFor(jobs.start, clock), jobs.begun]);
    const locked =
      jobs.locked === undefined ? [] : await this.#ids(room, [plannedFor(jobs.start, clock), jobs.locked]);
    const open = only ?? (await this.#ids(room, [isOpen(routing, clock), jobs.filter]));
    const underWay = new Set(begun);
    const wanted = [...new Set([...planned, ...open])].filter((id) => !underWay.has(id));
    const { shift } = resources;
    const matched = await this.matching.read(this.database, room, [...wanted, ...begun], {
      fields: [shift.from, shift.to],
    });
    const isLocked = new Set(locked);
    const candidateOf = this.#candidates(room, matched.candidates);
    const demands = matched.demands.filter(({ id }) => !underWay.has(id));
    return {
      routing,
      jobs: demands.map(
        ({ id, values }): JobFacts => ({
          id,
          values,
          candidate: candidateOf(values),
          isLocked: isLocked.has(id),
        }),
      ),
      matched: { ...matched, demands },
      begun: grouped(
        matched.demands.filter(({ id }) => underWay.has(id)),
        jobs.start,
        candidateOf,
      ),
      away: await this.#away(room, routing, clock),
      people: new Map(matched.candidates.map(({ id, values }) => [id, values])),
      isDayOff: isDayOff(room, resources.calendar, clock),
    };
  }

  /** The candidate that a job's field names: himself, or the person he stands for. */
  #candidates({ matching, demandForm }: MatchingRoom, candidates: TourFacts['matched']['candidates']) {
    const field = matching.field ?? '';
    const isReference = demandForm.fields.find(({ id }) => id === field)?.form !== undefined;
    const byPerson = new Map(
      candidates.map(({ id, values }) => [idOf(values[matching.person ?? '']) ?? '', id] as const),
    );
    return (values: Readonly<Record<string, unknown>>): string | null => {
      const value = idOf(values[field]);
      if (value === null || value === undefined) return null;
      return isReference ? value : (byPerson.get(value) ?? null);
    };
  }

  async #ids({ viewer, demandForm }: MatchingRoom, conditions: readonly Filter[]): Promise<string[]> {
    const { json } = await this.records.list(viewer, demandForm, {
      filter: { and: conditions.filter((one) => one !== undefined) } as never,
      fields: ['id'],
      sort: ['id'],
      page: 1,
      pageSize: MOST_JOBS,
      count: 'none',
      deleted: 'no',
    });
    return (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
  }

  async #away(
    { viewer }: MatchingRoom,
    { resources: { away } }: Routing,
    clock: DayClock,
  ): Promise<TourFacts['away']> {
    const found: TourFacts['away'] = new Map();
    const form = away && viewer.documents.forms.get(away.form);
    if (!away || !form) return found;
    const within = [
      { '<': [{ var: away.start }, { datetime: [clock.to] }] },
      { '>': [{ var: away.end }, { datetime: [clock.from] }] },
    ];
    const { json } = await this.records.list(viewer, form, {
      filter: { and: [...within, ...(away.filter === undefined ? [] : [away.filter])] } as never,
      fields: [away.resource, away.start, away.end],
      sort: ['id'],
      page: 1,
      pageSize: MOST_JOBS,
      count: 'none',
      deleted: 'no',
    });
    for (const row of JSON.parse(json) as Values[]) {
      const who = idOf(row[away.resource]);
      if (who) found.set(who, [...(found.get(who) ?? []), { from: row[away.start], to: row[away.end] }]);
    }
    return found;
  }
}

function isDayOff({ viewer }: MatchingRoom, calendar: string | undefined, { day }: DayClock): boolean {
  if (calendar === undefined) return false;
  return viewer.context.calendars?.find(calendar)?.isWorkingDay(day) === false;
}

/** Planned for this day. */
function plannedFor(start: string, clock: DayClock): Filter {
  return {
    and: [
      { '>=': [{ var: start }, { datetime: [clock.from] }] },
      { '<': [{ var: start }, { datetime: [clock.to] }] },
    ],
  };
}

/** Not planned yet, and promised for no other day. */
function isOpen({ jobs: { start, window } }: Routing, clock: DayClock): Filter {
  const unplanned = { isEmpty: [{ var: start }] };
  if (!window) return unplanned;
  const fromEarlier = {
    or: [{ isEmpty: [{ var: window.from }] }, { '<': [{ var: window.from }, { datetime: [clock.to] }] }],
  };
  const toLater = {
    or: [{ isEmpty: [{ var: window.to }] }, { '>': [{ var: window.to }, { datetime: [clock.from] }] }],
  };
  return { and: [unplanned, fromEarlier, toLater] };
}

function grouped(
  demands: TourFacts['matched']['demands'],
  start: string,
  candidateOf: (values: Readonly<Record<string, unknown>>) => string | null,
): TourFacts['begun'] {
  const groups: TourFacts['begun'] = new Map();
  const inOrder = [...demands].sort((a, b) => String(a.values[start]).localeCompare(String(b.values[start])));
  for (const { id, values } of inOrder) {
    const candidate = candidateOf(values);
    if (candidate) groups.set(candidate, [...(groups.get(candidate) ?? []), { id, values }]);
  }
  return groups;
}
