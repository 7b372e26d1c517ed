import { randomUUID } from 'node:crypto';
import type { MutationResult, PullAnswer, PushAnswer, Wish } from '@fieldwork/api-contract';
import type { Document } from '@fieldwork/metadata';
import { crewApp } from '../../../../scripts/sync-simulator/crew-app.mjs';
import { AppMemberService } from '../identity/app-member.service.js';
import { AppService } from '../metadata/app.service.js';
import { uuidv7 } from '../platform/uuid.js';
import type { TestApp } from './app.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;

/** Installs the app and gives each of these people one role in it; answers their ids. */
export async function installCrew(
  test: TestApp,
  people: Record<string, string>,
  documents: readonly Document[] = crewApp,
): Promise<Record<string, string>> {
  await test.app
    .get(AppService)
    .install([...documents], null)
    .catch((error) => {
      throw new Error(JSON.stringify(error.issues ?? String(error)));
    });
  const ids: Record<string, string> = {};
  for (const [login, held] of Object.entries(people)) {
    ids[login] = await test.createUser(login);
    await test.app.get(AppMemberService).replace('crew', ids[login], [held]);
  }
  return ids;
}

/** A phone in somebody's hands: numbers its wishes and sends them. */
export class Phone {
  readonly id = uuidv7();
  #seq = 0;

  constructor(
    private readonly agent: Agent,
    private readonly app = 'crew',
  ) {}

  async register(name = 'Phone'): Promise<this> {
    await this.agent.post('/api/v1/devices').send({ id: this.id, name }).expect(201);
    return this;
  }

  mutation(wish: Wish, more: { at?: string; needs?: number[] } = {}) {
    this.#seq += 1;
    const { at = new Date().toISOString(), needs } = more;
    return { seq: this.#seq, id: randomUUID(), at, elapsedMs: 0, wish, ...(needs ? { needs } : {}) };
  }

  push(mutations: object[], more: object = {}) {
    const body = { device: this.id, sentAt: new Date().toISOString(), elapsedMs: 0, waiting: 0, mutations };
    return this.agent.post(`/api/v1/apps/${this.app}/sync/push`).send({ ...body, ...more });
  }

  /** Sends one wish and answers what came of it. */
  async wish(wish: Wish, more: { at?: string; needs?: number[] } = {}): Promise<MutationResult> {
    const answer: PushAnswer = (await this.push([this.mutation(wish, more)]).expect(200)).body.data;
    return answer.results[0] as MutationResult;
  }

  async pull(known: Record<string, Record<string, string>> = {}, more: object = {}): Promise<PullAnswer> {
    const body = { device: this.id, page: 'my_day', waiting: 0, known, ...more };
    return (await this.agent.post(`/api/v1/apps/${this.app}/sync/pull`).send(body).expect(200)).body.data;
  }
}
