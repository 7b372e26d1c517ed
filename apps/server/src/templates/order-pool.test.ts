import type { TaskData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = `${afterSales}/forms/work_order/records`;

describe('the pool of orders of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let customer = '';
  const agents: Record<string, Agent> = {};

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    customer = await desk.customer();
    const people = {
      taker: ['engineer', 'pool_engineer'],
      other: ['engineer', 'pool_engineer'],
      outside: ['engineer'],
      dispatcher: ['dispatcher'],
    };
    for (const [login, roles] of Object.entries(people)) {
      const id = await test.createUser(login);
      await test.app.get(AppMemberService).replace('after_sales', id, roles);
      agents[login] = await test.as(login);
      const region = login === 'other' ? 'east' : 'north';
      if (login !== 'dispatcher') await desk.engineer({ name: login, account: id, region });
    }
  }, 180_000);
  afterAll(() => test.close());

  const who = (login: string) => agents[login] as Agent;
  async function pooled(): Promise<string> {
    const order = await desk.make('work_order', {
      ...{ type: 'install', subject: '安装净水机', severity: 'low', customer },
      ...{ reporter_name: '陈经理', reporter_phone: '13911112222' },
    });
    await desk.act(order, 'intake', 'accept');
    await desk.act(order, 'grade', 'graded', {}, who('dispatcher'));
    await desk.act(order, 'quotation', 'waive', { reason: '随设备购买' });
    await desk.act(order, 'dispatch', 'pool', {}, who('dispatcher'));
    return order;
  }
  const claim = async (login: string, order: string) => {
    const { id } = await desk.taskOf(order, 'pool');
    return who(login).post(`/api/v1/tasks/${id}/claim`).set('accept-language', 'zh-CN').send({});
  };
  const offered = async (login: string): Promise<string[]> => {
    const { body } = await who(login)
      .get('/api/v1/tasks?claimable=true&app=after_sales&form=work_order')
      .expect(200);
    return body.data.map(({ record }: TaskData) => record.id);
  };
  const earlier = (minutes: number) =>
    test.database.query(
      'update platform.task set claimed_at = claimed_at - make_interval(mins => $1) where claimed_at is not null',
      [minutes],
    );

  it('shows its orders to those who take from it, without whom to call, and offers them where they suit', async () => {
    const order = await pooled();
    const { body } = await who('taker').get(`${orders}/${order}`).expect(200);
    expect(body.data).toMatchObject({ status: 'pending_grab', subject: '安装净水机' });
    expect(JSON.stringify(body.data)).not.toMatch(/13911112222|陈经理/);
    await who('outside').get(`${orders}/${order}`).expect(404);
    expect(await offered('taker')).toContain(order);
    expect(await offered('other')).not.toContain(order);
    expect(await offered('outside')).toEqual([]);
    expect((await claim('other', order)).body.detail).toBe('不能领取，条件不符：服务区域');
    expect((await claim('taker', order)).status).toBe(200);
    const mine = await who('taker').get(`${orders}/${order}`).expect(200);
    expect(mine.body.data).toMatchObject({ reporter_phone: '13911112222' });
    await until(async () => (await desk.read(order)).assigned_at);
    await desk.act(order, 'pool', 'accept', {}, who('taker'));
    expect(await desk.read(order)).toMatchObject({
      status: 'in_progress',
      accepted_at: expect.any(String),
      engineer: { title: 'taker' },
    });
  });

  it('leaves some for the others: not one right after another, and two not accepted at most', async () => {
    const [first, second, third] = [await pooled(), await pooled(), await pooled()];
    await earlier(10);
    expect((await claim('taker', first)).status).toBe(200);
    expect((await claim('taker', second)).body.detail).toMatch(/刚刚领取过/);
    const { id } = await desk.taskOf(second, 'pool');
    await who('taker').post(`/api/v1/tasks/${id}/actions`).send({ action: 'accept' }).expect(409);
    await earlier(10);
    expect((await claim('taker', second)).status).toBe(200);
    await earlier(10);
    expect((await claim('taker', third)).body.detail).toMatch(/最多 2 个/);
    for (const order of [first, second]) await desk.act(order, 'pool', 'accept', {}, who('taker'));
    await earlier(10);
    expect((await claim('taker', third)).status).toBe(200);
  });

  it('takes back what was taken and not accepted in time, and tells the dispatcher', async () => {
    const order = await pooled();
    await earlier(10);
    expect((await claim('taker', order)).status).toBe(200);
    await until(async () => (await desk.read(order)).assigned_at);
    const due = () =>
      test.database.query(
        `update platform.outbox set due_at = now() where topic = 'rule.timer' and done_at is null
           and key = $1`,
        [`after_sales/pool_not_accepted/${order}`],
      );
    await until(async () => (await due()).rowCount);
    test.app.get(Outbox).wake();
    await until(async () => (await desk.read(order)).engineer === null);
    expect(await desk.read(order)).toMatchObject({ status: 'pending_grab', assigned_at: null });
    expect(await offered('taker')).toContain(order);
    const { body } = await who('dispatcher').get('/api/v1/notifications').expect(200);
    expect(JSON.stringify(body.data)).toContain('抢单后 30 分钟未接单');
  });

  it('gives an order back to the dispatcher who takes it out', async () => {
    const order = await pooled();
    await who('dispatcher')
      .post(`${afterSales}/flows/withdraw_from_pool/start`)
      .send({ record: order })
      .expect(({ status }) => expect(status).toBeLessThan(300));
    await until(async () => (await desk.read(order)).status === 'pending_dispatch');
    expect(await offered('taker')).not.toContain(order);
    await desk.taskOf(order, 'dispatch');
  });
});
