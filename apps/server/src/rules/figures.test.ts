import type { Rule } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import {
  installServiceDesk,
  orderFlow,
  rules,
  serviceDesk,
  settled,
  until,
} from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/desk/forms';
const base = { kind: 'rule', schema: 1 } as const;

/** Third order of one engineer: his name says so, and all his orders are escalated. */
const thrice: Rule = {
  ...base,
  id: 'thrice',
  label: '三次',
  form: 'work_order',
  trigger: { on: 'created' },
  figures: [
    {
      id: 'same',
      form: 'work_order',
      aggregate: 'count',
      filter: {
        and: [
          { '==': [{ var: 'engineer' }, { var: 'current.engineer' }] },
          { '!=': [{ var: 'self' }, { var: 'current.id' }] },
        ],
      },
    },
    {
      id: 'spent',
      form: 'work_order',
      aggregate: 'sum',
      value: { var: 'cost' },
      filter: { '==': [{ var: 'engineer.name' }, { var: 'current.engineer.name' }] },
    },
    { id: 'last', form: 'work_order', aggregate: 'latest', value: { var: 'subject' }, by: 'reported_at' },
  ],
  condition: { '>=': [{ var: 'figure.same' }, 2] },
  actions: [
    {
      type: 'update',
      target: { reference: 'engineer' },
      set: [{ field: 'name', value: { var: 'figure.last' } }],
    },
    {
      type: 'update',
      target: {
        form: 'work_order',
        filter: { '==': [{ var: 'engineer' }, { var: 'current.engineer' }] },
      },
      set: [{ field: 'count', value: { var: 'figure.spent' } }],
    },
  ],
};
const nightly: Rule = {
  ...base,
  id: 'nightly',
  label: '夜间检查',
  form: 'engineer',
  trigger: { on: 'schedule', schedule: { every: 'day', at: '02:00' } },
  figures: [
    {
      id: 'open',
      form: 'work_order',
      aggregate: 'count',
      filter: { '==': [{ var: 'engineer' }, { var: 'current.id' }] },
    },
  ],
  condition: { and: [{ '!=': [{ var: 'name' }, 'Off'] }, { '==': [{ var: 'figure.open' }, 0] }] },
  actions: [{ type: 'set', set: [{ field: 'name', value: { cat: [{ var: 'name' }, '!'] } }] }],
};

describe('figures over other records', () => {
  let test: TestApp;
  let admin: Agent;
  beforeAll(async () => {
    test = await createTestApp();
    const documents = serviceDesk.filter((one) => one !== orderFlow && !rules.includes(one as Rule));
    await installServiceDesk(test, {}, [...documents, thrice, nightly]);
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  /** Whatever rules do about it is done: figures are those of the moment in which a rule runs. */
  const make = async (form: string, values: object): Promise<string> => {
    const { body } = await admin.post(`${at}/${form}/records`).send(values).expect(201);
    await settled(test);
    return body.data.id;
  };
  const read = async (form: string, id: string) =>
    (await admin.get(`${at}/${form}/records/${id}`).expect(200)).body.data;

  it('count, sum and look up what the record at hand has to do with, and write to other records', async () => {
    const engineer = await make('engineer', { name: 'Li' });
    const other = await make('engineer', { name: 'Wu' });
    const stranger = await make('work_order', { subject: 'x', engineer: other, cost: '9' });
    const first = await make('work_order', { subject: 'a', engineer, cost: '10.50' });
    const second = await make('work_order', { subject: 'b', engineer, cost: '2' });
    expect((await read('engineer', engineer)).name).toBe('Li');
    const third = await make('work_order', {
      subject: 'c',
      engineer,
      cost: '1.25',
      reported_at: '2040-01-01T00:00:00Z',
    });
    expect((await read('work_order', first)).count).toBe('13.75');
    expect((await read('engineer', engineer)).name).toBe('c');
    expect((await read('work_order', second)).count).toBe('13.75');
    expect((await read('work_order', third)).count).toBe('13.75');
    expect((await read('work_order', stranger)).count).toBeNull();
  });

  it('lead a rule to all records that its filter finds, or to none and an entry in its log', async () => {
    const engineer = await make('engineer', { name: 'Many' });
    const many = (count: number) =>
      test.database.query(
        `insert into app_desk.work_order (subject, engineer, cost) select '批量', $1::uuid, 1 from generate_series(1, $2) n`,
        [engineer, count],
      );
    const counted = async () => {
      const sql = `select count(*)::int as done from app_desk.work_order where engineer = $1 and count is not null`;
      return (await test.database.query<{ done: number }>(sql, [engineer])).rows[0]?.done;
    };
    await many(700);
    await make('work_order', {
      subject: 'all',
      engineer,
      cost: '1',
      reported_at: '2041-01-01T00:00:00Z',
    });
    expect(await counted()).toBe(701);
    await test.database.query(`update app_desk.work_order set count = null where engineer = $1`, [engineer]);
    await many(1300);
    const over = await make('work_order', { subject: 'none', engineer, cost: '1' });
    expect(await counted()).toBe(0);
    expect((await read('engineer', engineer)).name).toBe('all');
    const log = await admin.get('/api/v1/apps/desk/rules/thrice/runs').query({ record: over }).expect(200);
    expect(log.body.data).toMatchObject([
      { outcome: 'failed', error: expect.stringMatching(/more than 2000 records of work_order/) },
    ]);
  });

  it('narrow what a rule does at its hour, once for every moment', async () => {
    const idle = await make('engineer', { name: 'Idle' });
    const off = await make('engineer', { name: 'Off' });
    const busy = await make('engineer', { name: 'Busy' });
    await make('work_order', { subject: 'y', engineer: busy });
    const timer = async () =>
      (
        await test.database.query<{ id: string; due: string }>(
          `select id, due_at as due from platform.outbox where topic = 'rule.moment' and done_at is null`,
        )
      ).rows;
    await until(async () => (await timer()).length === 1);
    const [before] = await timer();
    await test.database.query(`update platform.outbox set due_at = now() where id = $1`, [before?.id]);
    await until(async () => (await read('engineer', idle)).name === 'Idle!');
    expect((await read('engineer', off)).name).toBe('Off');
    expect((await read('engineer', busy)).name).toBe('Busy');
    await until(async () => (await timer()).some(({ id }) => id !== before?.id));
    expect(await timer()).toHaveLength(1);
  });
});
