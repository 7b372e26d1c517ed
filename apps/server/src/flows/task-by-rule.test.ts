import type { Rule } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, rules, serviceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = '/api/v1/apps/desk/forms/work_order/records';

/** Half an hour after the report the dispatcher's task is done by itself. */
const late: Rule = {
  kind: 'rule',
  schema: 1,
  id: 'late',
  label: '超时',
  form: 'work_order',
  trigger: { on: 'time', field: 'reported_at', after: { amount: 30, unit: 'minute' } },
  actions: [
    { type: 'do_task', flow: 'handling', node: 'dispatch', action: 'assign', reason: '{{subject}} 超时' },
  ],
};

describe('a task that a rule does', () => {
  let test: TestApp;
  let admin: Agent;
  beforeAll(async () => {
    test = await createTestApp();
    const documents = serviceDesk.filter((one) => !rules.includes(one as Rule));
    await installServiceDesk(test, { mary: 'dispatcher' }, [...documents, late]);
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const tasks = async (record: string, status: string) =>
    (await admin.get('/api/v1/tasks').query({ record, mine: 'false', status }).expect(200)).body.data;

  const timers = async (record: string) =>
    (
      await test.database.query<{ isDone: boolean }>(
        `select done_at is not null as "isDone" from platform.outbox where topic = 'rule.timer' and key like $1`,
        [`%${record}`],
      )
    ).rows;
  /** The half hour is over. The timer is set behind the answer, beside the beginning of the flow. */
  const wake = async (record: string) => {
    await until(async () => (await timers(record)).length > 0);
    await test.database.query(
      `update platform.outbox set due_at = now(), done_at = null where topic = 'rule.timer' and key like $1`,
      [`%${record}`],
    );
  };

  it('goes on in the platform’s name, once, and stands on the timeline with its reason', async () => {
    const id = (await admin.post(orders).send({ subject: '打印机' }).expect(201)).body.data.id;
    await until(async () => (await tasks(id, 'open'))[0]?.node === 'dispatch');
    await wake(id);
    await until(async () => (await tasks(id, 'open'))[0]?.node === 'repair');
    const history = (await admin.get(`${orders}/${id}/history`).expect(200)).body.data;
    const done = history.find(({ kind }: { kind: string }) => kind === 'task');
    expect(done).toMatchObject({ by: null, detail: { reason: '打印机 超时' } });
    await wake(id);
    await until(async () => (await timers(id)).every(({ isDone }) => isDone));
    expect((await tasks(id, 'open'))[0]?.node).toBe('repair');
  });

  it('leaves alone what somebody did before', async () => {
    const made = await admin
      .post('/api/v1/apps/desk/forms/engineer/records')
      .send({ name: 'Li' })
      .expect(201);
    const engineer = made.body.data.id;
    const id = (await admin.post(orders).send({ subject: '空调' }).expect(201)).body.data.id;
    const [task] = await until(async () => {
      const open = await tasks(id, 'open');
      return open.length > 0 && open;
    });
    const mary = await test.as('mary');
    await mary
      .post(`/api/v1/tasks/${task.id}/actions`)
      .send({ action: 'assign', values: { engineer } })
      .expect(200);
    await wake(id);
    await until(async () => (await timers(id)).every(({ isDone }) => isDone));
    expect((await tasks(id, 'open')).map(({ node }: { node: string }) => node)).toEqual(['repair']);
  });
});
