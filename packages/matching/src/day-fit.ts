/** Minutes since some moment that all of one day agree on. */
type Minute = number;

/** A time promised to somebody who waits, and who could keep it. Candidates are named by their index. */
export interface PromisedWork {
  id: string;
  minutes: number;
  /** What it takes of a candidate's day. */
  load: number;
  /** Minutes on the way before it, where it is not the usual gap: none before a break. */
  way?: number;
  /** By candidate who may do it: the moments at which he may begin, in order. */
  starts: ReadonlyMap<number, readonly Minute[]>;
}

/** One candidate's day. */
export interface OwnDay {
  /** What may be given to him beside what he has; null: no limit. */
  capacity: number | null;
  /** What he has already, with its times. */
  busy: readonly { from: Minute; to: Minute }[];
}

/** More than this is not promised to one person on one day. */
const mostOfDay = 10;
const tolerance = 1e-6;

/** The moments at which somebody may begin beside what he has. */
export function freeStarts(
  { minutes, way }: PromisedWork,
  starts: readonly Minute[],
  { busy }: OwnDay,
  gap: number,
): Minute[] {
  return starts.filter((start) =>
    busy.every(
      ({ from, to }) => start + minutes + gap <= from + tolerance || start >= to + (way ?? gap) - tolerance,
    ),
  );
}

/**
 * When each of these works begins in one day, or null where they do not fit. Exact: for every set of works the order is
 * kept that is done first, which no other order of the same set can better.
 */
export function fitDay(
  works: readonly PromisedWork[],
  candidate: number,
  { capacity }: OwnDay,
  gap: number,
): Minute[] | null {
  const load = works.reduce((sum, one) => sum + one.load, 0);
  if (works.length > mostOfDay || (capacity !== null && load > capacity + tolerance)) return null;
  const size = 1 << works.length;
  const done = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const last = new Int8Array(size).fill(-1);
  done[0] = Number.NEGATIVE_INFINITY;
  for (let set = 0; set < size; set++) {
    const free = done[set] as number;
    if (free === Number.POSITIVE_INFINITY) continue;
    for (const [index, work] of works.entries()) {
      const next = set | (1 << index);
      if (next === set) continue;
      const start = firstFrom(work.starts.get(candidate), free + (work.way ?? gap));
      if (start === null || start + work.minutes >= (done[next] as number)) continue;
      done[next] = start + work.minutes;
      last[next] = index;
    }
  }
  if (done[size - 1] === Number.POSITIVE_INFINITY) return null;
  const begins = new Array<Minute>(works.length);
  for (let set = size - 1; set > 0; ) {
    const index = last[set] as number;
    begins[index] = (done[set] as number) - (works[index] as PromisedWork).minutes;
    set &= ~(1 << index);
  }
  return begins;
}

function firstFrom(starts: readonly Minute[] | undefined, free: Minute): Minute | null {
  return starts?.find((start) => start >= free - tolerance) ?? null;
}
