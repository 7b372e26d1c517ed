import { type Matching, pathsIn, plain } from '@fieldwork/metadata';
import type { Between, Candidate, Demand } from './candidate.js';
import { distanceOf } from './distance.js';
import { readPath } from './program.js';

/** What is known of pairs beside the records themselves. */
export interface Knowledge {
  /** By id of the figure, then by `tupleKey` of what it asks of demand and candidate. */
  figures: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  /** An own matrix of distances, by `placeKey`. */
  places: ReadonlyMap<string, { km: number; minutes: number | null }>;
}

/** What a figure asks of a pair, without `current.`: `candidate.account`, `customer`. */
export function figurePaths(figure: unknown): string[] {
  const all = pathsIn(figure).map((path) => path.replace(/^outer\./, ''));
  const paths = all.filter((path) => path.startsWith('current.'));
  return [...new Set(paths.map((path) => path.slice('current.'.length)))].sort();
}

/** The values a figure asks of a pair; of references their ids. */
export function tupleOf(paths: readonly string[], demand: Demand, candidate: Candidate): unknown[] {
  return paths.map((path) => {
    if (path === 'id') return demand.id;
    if (path === 'candidate.id') return candidate.id;
    const [head, ...rest] = path.split('.');
    const value =
      head === 'candidate' ? readPath(candidate.values, rest.join('.')) : readPath(demand.values, path);
    return plain(value);
  });
}

export function tupleKey(values: readonly unknown[]): string {
  return JSON.stringify(values);
}

export function placeKey(from: unknown, to: unknown): string {
  return JSON.stringify([from, to]);
}

/** What an own matrix says about the way between two places; null where it knows none. */
export function listedBetween(places: Knowledge['places'], from: string | null, to: string | null) {
  return from === null || to === null ? null : (places.get(placeKey(from, to)) ?? null);
}

/** Figures and distance of any pair. */
export function betweenOf(
  matching: Matching,
  { figures, places }: Knowledge,
): (demand: Demand, candidate: Candidate) => Between {
  const asked = (matching.figures ?? []).map((figure) => ({ id: figure.id, paths: figurePaths(figure) }));
  const { matrix } = matching.distance ?? {};
  return (demand, candidate) => {
    const known = asked.map(({ id, paths }) => {
      return [id, figures.get(id)?.get(tupleKey(tupleOf(paths, demand, candidate))) ?? null];
    });
    const listed = matrix
      ? places.get(
          placeKey(readPath(candidate.values, matrix.candidate), readPath(demand.values, matrix.demand)),
        )
      : null;
    return {
      figures: Object.fromEntries(known),
      ...distanceOf(matching.distance, candidate.values, demand.values, listed ?? null),
    };
  };
}
