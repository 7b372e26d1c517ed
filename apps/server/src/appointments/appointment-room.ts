import { type Appointments, type Matching, pathsIn } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { type MatchingRoom, MatchingRooms, noMatching } from '../matching/matching-room.js';
import { AppRegistry } from '../metadata/app-registry.js';

/** A matching as promises ask it, and how they are made. */
export interface AppointmentRoom {
  room: MatchingRoom;
  given: Appointments;
}

const kept = new WeakMap<Matching, Matching>();

/** Looks with the eyes of the platform: whoever asks learns of nothing but windows. */
@Injectable()
export class AppointmentRooms {
  constructor(
    private readonly rooms: MatchingRooms,
    private readonly registry: AppRegistry,
  ) {}

  /** @throws Problem 404 where the app or the matching is not there, or promises nothing */
  async open(app: string, id: string): Promise<AppointmentRoom> {
    const matching = (await this.registry.find(app))?.documents.matchings.get(id);
    const given = matching?.appointments;
    if (!matching || !given) throw noMatching(id);
    return { room: await this.rooms.openAsPlatform(app, asPromised(matching, given)), given };
  }
}

/** The matching without what is looked at later, what only ranks, and the figures that nothing asks for then. */
function asPromised(matching: Matching, given: Appointments): Matching {
  const found = kept.get(matching);
  if (found) return found;
  const later = new Set(given.later);
  const { importance: _, ...rest } = matching;
  const capacity = given.capacity ?? matching.capacity;
  const constraints = matching.constraints.filter(({ id }) => !later.has(id));
  const asked = new Set(
    pathsIn([constraints, matching.load, capacity]).map((path) => path.split('.').at(-1)),
  );
  const promised: Matching = {
    ...rest,
    ...(capacity === undefined ? {} : { capacity }),
    constraints,
    terms: [],
    figures: (matching.figures ?? []).filter(({ id }) => asked.has(id)),
  };
  kept.set(matching, promised);
  return promised;
}
