import { fromDayNumber, readDay, toDayNumber, weekday, writeDay } from './calendar.js';
import { DAY_MS } from './datetime.js';
import { toLocal } from './time-zone.js';

/** Milliseconds since midnight, from and to; `to` at or before `from` lies on the next day. */
export type Slot = readonly [from: number, to: number];

/** What a calendar comes to once all it builds on is put together. */
export interface WorkingPlan {
  /** IANA name. */
  readonly timeZone: string;
  /** Monday to Sunday. */
  readonly week: readonly (readonly Slot[])[];
  /** Days that are not like their weekday, by `YYYY-MM-DD`. No slots: off. */
  readonly days: ReadonlyMap<string, readonly Slot[]>;
}

/** Calendars are known from the first moment of the first year to the last of the last, in UTC. */
export const workingYears = { first: 2000, last: 2049 } as const;

const HORIZON_START = startOfYear(workingYears.first);
const HORIZON_END = startOfYear(workingYears.last + 1);

/** Working spans of one UTC year: starts, ends, and the milliseconds worked before each. */
interface Chunk {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly before: Float64Array;
  readonly total: number;
}

/**
 * The working time of a calendar, exact to the millisecond: a moment is worked when the clocks of the zone show a
 * time that lies in a slot, so an hour that the clocks show twice counts twice. Years are laid out when first asked
 * for; afterwards an answer costs two binary searches.
 */
export class WorkingTime {
  readonly #chunks = new Map<number, Chunk>();

  constructor(readonly plan: WorkingPlan) {}

  /** Working milliseconds between two instants, negative when `to` is earlier; null outside the known years. */
  between(from: number, to: number): number | null {
    if (!isKnown(from) || !isKnown(to)) return null;
    if (to < from) return -(this.between(to, from) as number);
    const [first, last] = [yearOf(from), yearOf(to)];
    let sum = this.#workedInYear(last, to) - this.#workedInYear(first, from);
    for (let year = first; year < last; year++) sum += this.#chunk(year).total;
    return sum;
  }

  /** The first instant at which so many milliseconds have been worked; negative: the last one before. */
  add(from: number, amount: number): number | null {
    if (!isKnown(from)) return null;
    if (amount === 0) return from;
    return amount > 0 ? this.#forward(from, amount) : this.#backward(from, -amount);
  }

  /** The worked stretches between two instants, in order, cut at both. */
  *spans(from: number, to: number): Generator<readonly [number, number]> {
    const start = Math.max(from, HORIZON_START);
    const end = Math.min(to, HORIZON_END);
    let open: [number, number] | null = null;
    for (let year = yearOf(start); start < end && year <= yearOf(end - 1); year++) {
      const { starts, ends } = this.#chunk(year);
      for (let index = Math.max(0, after(starts, start) - 1); index < starts.length; index++) {
        const cut: [number, number] = [Math.max(starts[index]!, start), Math.min(ends[index]!, end)];
        if (cut[0] >= end) break;
        if (cut[1] <= cut[0]) continue;
        if (open && open[1] === cut[0]) open[1] = cut[1];
        else {
          if (open) yield open;
          open = cut;
        }
      }
    }
    if (open) yield open;
  }

  /** Whether anything is worked that begins on a written day: not on weekends and holidays, but on make-up days. */
  isWorkingDay(date: string): boolean {
    return slotsOn(this.plan, date).length > 0;
  }

  /** The first moment at or after an instant that is worked; null outside the known years. */
  nextWorked(from: number): number | null {
    const next = this.add(from, 1);
    return next === null ? null : next - 1;
  }

