import type { PullAnswer } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { Phone } from '../testing/field-crew.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = `${afterSales}/forms/work_order/records`;
const visits = `${afterSales}/forms/visit/records`;
const logins = ['lead', 'helper', 'stranger'] as const;
type Login = (typeof logins)[number];

describe('several engineers on one order of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let order = '';
  const users = {} as Record<Login, string>;
  const engineers = {} as Record<Login, string>;
  const agents = {} as Record<Login, Agent>;
  let phone: Phone;
  let known: Record<string, Record<string, string>> = {};

  const sees = async (who: Login) => (await agents[who].get(`${orders}/${order}`)).status === 200;
  const visit = (who: Login, values: object = {}) =>
    desk.make('visit', {
      work_order: order,
      engineer: engineers[who],
      role: 'helper',
      planned_from: new Date(Date.now() + 3_600_000).toISOString(),
      ...values,
    });
  /** What the helper's phone is told of orders. */
  const pulled = async () => {
    const answer: PullAnswer = await phone.pull(known, { page: 'engineer_day' });
    known = Object.fromEntries(
      answer.sets.map(({ form, changed, gone }) => [
        form,
        {
          ...Object.fromEntries(Object.entries(known[form] ?? {}).filter(([id]) => !gone.includes(id))),
          ...Object.fromEntries(changed.map(({ tag, record }) => [record.id, tag])),
        },
      ]),
    );
    const set = answer.sets.find(({ form }) => form === 'work_order');
    return { changed: set?.changed.map(({ record }) => record.id) ?? [], gone: set?.gone ?? [] };
  };

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    for (const login of logins) {
      users[login] = await test.createUser(login);
      await test.app.get(AppMemberService).replace('after_sales', users[login], ['engineer']);
      engineers[login] = await desk.engineer({ name: login, account: users[login] });
      agents[login] = await test.as(login);
    }
    phone = await new Phone(agents.helper, 'after_sales').register();
    order = await desk.make('work_order', {
      type: 'install',
      subject: '安装',
      severity: 'low',
      customer: await desk.customer(),
    });
    await desk.accepted(order, engineers.lead, agents.lead);
  }, 180_000);
  afterAll(() => test.close());

  it('let whoever has a visit see the order, on his phone too, and do his part of it', async () => {
    expect(await Promise.all(logins.map(sees))).toEqual([true, false, false]);
    expect((await pulled()).changed).toEqual([]);
    await visit('helper');
    await until(() => sees('helper'));
    expect(await sees('stranger')).toBe(false);
    expect((await pulled()).changed).toEqual([order]);
    const { helpers } = await desk.read(order);
    expect(helpers).toEqual([{ id: users.helper, title: expect.any(String) }]);
    const change = (values: object) => agents.helper.patch(`${orders}/${order}`).send(values);
    await change({ checklist: [{ step: '断电' }] }).expect(200);
    await change({ helpers: [] }).expect(422);
    await change({ engineer: engineers.helper }).expect(422);
    const mine = JSON.stringify({ in: [{ user: ['id'] }, { var: 'helpers' }] });
    const list = (who: Login) => agents[who].get(orders).query({ filter: mine }).expect(200);
    expect((await list('helper')).body.data).toHaveLength(1);
    expect((await list('lead')).body.data).toEqual([]);
  });

  it('take it away with the last visit that is cancelled, given to somebody else or deleted', async () => {
    const second = await visit('helper', { role: 'lead' });
    const { body } = await desk.admin.get(visits).query({ sort: 'created_at', fields: 'work_order' });
    const first = body.data[0].id as string;
    await desk.act(first, 'travel', 'cancel', { reason: '一个人够了' }, agents.helper);
    await until(async () => (await desk.read(first, 'visit')).status === 'cancelled');
    expect(await sees('helper')).toBe(true);
    await desk.admin.patch(`${visits}/${second}`).send({ engineer: engineers.stranger }).expect(200);
    await until(async () => !(await sees('helper')) && (await sees('stranger')));
    expect((await pulled()).gone).toEqual([order]);
    await desk.admin.delete(`${visits}/${second}`).expect(204);
    await until(async () => !(await sees('stranger')));
    expect((await desk.read(order)).helpers).toBeNull();
    expect(await sees('lead')).toBe(true);
  });

  it('keep a visit with the order that it was planned for', async () => {
    const id = await visit('stranger');
    await desk.admin.patch(`${visits}/${id}`).send({ work_order: null }).expect(422);
    await until(() => sees('stranger'));
  });

  it('count the hours of helping against what somebody can do on a day', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const other = await desk.make('work_order', {
      type: 'install',
      subject: '大修',
      severity: 'low',
      customer: await desk.customer(),
    });
    const propose = async () => {
      const { body } = await desk.admin
        .post(`${afterSales}/matchings/engineer_for_order/proposals`)
        .send({ recordId: other, as: { planned_start: at, planned_minutes: '120' } })
        .expect(200);
      const one = body.data.excluded.find(
        ({ candidate }: { candidate: { id: string } }) => candidate.id === engineers.helper,
      );
      return (one?.failed ?? []).map(({ constraint }: { constraint: string }) => constraint);
    };
    expect(await propose()).not.toContain('load');
    await visit('helper', { planned_from: at, planned_minutes: '420' });
    expect(await propose()).toContain('load');
  });

  it('say by name in the history who was added and taken off', async () => {
    const { body } = await desk.admin.get(`${orders}/${order}/history`).expect(200);
    const changes = body.data.flatMap((one: { changes?: Record<string, unknown> }) =>
      one.changes?.helpers ? [one.changes.helpers] : [],
    );
    expect(changes.at(-1)).toEqual([null, [{ id: users.helper, title: expect.any(String) }]]);
  });
});
