import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PublishService } from '../metadata/publish.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import {
  installServiceDesk,
  orderFlow,
  rules,
  serviceDesk,
  settled,
  until,
} from '../testing/service-desk.js';
import type { LoggedRun } from './rule-run.store.js';
import { RuleRunner } from './rule-runner.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = '/api/v1/apps/desk/forms/work_order/records';

describe('rules', () => {
  let test: TestApp;
  let admin: Agent;
  let mary: Agent;

  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(
      test,
      { mary: 'manager' },
      serviceDesk.filter((document) => document !== orderFlow),
    );
    admin = await test.as('admin');
    mary = await test.as('mary');
  });
  afterAll(() => test.close());

  const make = async (values: object = {}): Promise<string> =>
    (
      await admin
        .post(orders)
        .send({ subject: '打印机', ...values })
        .expect(201)
    ).body.data.id;
  const order = async (id: string) => (await admin.get(`${orders}/${id}`).expect(200)).body.data;
  const runs = async (rule: string, record: string): Promise<LoggedRun[]> =>
    (await admin.get(`/api/v1/apps/desk/rules/${rule}/runs`).query({ record }).expect(200)).body.data;
  const timer = async (record: string) =>
    (
      await test.database.query<{ dueAt: string }>(
        `select due_at as "dueAt" from platform.outbox where topic = 'rule.timer' and done_at is null and key = $1`,
        [`desk/escalate/${record}`],
      )
    ).rows[0];

  it('sets a timer with the record, moves it with its field, and takes it back with the record', async () => {
    const id = await make({ reported_at: '2030-01-01T00:00:00.000Z' });
    await until(async () => (await timer(id))?.dueAt === '2030-01-02T00:00:00.000Z');
    await admin.patch(`${orders}/${id}`).send({ reported_at: '2031-01-01T00:00:00.000Z' }).expect(200);
    await until(async () => (await timer(id))?.dueAt === '2031-01-02T00:00:00.000Z');
    await admin.delete(`${orders}/${id}`).expect(204);
    await until(async () => (await timer(id)) === undefined);
    await admin.post(`${orders}/${id}/restore`).expect(204);
    await until(() => timer(id));
  });

  it('escalates once after 24 hours, logs what it saw and tells the manager', async () => {
    const id = await make();
    await until(() => timer(id));
    const move = () =>
      test.database.query(`update platform.outbox set due_at = now(), done_at = null where key = $1`, [
        `desk/escalate/${id}`,
      ]);
    await move();
    await until(async () => (await order(id)).escalated === true);
    expect(await runs('escalate', id)).toMatchObject([
      { outcome: 'fired', trigger: 'time', seen: { status: 'filed' }, ruleVersion: 1 },
    ]);
    const told = (await mary.get('/api/v1/notifications').expect(200)).body.data;
    expect(told[0]).toMatchObject({ kind: 'rule', title: { en: '打印机 超时' }, link: { record: id } });
    const history = (await admin.get(`${orders}/${id}/history`)).body.data;
    expect(history.find(({ kind }: { kind: string }) => kind === 'rule').detail.label).toBe('超时升级');
    await move();
    await admin.patch(`${orders}/${id}`).send({ subject: '还是打印机' }).expect(200);
    await settled(test);
    expect(await runs('escalate', id)).toHaveLength(1);
  });

  it('catches up what came due while the server was off, and skips what is in order by then', async () => {
    const late = await make({ reported_at: '2020-01-01T00:00:00.000Z' });
    await until(async () => (await runs('escalate', late)).length === 1);
    expect((await order(late)).escalated).toBe(true);
  });

  it('gives records that are there already their timers when a rule is published', async () => {
    const second = { ...rules[0]!, id: 'remind', label: '提醒' };
    const past = await make({ reported_at: '2021-01-01T00:00:00.000Z' });
    await test.app.get(PublishService).publish('desk', [second], { by: null });
    await until(async () => (await runs('remind', past)).length === 1);
    await test.app.get(PublishService).publish('desk', [{ ...second, label: '再提醒' }], { by: null });
    await settled(test);
    expect(await runs('remind', past)).toHaveLength(1);
  });

  it('creates a survey when an order is closed, once, though the survey’s own fields are empty', async () => {
    const open = {
      ...rules[1]!,
      id: 'close',
      label: '关闭',
      trigger: { on: 'changed' as const, fields: ['diagnosis'] },
    };
    await test.app.get(PublishService).publish(
      'desk',
      [
        {
          ...open,
          condition: true,
          actions: [{ type: 'set', set: [{ field: 'status', value: 'closed' }] }],
        },
      ],
      { by: null },
    );
    const id = await make();
    await admin.patch(`${orders}/${id}`).send({ diagnosis: '卡纸' }).expect(200);
    const made = async () =>
      (await admin.get('/api/v1/apps/desk/forms/survey/records')).body.data.filter(
        (survey: { work_order: { id: string } }) => survey.work_order.id === id,
      );
    await until(async () => (await made()).length === 1);
    expect(await runs('survey', id)).toMatchObject([
      { outcome: 'fired', seen: { status: 'closed', 'old.status': 'filed' }, depth: 1 },
    ]);
    await admin.patch(`${orders}/${id}`).send({ diagnosis: '还是卡纸' }).expect(200);
    await until(async () => (await runs('close', id)).length === 2);
    await settled(test);
    expect(await made()).toHaveLength(1);
  });

  it('cuts a chain of rules that does not end', async () => {
    const id = await make({ count: '0' });
    await admin.patch(`${orders}/${id}`).send({ count: '1' }).expect(200);
    const all = await until(async () => {
      const found = await runs('ping', id);
      return found.some(({ outcome }) => outcome === 'failed') && found;
    });
    expect(all).toHaveLength(9);
    expect(all[0]).toMatchObject({ outcome: 'failed', depth: 8 });
    expect((await order(id)).count).toBe('9');
  });

  it('loses nothing of the other rules when one fails', async () => {
    const broken = {
      ...rules[2]!,
      id: 'a_broken',
      label: '坏规则',
      condition: true,
      trigger: { on: 'changed' as const, fields: ['cost'] },
      actions: [
        { type: 'set' as const, set: [{ field: 'diagnosis', value: '不该留下' }] },
        { type: 'set' as const, set: [{ field: 'cost', value: '1.234' }] },
      ],
    };
    const good = {
      ...broken,
      id: 'b_good',
      actions: [{ type: 'set' as const, set: [{ field: 'escalated', value: true }] }],
    };
    await test.app.get(PublishService).publish('desk', [good], { by: null });
    const unique = {
      ...broken,
      actions: [
        broken.actions[0]!,
        {
          type: 'create' as const,
          form: 'survey',
          set: [
            { field: 'work_order', value: null },
            { field: 'rating', value: { '/': [{ var: 'cost' }, 0] } },
          ],
        },
      ],
    };
    await test.app.get(PublishService).publish('desk', [unique], { by: null });
    const id = await make();
    await test.database.query(
      `alter table app_desk.survey add constraint broken check (work_order is not null)`,
    );
    await admin.patch(`${orders}/${id}`).send({ cost: '2' }).expect(200);
    await until(async () => (await order(id)).escalated === true);
    const failed = await until(async () => (await runs('a_broken', id))[0]);
    expect(failed).toMatchObject({ outcome: 'failed' });
    expect((await order(id)).diagnosis).toBeNull();
    await test.database.query(`alter table app_desk.survey drop constraint broken`);
    await until(async () => (await order(id)).diagnosis === '不该留下');
    expect((await runs('a_broken', id)).map(({ outcome }) => outcome)).toContain('fired');
  });

  it('acts once for one moment, though two workers run it at the same time', async () => {
    const id = await make({ subject: '两个工人' });
    await until(() => timer(id));
    const runner = test.app.get(RuleRunner);
    const at = { app: 'desk', form: 'work_order', recordId: id, rule: 'escalate' };
    const rest = { moment: '2031-05-05T00:00:00.000Z', after: {}, old: {}, by: null, depth: 0, attempt: 1 };
    const run = () => test.database.transaction((tx) => runner.run(tx, { ...at, ...rest, trigger: 'time' }));
    await Promise.all([run(), run(), run()]);
    expect(await runs('escalate', id)).toMatchObject([{ outcome: 'fired' }]);
    const told = (await mary.get('/api/v1/notifications').expect(200)).body.data;
    const mine = told.filter(({ title }: { title: { en: string } }) => title.en.startsWith('两个工人'));
    expect(mine).toHaveLength(1);
  });

  it('shows its log to builders only', async () => {
    await mary.get('/api/v1/apps/desk/rules/survey/runs').expect(403);
  });
});