  #forward(from: number, amount: number): number | null {
    let year = yearOf(from);
    let wanted = amount + this.#workedInYear(year, from);
    for (; year <= workingYears.last; year++) {
      const { starts, before, total } = this.#chunk(year);
      if (wanted <= total) {
        // The last span before which less has been worked than is wanted.
        const index = after(before, wanted, true) - 1;
        return starts[index]! + (wanted - before[index]!);
      }
      wanted -= total;
    }
    return null;
  }

  #backward(from: number, amount: number): number | null {
    let year = yearOf(from);
    let wanted = this.#workedInYear(year, from) - amount;
    while (wanted < 0) {
      year -= 1;
      if (year < workingYears.first) return null;
      wanted += this.#chunk(year).total;
    }
    // Where nothing is left of the year before, its last worked moment is the answer.
    const { starts, ends, before, total } = this.#chunk(year);
    if (wanted === total && ends.length > 0) return ends.at(-1)!;
    const index = after(before, wanted) - 1;
    return starts[index]! + (wanted - before[index]!);
  }

  #workedInYear(year: number, instant: number): number {
    const { starts, ends, before } = this.#chunk(year);
    const index = after(starts, instant) - 1;
    return index < 0 ? 0 : before[index]! + Math.min(instant, ends[index]!) - starts[index]!;
  }

  #chunk(year: number): Chunk {
    let chunk = this.#chunks.get(year);
    if (!chunk) {
      chunk = layOut(this.plan, startOfYear(year), startOfYear(year + 1));
      this.#chunks.set(year, chunk);
    }
    return chunk;
  }
}

function layOut(plan: WorkingPlan, start: number, end: number): Chunk {
  const spans: [number, number][] = [];
  for (const [from, to, offset] of pieces(plan.timeZone, start, end))
    for (const [first, last] of readings(plan, from + offset, to + offset)) {
      const span: [number, number] = [first - offset, last - offset];
      const previous = spans.at(-1);
      if (previous && previous[1] >= span[0]) previous[1] = Math.max(previous[1], span[1]);
      else spans.push(span);
    }
  const before = new Float64Array(spans.length);
  let total = 0;
  spans.forEach(([from, to], index) => {
    before[index] = total;
    total += to - from;
  });
  return {
    starts: Float64Array.from(spans, ([from]) => from),
    ends: Float64Array.from(spans, ([, to]) => to),
    before,
    total,
  };
}

/** Stretches during which the zone's clocks are equally far from UTC: from, to, offset. */
function pieces(timeZone: string, start: number, end: number): [number, number, number][] {
  const offset = (instant: number) => toLocal(instant, timeZone) - instant;
  const found: [number, number, number][] = [];
  let from = start;
  let current = offset(start);
  for (let day = start + DAY_MS; day < end + DAY_MS; day += DAY_MS) {
    const here = Math.min(day, end - 1);
    const next = offset(here);
    if (next === current) continue;
    let [low, high] = [day - DAY_MS, here];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === current) low = middle;
      else high = middle;
    }
    found.push([from, high, current]);
    [from, current] = [high, next];
  }
  found.push([from, end, current]);
  return found;
}

/** The worked stretches between two clock readings, in order and apart. */
function readings(plan: WorkingPlan, from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  for (let number = Math.floor(from / DAY_MS) - 1; number * DAY_MS < to; number++)
    for (const [start, end] of slotsOf(plan, number)) {
      const first = Math.max(number * DAY_MS + start, from);
      const last = Math.min(number * DAY_MS + (end <= start ? end + DAY_MS : end), to);
      if (first < last) found.push([first, last]);
    }
  found.sort((a, b) => a[0] - b[0]);
  const apart: [number, number][] = [];
  for (const span of found) {
    const previous = apart.at(-1);
    if (previous && previous[1] >= span[0]) previous[1] = Math.max(previous[1], span[1]);
    else apart.push(span);
  }
  return apart;
}

/** The slots that begin on a day (days since 1970-01-01). */
function slotsOf(plan: WorkingPlan, number: number): readonly Slot[] {
  const day = fromDayNumber(number);
  return plan.days.get(writeDay(day) as string) ?? plan.week[weekday(day) - 1] ?? [];
}

/** The slots of a written day, for pictures of a calendar. */
export function slotsOn(plan: WorkingPlan, date: string): readonly Slot[] {
  const day = readDay(date);
  return day ? slotsOf(plan, toDayNumber(day)) : [];
}

/** How many items of a sorted list are at or below a value (below it, when strict). */
function after(sorted: Float64Array, value: number, isStrict = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle]!;
    if (isStrict ? item < value : item <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startOfYear(year: number): number {
  return toDayNumber({ year, month: 1, day: 1 }) * DAY_MS;
}

function yearOf(instant: number): number {
  return fromDayNumber(Math.floor(instant / DAY_MS)).year;
}

function isKnown(instant: number): boolean {
  return instant >= HORIZON_START && instant < HORIZON_END;
}

/** The first and the last instant that calendars know, in milliseconds. */
export const workingHorizon = { start: HORIZON_START, end: HORIZON_END } as const;
