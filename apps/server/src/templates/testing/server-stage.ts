import { idOf } from '@fieldwork/metadata';
import type supertest from 'supertest';
import { Outbox } from '../../platform/outbox/outbox.js';
import type { TestApp } from '../../testing/app.js';
import {
  type Refusal,
  resolved,
  rolesOf,
  type Scenario,
  type Stage,
  type Step,
  type Values,
} from './scenario.js';

type Agent = ReturnType<typeof supertest.agent>;

/** Plays scenarios over HTTP on a real server: every person is a browser that is signed in. */
export class ServerStage implements Stage {
  readonly #records = new Map<string, { form: string; id: string }>();

  private constructor(
    private readonly test: TestApp,
    private readonly app: string,
    private readonly admin: Agent,
    private readonly browsers: ReadonlyMap<string, Agent>,
    private readonly people: ReadonlyMap<string, string>,
  ) {}

  /** People of this scenario alone, with their roles in the app. */
  static async open(test: TestApp, app: string, scenario: Scenario): Promise<ServerStage> {
    const admin = await test.as('admin');
    const browsers = new Map<string, Agent>();
    const people = new Map<string, string>();
    for (const name of Object.keys(scenario.people)) {
      const id = await test.createUser(`${name}@${scenario.id}`, { name });
      await admin
        .put(`/api/v1/apps/${app}/members/${id}`)
        .send({ roles: rolesOf(scenario, name) })
        .expect(successful);
      people.set(name, id);
      browsers.set(name, await test.as(`${name}@${scenario.id}`));
    }
    return new ServerStage(test, app, admin, browsers, people);
  }

  /** The next scenario begins without these people: tasks and notices of roles are not theirs any more. */
  async close(): Promise<void> {
    for (const id of this.people.values())
      await this.admin.put(`/api/v1/apps/${this.app}/members/${id}`).send({ roles: [] }).expect(successful);
  }

  resolve(value: unknown): unknown {
    const ids = new Map([...this.#records].map(([name, { id }]) => [name, id]));
    return resolved(value, ids, this.people);
  }

  async give(named: string, form: string, values: Values): Promise<void> {
    const refused = await this.#create(this.admin, form, named, values);
    if (refused) throw new Error(`${named}: ${refused.join()}`);
  }

  create(as: string, form: string, named: string, values: Values): Promise<Refusal[] | null> {
    return this.#create(this.#browser(as), form, named, values);
  }

  async change(as: string, record: string, values: Values): Promise<Refusal[] | null> {
    return refusalsOf(await this.#browser(as).patch(this.#path(record)).send(values));
  }

  async act(
    as: string,
    { record, node, action, reason, values }: NonNullable<Step['act']>,
  ): Promise<Refusal[] | null> {
    const task = await this.#taskAt(record, node);
    const body = { action, ...(reason === undefined ? {} : { reason }), values: values ?? {} };
    return refusalsOf(await this.#browser(as).post(`/api/v1/tasks/${task}/actions`).send(body));
  }

  async claim(as: string, { record, node }: NonNullable<Step['claim']>): Promise<Refusal[] | null> {
    const task = await this.#taskAt(record, node);
    const answer = await this.#browser(as).post(`/api/v1/tasks/${task}/claim`).send({});
    return answer.status === 409 ? ['now'] : refusalsOf(answer);
  }

  /** The clock of the database stands for itself: what waits comes nearer instead. */
  async advance(hours: number): Promise<void> {
    await this.#rest();
    await this.test.database.query(
      `update platform.outbox set due_at = due_at - make_interval(hours => $1) where topic = 'rule.timer' and due_at > now()`,
      [hours],
    );
    this.test.app.get(Outbox).wake();
    await this.#rest();
  }

  async values(record: string): Promise<Values> {
    const { body } = await this.admin.get(this.#path(record)).expect(200);
    return flat(body.data);
  }

  async openTask(record: string): Promise<{ node: string | null; people: string[] }> {
    const [task] = await this.#tasks(record);
    const assigned = new Set(task?.assignees.map(({ id }) => id));
    return {
      node: task?.node ?? null,
      people: [...this.people].flatMap(([name, id]) => (assigned.has(id) ? [name] : [])),
    };
  }

  async find(form: string, where: Values, named: string | undefined): Promise<Values[]> {
    const customer = this.resolve({ $ref: 'customer' });
    const conditions = Object.entries({ ...where, customer }).map(([field, value]) => ({
      '==': [{ var: field }, value],
    }));
    const filter = encodeURIComponent(JSON.stringify({ and: conditions }));
    const { body } = await this.admin.get(`${this.#address(form)}?filter=${filter}`).expect(200);
    if (named !== undefined && body.data[0]) this.#records.set(named, { form, id: body.data[0].id });
    return body.data.map(flat);
  }

  async notices(to: string): Promise<string[]> {
    const { body } = await this.#browser(to).get('/api/v1/notifications').expect(200);
    return body.data.map((notice: object) => JSON.stringify(notice));
  }

  async #taskAt(record: string, node: string): Promise<string> {
    for (let tries = 0; tries < 200; tries++) {
      const task = (await this.#tasks(record)).find((one) => one.node === node);
      if (task) return task.id;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`${record} does not wait in ${node}`);
  }

  async #create(browser: Agent, form: string, named: string, values: Values): Promise<Refusal[] | null> {
    const answer = await browser.post(this.#address(form)).send(values);
    if (answer.status === 201) this.#records.set(named, { form, id: answer.body.data.id });
    return refusalsOf(answer);
  }

  /** Waits until all that is due has been performed. */
  async #rest(): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      const { rows } = await this.test.database.query(
        'select 1 from platform.outbox where done_at is null and failed_at is null and due_at <= now() limit 1',
      );
      if (rows.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('The outbox does not come to rest');
  }

  async #tasks(record: string): Promise<{ id: string; node: string; assignees: { id: string }[] }[]> {
    const id = this.#records.get(record)?.id;
    const { body } = await this.admin
      .get(`/api/v1/tasks?mine=false&app=${this.app}&record=${id}`)
      .expect(200);
    return body.data;
  }

  #address(form: string): string {
    return `/api/v1/apps/${this.app}/forms/${form}/records`;
  }

  #path(record: string): string {
    const known = this.#records.get(record);
    if (!known) throw new Error(`There is no record ${record}`);
    return `${this.#address(known.form)}/${known.id}`;
  }

  #browser(name: string): Agent {
    return this.browsers.get(name) as Agent;
  }
}

function successful({ status, body }: { status: number; body: unknown }): void {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
}

function refusalsOf({
  status,
  body,
}: {
  status: number;
  body: { issues?: { path: unknown[] }[] };
}): Refusal[] | null {
  if (status < 300) return null;
  if (status === 403) return ['person'];
  if (status === 422) return (body.issues ?? []).map(({ path }) => String(path[0]));
  throw new Error(`${status} ${JSON.stringify(body)}`);
}

/** References and people as their ids. */
function flat(record: Values): Values {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, idOf(value) ?? value]));
}
