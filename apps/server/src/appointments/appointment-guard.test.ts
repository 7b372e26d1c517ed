import type { PushAnswer } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordBatch } from '../records/record-batch.js';
import { RecordGate } from '../records/record-gate.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { Phone } from '../testing/field-crew.js';
import { freshDay, moment, promiseDesk } from '../testing/promise-desk.js';
import { installServiceDesk, patiently, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const api = '/api/v1/apps/desk';
const orders = `${api}/forms/work_order/records`;

describe('a time promised by another way than a choice of windows', () => {
  let test: TestApp;
  let admin: Agent;
  let dispatcher: Agent;
  let agent: Agent;
  let account = '';

  const make = async (form: string, values: object): Promise<string> => {
    const answer = await admin.post(`${api}/forms/${form}/records`).send(values);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.data.id;
  };
  /** Everybody of one test has a level of his own, so that no test takes from another. */
  let level = 0;
  const engineer = (more: object = {}) =>
    make('engineer', { name: 'E', region: 'north', skills: [{ line: 'hvac', level }], ...more });
  const wanted = (more: object = {}) => ({
    subject: 'x',
    region: 'north',
    line: 'hvac',
    level,
    planned_minutes: 120,
    ...more,
  });
  const order = (more: object = {}) => make('work_order', wanted(more));
  const several = (count: number, more: object = {}) =>
    Promise.all(Array.from({ length: count }, () => order(more)));
  const read = async (id: string) => (await admin.get(`${orders}/${id}`).expect(200)).body.data;
  const window = (day: string, from = '09:00', to = '11:00') => ({
    promised_from: moment(day, from),
    promised_to: moment(day, to),
  });
  const promisedOn = async (day: string): Promise<string[]> => {
    const filter = JSON.stringify({
      and: [
        { '==': [{ var: 'level' }, level] },
        { '==': [{ var: 'promised_from' }, { datetime: [moment(day, '09:00')] }] },
      ],
    });
    const { body } = await admin.get(orders).query({ filter, pageSize: 200 }).expect(200);
    return body.data.map(({ id }: { id: string }) => id);
  };
  const linkOf = async (id: string): Promise<string> => {
    const { body } = await admin.get(`${orders}/${id}/public-links`).expect(200);
    const { path } = body.data.find(({ channel }: { channel: string }) => channel === 'page:progress');
    const [page = '', query = ''] = String(path).split('?');
    return `/api/v1/portal${page.slice(2)}/appointment?${query}`;
  };
  const taskOf = (id: string) =>
    until(async () => {
      const { body } = await admin.get('/api/v1/tasks').query({ mine: 'false', record: id }).expect(200);
      return body.data[0]?.id as string | undefined;
    });
  const imported = async (rows: object[]) => {
    const { write } = await test.app
      .get(RecordGate)
      .openAsPlatform('desk', 'work_order', null, { kind: 'import' });
    return test.database.transaction((tx) =>
      test.app
        .get(RecordBatch)
        .create(tx, { ...write, narrowing: { isAutomatic: true } }, rows as Record<string, unknown>[]),
    );
  };

  beforeAll(async () => {
    test = await createTestApp();
    const people = { dispatcher1: 'dispatcher', agent1: 'engineer' };
    account = (await installServiceDesk(test, people, promiseDesk)).agent1 ?? '';
    admin = await test.as('admin');
    dispatcher = await test.as('dispatcher1');
    agent = await test.as('agent1');
  });
  afterAll(() => test.close());

  it('is promised as often as there is room, whoever writes at the same moment by whatever way', async () => {
    level++;
    const day = freshDay();
    await engineer();
    const second = await engineer({ account });
    const taken = window(day);
    const [edited, linked, pushed] = [await several(5), await several(5), await several(3)];
    const handed = await several(3, { engineer: second, way: 'handed' });
    const tasks = await Promise.all(handed.map(taskOf));
    const links = await Promise.all(linked.map(linkOf));
    const phones = await Promise.all(pushed.map(() => new Phone(agent).register()));
    const push = async (phone: Phone, id: string) => {
      const change = { name: 'record.change', form: 'work_order', id, values: taken, before: {}, version: 1 };
      const mutation = phone.mutation(change as never);
      const sent = { device: phone.id, sentAt: mutation.at, elapsedMs: 0, waiting: 0, mutations: [mutation] };
      const { status, body } = await patiently(() => agent.post(`${api}/sync/push`).send(sent));
      expect(status).toBe(200);
      return (body.data as PushAnswer).results[0]?.state === 'applied' ? 200 : 422;
    };
    const statusOf = async (ask: Parameters<typeof patiently>[0]) => (await patiently(ask)).status;
    const codes = await Promise.all([
      ...edited.map((id) => statusOf(() => agent.patch(`${orders}/${id}`).send(taken))),
      ...links.map((link) => statusOf(() => test.anonymous().put(link).send({ from: taken.promised_from }))),
      ...pushed.map((id, at) => push(phones[at] as Phone, id)),
      ...tasks.map((id) =>
        statusOf(() => agent.post(`/api/v1/tasks/${id}/actions`).send({ action: 'done', values: taken })),
      ),
      ...Array.from({ length: 4 }, () => statusOf(() => agent.post(orders).send(wanted(taken)))),
      imported(Array.from({ length: 4 }, () => wanted(taken))).then(
        (outcomes) => 200 + outcomes.filter((one) => 'id' in one).length * 1000,
      ),
    ]);
    const left = await promisedOn(day);
    // Two people, two hours each between nine and eleven.
    expect({ left: left.length, codes }).toMatchObject({ left: 2 });
    const done = codes.reduce((sum, code) => {
      if (code >= 1000) return sum + Math.floor(code / 1000);
      return sum + (code < 300 ? 1 : 0);
    }, 0);
    // A batch of which nothing was taken answers 200 as well.
    expect(done - Number(codes.at(-1) === 200)).toBe(2);
    expect(codes.filter((code) => code >= 400 && ![409, 422].includes(code))).toEqual([]);
  });

  it('is refused with words at its field, and a task that asks for it stays open', async () => {
    level++;
    const day = freshDay();
    const holder = await engineer({ account });
    await agent
      .post(orders)
      .send(wanted(window(day)))
      .expect(201);
    const id = await order({ engineer: holder, way: 'handed' });
    const answer = await agent.patch(`${orders}/${id}`).send(window(day)).expect(422);
    expect(answer.body.issues).toMatchObject([{ path: ['promised_from'], code: 'no_room' }]);
    const task = await taskOf(id);
    await agent
      .post(`/api/v1/tasks/${task}/actions`)
      .send({ action: 'done', values: window(day) })
      .expect(422);
    expect(await taskOf(id)).toBe(task);
    expect((await read(id)).promised_from).toBeNull();
    const [outcome] = await imported([wanted(window(day))]);
    expect(outcome).toMatchObject({ issues: [{ code: 'no_room' }] });
    // Another time of the same day has room, the part of a window too; taken back, the first is free again.
    await agent
      .patch(`${orders}/${id}`)
      .send(window(day, '13:30', '14:00'))
      .expect(200);
    const [first = ''] = await promisedOn(day);
    await agent.patch(`${orders}/${first}`).send({ promised_from: null, promised_to: null }).expect(200);
    await agent.patch(`${orders}/${id}`).send(window(day)).expect(200);
  });

  it('is not promised by a rule either, which says so in its log', async () => {
    level++;
    const day = freshDay();
    await engineer();
    const plan = { planned_start: moment(day, '09:00') };
    const [first = '', second = ''] = await several(2, plan);
    const rule = (id: string) => agent.patch(`${orders}/${id}`).send({ subject: 'by rule' }).expect(200);
    await rule(first);
    await until(async () => (await read(first)).promised_from !== null);
    await rule(second);
    const failed = `select count(*)::int as count from platform.rule_run
      where record_id = $1 and error is not null`;
    await until(async () => (await test.database.query<{ count: number }>(failed, [second])).rows[0]?.count);
    expect((await read(second)).promised_from).toBeNull();
  });

  it('without room is promised by whoever may, and then the history says it', async () => {
    level++;
    const day = freshDay();
    const [first = '', second = ''] = await several(2);
    await engineer();
    await dispatcher.patch(`${orders}/${first}`).send(window(day)).expect(200);
    await dispatcher.patch(`${orders}/${second}`).send(window(day)).expect(200);
    const noticed = async (id: string) =>
      JSON.stringify((await admin.get(`${orders}/${id}/history`).expect(200)).body).includes(
        'nobody is left',
      );
    expect([await noticed(first), await noticed(second)]).toEqual([false, true]);
    // What stays as it is, is not asked again; other fields can be written by everybody.
    await agent
      .patch(`${orders}/${second}`)
      .send({ subject: 'y', ...window(day) })
      .expect(200);
    await agent
      .patch(`${orders}/${second}`)
      .send(window(day, '09:30', '11:00'))
      .expect(422);
  });

  it('that is past takes nobody’s time: old orders come in as they are', async () => {
    level++;
    const long = window('2020-03-02');
    const outcomes = await imported(Array.from({ length: 5 }, () => wanted(long)));
    expect(outcomes.filter((one) => 'issues' in one)).toEqual([]);
    await agent.post(orders).send(wanted(long)).expect(201);
  });
});
