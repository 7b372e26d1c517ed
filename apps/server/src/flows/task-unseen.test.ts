import type { TaskData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, serviceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = '/api/v1/apps/desk/forms/work_order/records';

/** Engineers do what they are given, and read no order. */
const documents = serviceDesk.map((one) =>
  one.kind === 'role' && one.id === 'engineer' ? { ...one, forms: { engineer: { read: true } } } : one,
);

describe('a task of a record that its holder may not read', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  let admin: Agent;
  let dora: Agent;
  beforeAll(async () => {
    test = await createTestApp();
    ids = await installServiceDesk(test, { dora: 'dispatcher', erik: 'engineer' }, documents);
    ids.olaf = await test.createUser('olaf');
    admin = await test.as('admin');
    dora = await test.as('dora');
  });
  afterAll(() => test.close());

  /** An order that this person is to repair; answers his task and the version of the record. */
  async function given(login: string): Promise<{ by: Agent; task: string; record: string; version: number }> {
    const engineers = '/api/v1/apps/desk/forms/engineer/records';
    const engineer = await admin.post(engineers).send({ name: login, account: ids[login] }).expect(201);
    const order = { subject: 'Their own words', secret: 'the code of the door', cost: '12' };
    const record = (await admin.post(orders).send(order).expect(201)).body.data.id as string;
    const first = async (agent: Agent): Promise<TaskData | undefined> =>
      (await agent.get('/api/v1/tasks').query({ record }).expect(200)).body.data[0];
    const { id } = await until(() => first(dora));
    const body = { action: 'assign', values: { engineer: engineer.body.data.id } };
    await dora.post(`/api/v1/tasks/${id}/actions`).send(body).expect(200);
    const by = await test.as(login);
    const task = (await until(() => first(by))).id;
    const { version } = (await admin.get(`${orders}/${record}`).expect(200)).body.data;
    return { by, task, record, version };
  }

  it.each(['erik', 'olaf'])('tells %s that it was changed, and nothing of what it holds', async (login) => {
    const { by, task, record, version } = await given(login);
    await by.get(`${orders}/${record}`).expect(404);
    const done = { action: 'finish', values: { diagnosis: 'a guess' } };
    const act = (body: object) => by.post(`/api/v1/tasks/${task}/actions`).send(body);
    const { body } = await act({ ...done, recordVersion: 0 }).expect(409);
    const { type, title, detail, status, requestId, ...more } = body;
    expect(more).toEqual({ version });
    expect(JSON.stringify(body)).not.toMatch(/Their own words|door/);
    await act({ ...done, recordVersion: version }).expect(200);
  });
});
