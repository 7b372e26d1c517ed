import type { Values } from '@fieldwork/form-engine';
import { idOf, isId, type People } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppMemberService } from '../identity/app-member.service.js';
import type { Queryable } from '../platform/database/queryable.js';
import { PeopleStore } from './people.store.js';

/** The surroundings in which people are named. `values` hold what paths through references lead to. */
export interface PeopleContext {
  app: string;
  values: Values;
  initiator: string | null;
}

/** How a feature above finds people; what it gives instead of nobody is told on the record's timeline. */
export interface PeopleFinder<B extends People['by']> {
  find(on: Queryable, people: Extract<People, { by: B }>, context: PeopleContext): Promise<string | null>;
}

/** Who is meant in the end, and the matchings for which nobody fitted. */
export interface SettledPeople {
  people: readonly People[];
  withoutResult: readonly string[];
}

type Finder<B extends People['by']> = (
  on: Queryable,
  people: Extract<People, { by: B }>,
  context: PeopleContext,
) => Promise<(string | null)[]>;

/** Finds the users meant by assignees and recipients of flows and rules. */
@Injectable()
export class PeopleService {
  readonly #finders: { [B in People['by']]: Finder<B> } = {
    role: (on, { role }, { app }) => this.members.usersWithRole(on, app, role),
    member: async (_, { user }) => [user],
    field: async (_, { field }, { values }) => [idAt(values, field)],
    department_head: async (on, { field }, { values, initiator }) => {
      const from = field === undefined ? initiator : idAt(values, field);
      return from === null ? [] : [await this.store.headOf(on, from)];
    },
    initiator: async (_, __, { initiator }) => [initiator],
    matching: async (on, people, context) => [(await this.#matching?.find(on, people, context)) ?? null],
  };
  #matching: PeopleFinder<'matching'> | null = null;

  constructor(
    private readonly members: AppMemberService,
    private readonly store: PeopleStore,
  ) {}

  /** The feature that matches tells how; in `onModuleInit`. */
  findByMatching(finder: PeopleFinder<'matching'>): void {
    this.#matching = finder;
  }

  /** Puts the best candidate in the place of a matching, without those who stand after him; or leaves it out. */
  async settle(on: Queryable, people: readonly People[], context: PeopleContext): Promise<SettledPeople> {
    const settled: People[] = [];
    const withoutResult: string[] = [];
    for (const one of people) {
      if (one.by !== 'matching') {
        settled.push(one);
        continue;
      }
      const user = (await this.#matching?.find(on, one, context)) ?? null;
      if (user !== null) return { people: [...settled, { by: 'member', user }], withoutResult };
      withoutResult.push(one.matching);
    }
    return { people: settled, withoutResult };
  }

  /** Active users, each once. */
  async resolve(on: Queryable, people: readonly People[], context: PeopleContext): Promise<string[]> {
    const found = new Set<string>();
    const settled = people.some(({ by }) => by === 'matching')
      ? (await this.settle(on, people, context)).people
      : people;
    for (const one of settled) {
      const finder = this.#finders[one.by] as Finder<People['by']>;
      for (const id of await finder(on, one, context)) if (isId(id)) found.add(id);
    }
    return found.size === 0 ? [] : this.store.active(on, [...found]);
  }

  /** Those who look after apps: tasks that would be nobody's go to them. */
  builders(on: Queryable): Promise<string[]> {
    return this.store.builders(on);
  }
}

function idAt(values: Values, path: string): string | null {
  const [head = '', member] = path.split('.');
  const value = values[head];
  if (member === undefined) return idOf(value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return null;
  return idOf((value as Record<string, unknown>)[member]);
}
