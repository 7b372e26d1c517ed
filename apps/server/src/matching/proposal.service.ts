import type { Proposal, ProposalBody, RecordReference, SupposedTimes } from '@fieldwork/api-contract';
import { type Candidate, changeWords, match, nameOf, type Ranking } from '@fieldwork/matching';
import { type Form, fieldOf, isId, issue, type Matching } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { invalid, notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { type MatchingFacts, MatchingReader } from './matching-reader.js';
import { type MatchingRoom, MatchingRooms } from './matching-room.js';

export interface Ranked {
  room: MatchingRoom;
  facts: MatchingFacts;
  ranking: Ranking;
}

/** Who suits a record: computed with the caller's eyes, so what he may not read he does not learn. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly rooms: MatchingRooms,
    private readonly reader: MatchingReader,
    private readonly records: RecordService,
    private readonly database: Database,
  ) {}

  room(caller: Caller, app: string, id: string): Promise<MatchingRoom> {
    return this.rooms.open(caller, app, id, async () =>
      (await this.registry.app(app)).documents.matchings.get(id),
    );
  }

  async propose(caller: Caller, app: string, id: string, { recordId, as }: ProposalBody): Promise<Proposal> {
    const room = await this.room(caller, app, id);
    return this.show(await this.rank(room, recordId, { as }));
  }

  /** As a matching that is not published yet would rank; for its designer. */
  async tryOut(caller: Caller, app: string, matching: Matching, recordId: string): Promise<Proposal> {
    const room = await this.rooms.open(caller, app, matching.id, async () => matching);
    return this.show(await this.rank(room, recordId));
  }

  /** `as`: at another time than the record says, for a plan that is not written yet. @throws Problem 404, 422 */
  async rank(
    room: MatchingRoom,
    recordId: string,
    { on = this.database, as }: { on?: Queryable; as?: SupposedTimes | undefined } = {},
  ): Promise<Ranked> {
    const more = as ? { as: supposed(room.demandForm, as) } : {};
    const facts = await this.reader.read(on, room, isId(recordId) ? [recordId] : [], more);
    const [demand] = facts.demands;
    if (!demand) throw notFound();
    return { room, facts, ranking: match(room.matching, demand, facts.candidates, facts.around) };
  }

  /** The best candidate's user, or null where nobody fits; with all rights, for flows. */
  async bestPerson(on: Queryable, app: string, id: string, recordId: string): Promise<string | null> {
    const matching = (await this.registry.find(app))?.documents.matchings.get(id);
    if (!matching) return null;
    const room = await this.rooms.openAsPlatform(app, matching);
    const { ranking, facts } = await this.rank(room, recordId, { on });
    const byId = new Map(facts.candidates.map((candidate) => [candidate.id, candidate]));
    for (const { candidate } of ranking.ranked) {
      const person = personOf(matching, byId.get(candidate));
      if (person) return person.id;
    }
    return null;
  }

  async show({ room, facts, ranking }: Ranked): Promise<Proposal> {
    const { matching, viewer, candidateForm } = room;
    const { forms } = viewer.documents;
    const titles = await this.records.titles(
      viewer,
      candidateForm,
      facts.candidates.map(({ id }) => id),
    );
    const [demand] = facts.demands;
    const byId = new Map(facts.candidates.map((candidate) => [candidate.id, candidate]));
    const shown = (id: string) => {
      const candidate = byId.get(id);
      const between = demand && candidate ? facts.around.between(demand, candidate) : null;
      return {
        candidate: { id, title: titles.get(id) ?? null },
        person: personOf(matching, candidate),
        distanceKm: between?.distanceKm ?? null,
        travelMinutes: between?.travelMinutes ?? null,
      };
    };
    const labels = new Map(matching.constraints.map(({ id, label }) => [id, label]));
    return {
      matching: {
        id: matching.id,
        label: matching.label,
        field: matching.field ?? null,
        reasonFrom: matching.reasonFrom ?? null,
        terms: matching.terms.map(({ id, label, unit, weight }) => ({
          id,
          label,
          unit: unit ?? null,
          weight,
        })),
      },
      ranked: ranking.ranked.map(({ candidate, score, terms }) => ({ ...shown(candidate), score, terms })),
      excluded: ranking.excluded.map(({ candidate, failed }) => ({
        ...shown(candidate),
        failed: failed.map(({ constraint, changes, isComplete, unsolved }) => ({
          constraint,
          label: labels.get(constraint) ?? constraint,
          changes: changes.map((change) => ({
            path: change.path,
            from: change.from,
            to: change.to,
            words: changeWords(change, matching, { forms, timeZone: viewer.context.timeZone }),
          })),
          isComplete,
          unsolved: unsolved.map((path) => nameOf(path.replace(/^outer\./, ''), matching, forms).label),
        })),
      })),
    };
  }
}

/** Only moments and numbers are supposed: with a reference one could look at what belongs to another record. */
function supposed(form: Form, times: SupposedTimes): SupposedTimes {
  const wrong = Object.entries(times).flatMap(([id, value]) => {
    const type = fieldOf(form, id)?.type;
    const isMoment = value === null || Number.isNaN(Number(value));
    if ((type === 'datetime' && isMoment) || (type === 'number' && (value === null || !isMoment))) return [];
    return [
      issue(['as', id], 'no_time', '这里只能假设时间和数字', 'Only a moment or a number can be supposed'),
    ];
  });
  if (wrong.length > 0) throw invalid(wrong);
  return times;
}

/** The user a candidate stands for, as it is read: `{id, title}`. */
export function personOf(matching: Matching, candidate: Candidate | undefined): RecordReference | null {
  const value = matching.person === undefined ? null : candidate?.values[matching.person];
  if (typeof value !== 'object' || value === null) return null;
  const { id, title } = value as { id?: unknown; title?: unknown };
  return isId(id) ? { id, title: typeof title === 'string' ? title : null } : null;
}
