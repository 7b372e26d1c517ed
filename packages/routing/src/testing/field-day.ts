import fc from 'fast-check';
import type { Job, Resource, TourProblem, Tours } from '../problem.js';

const place = fc.record({ x: fc.integer({ min: 0, max: 60 }), y: fc.integer({ min: 0, max: 60 }) });
const window = fc
  .record({ from: fc.integer({ min: 480, max: 1000 }), long: fc.integer({ min: 0, max: 300 }) })
  .map(({ from, long }) => ({ from, to: from + long }));

/** Days of up to six people and forty jobs: several times to begin, skills, locks, breaks, overtime, room on the van. */
export const drawnProblem: fc.Arbitrary<TourProblem> = fc
  .record({
    spots: fc.array(place, { minLength: 3, maxLength: 40 }),
    people: fc.array(
      fc.record({
        home: fc.nat(39),
        from: fc.integer({ min: 450, max: 600 }),
        long: fc.integer({ min: 120, max: 600 }),
        overtime: fc.integer({ min: 0, max: 120 }),
        returns: fc.boolean(),
        breaks: fc.boolean(),
        capacity: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    work: fc.array(
      fc.record({
        spot: fc.nat(39),
        minutes: fc.integer({ min: 5, max: 120 }),
        windows: fc.array(window, { minLength: 1, maxLength: 3 }),
        urgent: fc.boolean(),
        load: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
        able: fc.option(fc.array(fc.nat(5), { maxLength: 4 }), { nil: undefined, freq: 2 }),
        locked: fc.option(fc.nat(5), { nil: undefined, freq: 4 }),
        former: fc.option(fc.record({ resource: fc.nat(5), start: fc.integer({ min: 480, max: 1000 }) }), {
          nil: undefined,
          freq: 3,
        }),
      }),
      { minLength: 0, maxLength: 40 },
    ),
  })
  .map(({ spots, people, work }) => {
    const far = spots.flatMap((a) => spots.map((b) => Math.round(Math.hypot(a.x - b.x, a.y - b.y))));
    const jobs = work.map(
      ({ spot, windows, urgent, able, ...rest }): Job => ({
        ...rest,
        place: spot % spots.length,
        windows: [...windows].sort((a, b) => a.from - b.from),
        worth: urgent ? 5000 : 1000,
        suits: able && new Map(able.map((who, index) => [who, index * 10])),
      }),
    );
    const resources = people.map(
      ({ home, from, long, overtime, returns, breaks, capacity }): Resource => ({
        start: home % spots.length,
        end: returns ? home % spots.length : null,
        from,
        to: from + long,
        latest: from + long + overtime,
        breaks: breaks ? [{ from: 690, to: 810, minutes: 45 }] : [],
        capacity,
      }),
    );
    return {
      jobs,
      resources,
      places: spots.length,
      travelMinutes: Float64Array.from(far),
      travelKm: Float64Array.from(far, (minutes) => minutes * 0.8),
      costs: {
        perKm: 1,
        perTravelMinute: 0.5,
        perOvertimeMinute: 2,
        perHandOver: 50,
        perMovedMinute: 0.2,
        perResource: 10,
      },
    };
  });

/** What is wrong with a plan, found by trying each tour minute by minute with every moment for its break. */
export function faultsOf(problem: TourProblem, { tours, undone }: Tours): string[] {
  const faults: string[] = [];
  const all = [...tours.flat(), ...undone].sort((a, b) => a - b);
  if (all.join() !== problem.jobs.map((_, job) => job).join()) faults.push('each job once');
  for (const [at, jobs] of tours.entries()) {
    const resource = problem.resources[at] as Resource;
    const load = jobs.reduce((sum, job) => sum + (problem.jobs[job]?.load ?? 0), 0);
    if (load > (resource.capacity ?? Number.POSITIVE_INFINITY)) faults.push(`load ${at}`);
    for (const job of jobs) {
      const { locked, suits } = problem.jobs[job] as Job;
      if (locked !== undefined && locked !== at) faults.push(`locked ${job}`);
      if (suits && !suits.has(at)) faults.push(`suits ${job}`);
    }
    if (jobs.length > 0 && !canBeDone(problem, resource, jobs)) faults.push(`times ${at}`);
  }
  return faults;
}

/** Tries the break before each job, after the last, and not at all for a day that is over by then. */
function canBeDone(problem: TourProblem, resource: Resource, jobs: readonly number[]): boolean {
  const [pause] = resource.breaks;
  const positions = pause ? [...jobs.keys(), jobs.length, -1] : [-1];
  return positions.some((position) => {
    let time = resource.from;
    let place = resource.start;
    const rest = () => {
      if (!pause) return true;
      const begin = Math.max(time, pause.from);
      time = begin + pause.minutes;
      return time <= pause.to + 1e-6;
    };
    for (const [index, at] of jobs.entries()) {
      const job = problem.jobs[at] as Job;
      if (index === position && !rest()) return false;
      const arrival = time + (problem.travelMinutes[place * problem.places + job.place] as number);
      const open = job.windows.filter(({ to }) => arrival <= to + 1e-6);
      if (open.length === 0) return false;
      time = Math.min(...open.map(({ from }) => Math.max(from, arrival))) + job.minutes;
      place = job.place;
      if (time > resource.latest + 1e-6) return false;
    }
    if (pause && position === jobs.length && !rest()) return false;
    if (pause && position === -1 && time > pause.to - pause.minutes + 1e-6) return false;
    if (resource.end !== null) time += problem.travelMinutes[place * problem.places + resource.end] as number;
    return time <= resource.latest + 1e-6;
  });
}
