import { fitDay, freeStarts, type OwnDay, type PromisedWork } from './day-fit.js';

/** A work as the plan holds it: with only the beginnings that are free, and a number that is its own. */
interface Held extends PromisedWork {
  number: number;
}
type Works = readonly Held[];

/** How many placings are tried while a plan is made, and for all that it is asked: then there is no room. */
const mostTries = 4000;

/**
 * All that is promised for one day, with somebody for each. A work is taken only together with a plan that keeps every
 * promise taken before, so nothing is sold twice; what cannot be kept any more (somebody fell ill) stands aside and
 * takes nothing from the others.
 */
export class DayPlan {
  readonly #days: readonly OwnDay[];
  readonly #gap: number;
  #own: Works[];
  #isFull = false;
  readonly #known = new Map<string, boolean>();
  #count = 0;
  /** While the plan is made, then for what it is asked. */
  #tries = { left: mostTries };
  readonly unkept: string[] = [];

  /** `gap`: minutes between two works. */
  constructor(days: readonly OwnDay[], promised: readonly PromisedWork[], gap = 0) {
    this.#days = days;
    this.#gap = gap;
    this.#own = days.map(() => []);
    // Who has least choice first: then little has to be moved.
    for (const work of promised.toSorted((a, b) => choices(a) - choices(b) || (a.id < b.id ? -1 : 1)))
      if (!this.add(work)) this.unkept.push(work.id);
    // Whether the rest could be kept is not known: nothing more is promised.
    this.#isFull = this.#tries.left <= 0;
    this.#tries = { left: mostTries };
  }

  /** Takes the work if it and all that was taken before find their people. */
  add(work: PromisedWork): boolean {
    const own = this.#with(this.#beside(work));
    if (own) this.#own = own;
    return own !== null;
  }

  hasRoomFor(work: PromisedWork): boolean {
    return this.#with(this.#beside(work)) !== null;
  }

  /** When a further work would begin in the plan that takes it; null without room. */
  startOf(work: PromisedWork): number | null {
    const before = this.#own;
    const start = this.add(work) ? (this.placeOf(work.id)?.start ?? null) : null;
    this.#own = before;
    return start;
  }

  /** Who does a work, and when it would begin. */
  placeOf(id: string): { candidate: number; start: number } | null {
    for (const [candidate, works] of this.#own.entries()) {
      const index = works.findIndex((work) => work.id === id);
      if (index < 0) continue;
      const begins = fitDay(works, candidate, this.#days[candidate] as OwnDay, this.#gap);
      return begins && { candidate, start: begins[index] as number };
    }
    return null;
  }

  /** Only the beginnings that what people have already leaves open. */
  #beside(work: PromisedWork): Held {
    const starts = [...work.starts].flatMap(([candidate, list]) => {
      const day = this.#days[candidate];
      const free = day ? freeStarts(work, list, day, this.#gap) : [];
      return free.length > 0 ? [[candidate, free] as const] : [];
    });
    return { ...work, number: this.#count++, starts: new Map(starts) };
  }

  #with(work: Held): Works[] | null {
    if (this.#isFull) return null;
    const own = [...this.#own];
    if (this.#move(work, own, new Set([work.number]))) return own;
    const all = [...this.#own.flat(), work].toSorted((a, b) => choices(a) - choices(b));
    return this.#search(
      all,
      0,
      this.#days.map(() => []),
    );
  }

  /** Places a work where there is room, else in the place of another that can move on. */
  #move(work: Held, own: Works[], moved: Set<number>): boolean {
    for (const candidate of work.starts.keys())
      if (this.#fits([...(own[candidate] ?? []), work], candidate)) {
        own[candidate] = [...(own[candidate] ?? []), work];
        return true;
      }
    for (const candidate of work.starts.keys())
      for (const other of own[candidate] ?? []) {
        if (moved.has(other.number)) continue;
        const rest = (own[candidate] ?? []).filter((one) => one !== other);
        if (!this.#fits([...rest, work], candidate)) continue;
        moved.add(other.number);
        const before = [...own];
        own[candidate] = [...rest, work];
        if (this.#move(other, own, moved)) return true;
        for (const [index, works] of before.entries()) own[index] = works;
      }
    return false;
  }

  /** From the beginning, trying everybody for each; gives up after so many tries. */
  #search(all: Works, index: number, own: Works[]): Works[] | null {
    const work = all[index];
    if (!work) return own;
    for (const candidate of work.starts.keys()) {
      if (this.#tries.left-- <= 0) return null;
      const works = [...(own[candidate] ?? []), work];
      if (!this.#fits(works, candidate)) continue;
      const next = own.with(candidate, works);
      const found = this.#search(all, index + 1, next);
      if (found) return found;
    }
    return null;
  }

  #fits(works: Works, candidate: number): boolean {
    const numbers = works.map(({ number }) => number).toSorted((a, b) => a - b);
    const key = `${candidate}:${numbers.join(' ')}`;
    let fits = this.#known.get(key);
    if (fits === undefined) {
      fits = fitDay(works, candidate, this.#days[candidate] as OwnDay, this.#gap) !== null;
      this.#known.set(key, fits);
    }
    return fits;
  }
}

function choices({ starts }: PromisedWork): number {
  let count = 0;
  for (const list of starts.values()) count += list.length;
  return count;
}
