import type { Values } from '@fieldwork/form-engine';
import { distanceOf, type Knowledge, listedBetween, placeAt, readPath } from '@fieldwork/matching';
import type { MatchingDistance } from '@fieldwork/metadata';

/** The way to or from a place that nobody knows. */
const GUESS = { km: 15, minutes: 30 };

/** Where somebody stops: by coordinates, and by name where there is an own matrix. */
export interface TourPlace {
  place: ReturnType<typeof placeAt>;
  name: string | null;
}

export function stopOf(values: Values, paths: readonly string[], name: string | undefined): TourPlace {
  const found = name === undefined ? undefined : readPath(values, name);
  return { place: placeAt(values, paths), name: typeof found === 'string' && found !== '' ? found : null };
}

/** Kilometres and minutes between two stops; a guess where a place is not known. */
export function wayBetween(
  distance: MatchingDistance | undefined,
  places: Knowledge['places'],
  from: TourPlace,
  to: TourPlace,
): { km: number; minutes: number } {
  const listed = distance?.matrix ? listedBetween(places, from.name, to.name) : null;
  const way = distanceOf(distance && { ...distance, from: [''], to: [''] }, from.place, to.place, listed);
  return {
    km: way.distanceKm === null ? GUESS.km : Number(way.distanceKm),
    minutes: way.travelMinutes === null ? GUESS.minutes : Number(way.travelMinutes),
  };
}
