import { factsOf, failuresOf, fitsTogether } from '@fieldwork/matching';
import { idOf, localize, type Matching, type People } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Queryable } from '../platform/database/queryable.js';
import { conflict, sentence } from '../platform/http/problem.js';
import { type PeopleContext, PeopleService } from '../records/people.service.js';
import { MatchingReader } from './matching-reader.js';
import { MatchingRooms } from './matching-room.js';
import { ProposalService } from './proposal.service.js';

/** Who would take a record himself, by which matching. */
interface Claimant {
  app: string;
  matching: string;
  user: string;
}

/** Matchings for the features above: who is the best, and whether a person may take a record himself. */
@Injectable()
export class MatchingPeople implements OnModuleInit {
  constructor(
    private readonly people: PeopleService,
    private readonly proposals: ProposalService,
    private readonly registry: AppRegistry,
    private readonly rooms: MatchingRooms,
    private readonly reader: MatchingReader,
  ) {}

  onModuleInit(): void {
    this.people.findByMatching(this);
  }

  async find(
    on: Queryable,
    { matching }: Extract<People, { by: 'matching' }>,
    { app, values }: PeopleContext,
  ): Promise<string | null> {
    return this.proposals.bestPerson(on, app, matching, idOf(values.id) ?? '');
  }

  /** The candidate that a user is, when he meets every constraint. @throws Problem 409 that says which he does not */
  async demandFit(
    on: Queryable,
    at: Claimant & { recordId: string },
  ): Promise<{ matching: Matching; candidate: string } | null> {
    const read = await this.#read(on, at, [at.recordId]);
    const [demand] = read?.facts.demands ?? [];
    if (!read || !demand) return null;
    const { matching, facts } = read;
    const [candidate] = facts.candidates;
    if (!candidate)
      throw conflict(
        sentence(
          `您不在“${localize(matching.label, 'zh-CN')}”的候选人中，不能领取`,
          `You are not among the candidates of “${localize(matching.label, 'en')}” and cannot take it`,
        ),
      );
    const known = factsOf(demand, candidate, facts.around.between(demand, candidate));
    if (fitsTogether(matching, known, facts.around)) return { matching, candidate: candidate.id };
    const failed = new Set(failuresOf(matching, known, facts.around).map(({ constraint }) => constraint));
    const labels = matching.constraints.filter(({ id }) => failed.has(id)).map(({ label }) => label);
    throw conflict(
      sentence(
        `不能领取，条件不符：${labels.map((label) => localize(label, 'zh-CN')).join('、')}`,
        `You cannot take it; not met: ${labels.map((label) => localize(label, 'en')).join(', ')}`,
      ),
    );
  }

  /** Those of the records for which the candidate that a user is meets every constraint; all, where there is no such matching. */
  async fitting(on: Queryable, of: Claimant, recordIds: readonly string[]): Promise<Set<string>> {
    const read = await this.#read(on, of, recordIds);
    if (!read) return new Set(recordIds);
    const { matching, facts } = read;
    const [candidate] = facts.candidates;
    const fits = facts.demands.filter((demand) => {
      const around = candidate && facts.around.between(demand, candidate);
      return around && fitsTogether(matching, factsOf(demand, candidate, around), facts.around);
    });
    return new Set(fits.map(({ id }) => id));
  }

  async #read(on: Queryable, { app, matching: id, user }: Claimant, recordIds: readonly string[]) {
    const matching = (await this.registry.find(app))?.documents.matchings.get(id);
    if (!matching) return null;
    const room = await this.rooms.openAsPlatform(app, matching);
    const person = matching.person ?? '';
    const facts = await this.reader.read(on, room, recordIds, {
      only: (one) => (matching.person === undefined ? one.id : idOf(one.values[person])) === user,
    });
    return { matching, facts };
  }
}
