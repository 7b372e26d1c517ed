import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const report = { diagnosis: '缺氟', cause: 'ageing', solution: '补氟', labour_hours: '1' };

describe('orders of the after-sales template that end otherwise', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let agent: Awaited<ReturnType<TestApp['as']>>;
  let viewer: typeof agent;
  const kept = { customer: '', engineer: '', device: '' };

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    kept.customer = await desk.customer();
    kept.engineer = await desk.engineer();
    const device = { model: await desk.model(), customer: kept.customer, serial: 'HK000001' };
    kept.device = await desk.make('device', device);
    const members = test.app.get(AppMemberService);
    await members.replace('after_sales', await desk.adminId(), ['agent', 'manager', 'dispatcher']);
    await members.replace('after_sales', await test.createUser('agnes'), ['agent']);
    await members.replace('after_sales', await test.createUser('vera'), ['viewer']);
    agent = await test.as('agnes');
    viewer = await test.as('vera');
  });
  afterAll(() => test.close());

  const inWork = async () => {
    const { customer, device } = kept;
    const repair = { type: 'repair', subject: '不制冷', fault_category: 'cooling', severity: 'low' };
    const id = await desk.make('work_order', { ...repair, customer, device });
    await desk.accepted(id, kept.engineer);
    await desk.taskOf(id, 'work');
    return id;
  };
  const begin = (who: typeof agent, flow: string, record: string) =>
    who.post(`${afterSales}/flows/${flow}/start`).send({ record });
  const why = async (record: string, action: string, values: object) => {
    const { id } = await desk.taskOf(record, 'why');
    return agent.post(`/api/v1/tasks/${id}/actions`).send({ action, values });
  };
  const closed = async (id: string) => {
    await desk.act(id, 'work', 'finish', { values: report });
    await desk.act(id, 'acceptance', 'unsigned', { reason: '客户外出' });
    await desk.act(id, 'review', 'approve');
    await desk.act(id, 'follow_up', 'close', { values: { followup_result: 'satisfied' } });
    await until(async () => (await desk.read(id)).status === 'closed');
  };

  it('are called off by an agent who may not change them, with a reason, whoever has the work', async () => {
    const id = await inWork();
    await agent
      .patch(`${afterSales}/forms/work_order/records/${id}`)
      .send({ cancel_reason: '客户不修了' })
      .expect(403);
    await begin(viewer, 'cancel_order', id).expect(403);
    await begin(agent, 'cancel_order', id).expect(201);
    expect((await why(id, 'cancel', {})).status).toBe(422);
    expect((await why(id, 'cancel', { cancel_reason: '客户不修了' })).status).toBe(200);
    await until(async () => (await desk.read(id)).status === 'cancelled');
    expect(await desk.read(id)).toMatchObject({ cancel_reason: '客户不修了', reopened_count: '0' });
    const { body } = await desk.admin.get(`/api/v1/tasks?mine=false&record=${id}`).expect(200);
    expect(body.data).toEqual([]);
    const notices = await desk.admin.get('/api/v1/notifications').expect(200);
    expect(JSON.stringify(notices.body)).toContain('客户不修了');
    await begin(agent, 'cancel_order', id).expect(422);
  });

  it('are not called off once they are finished, though that was begun before; a manager ends what was begun', async () => {
    const id = await inWork();
    await begin(agent, 'cancel_order', id).expect(201);
    await desk.taskOf(id, 'why');
    await desk.act(id, 'work', 'finish', { values: report });
    await until(async () => (await desk.read(id)).status === 'pending_acceptance');
    expect((await why(id, 'cancel', { cancel_reason: '客户不修了' })).status).toBe(422);
    expect(await desk.read(id)).toMatchObject({ cancel_asked_at: null, status: 'pending_acceptance' });
    await desk.act(id, 'why', 'keep');
    expect(await desk.read(id)).toMatchObject({ ended_by: null });
  });

  it('take the visits that have not begun with them, and say so to whoever was to go', async () => {
    const id = await inWork();
    const account = await test.createUser('helga');
    await test.app.get(AppMemberService).replace('after_sales', account, ['engineer']);
    const other = await desk.make('engineer', {
      name: '何工',
      phone: '13800005679',
      region: 'north',
      account,
    });
    const from = new Date(Date.now() + 86_400_000).toISOString();
    const visit = await desk.make('visit', {
      ...{ work_order: id, engineer: other, role: 'helper', planned_from: from, planned_minutes: 60 },
    });
    await desk.taskOf(visit, 'travel');
    await begin(agent, 'cancel_order', id).expect(201);
    expect((await why(id, 'cancel', { cancel_reason: '客户不修了' })).status).toBe(200);
    await until(async () => (await desk.read(visit, 'visit')).status === 'cancelled');
    await until(async () => ((await desk.read(id)).helpers ?? []).length === 0);
    const helga = await test.as('helga');
    await until(async () =>
      JSON.stringify((await helga.get('/api/v1/notifications').expect(200)).body).includes('上门已取消'),
    );
  });

  it('are kept where the agent thinks better of it', async () => {
    const id = await inWork();
    await begin(agent, 'cancel_order', id).expect(201);
    expect((await why(id, 'keep', {})).status).toBe(200);
    expect(await desk.read(id)).toMatchObject({ status: 'in_progress', cancel_asked_at: null });
  });

  it('are reworked by an order of their own within seven days, and count as reopened', async () => {
    const id = await inWork();
    await begin(agent, 'reopen_order', id).expect(422);
    await closed(id);
    expect(await desk.read(id)).toMatchObject({ first_time_fix: true });
    await begin(agent, 'reopen_order', id).expect(201);
    expect((await why(id, 'rework', { reopen_reason: '又不制冷了' })).status).toBe(200);
    const orders = `${afterSales}/forms/work_order/records`;
    const filter = JSON.stringify({ '==': [{ var: 'rework_of' }, id] });
    const made = await until(async () => (await agent.get(orders).query({ filter })).body.data[0]);
    expect(made).toMatchObject({
      status: 'pending_intake',
      description: '又不制冷了',
      device: { id: kept.device },
    });
    expect(await desk.read(id)).toMatchObject({
      status: 'closed',
      reopened_count: '1',
      first_time_fix: false,
    });

    // Thinking of it again and leaving it takes nothing of the first away.
    await begin(agent, 'reopen_order', id).expect(201);
    expect((await why(id, 'keep', {})).status).toBe(200);
    expect(await desk.read(id)).toMatchObject({ ended_by: 'rework', reopen_reason: '又不制冷了' });

    const old = await inWork();
    await closed(old);
    await test.database.query(
      `update app_after_sales.work_order set closed_at = now() - interval '8 days' where id = $1`,
      [old],
    );
    await begin(agent, 'reopen_order', old).expect(422);
  });

  it('that take another visit are not fixed at the first', async () => {
    const id = await inWork();
    const orders = `${afterSales}/forms/work_order/records`;
    await desk.act(id, 'work', 'wait_customer', { reason: '门锁着' });
    await desk.act(id, 'waiting_customer', 'resume');
    expect(await desk.read(id)).toMatchObject({ return_visits: '0' });
    await desk.taskOf(id, 'work');
    await desk.admin.patch(`${orders}/${id}`).send({ arrived_at: new Date().toISOString() }).expect(200);
    await desk.act(id, 'work', 'wait_parts', { reason: '缺压缩机' });
    await desk.act(id, 'waiting_parts', 'resume');
    await closed(id);
    expect(await desk.read(id)).toMatchObject({ return_visits: '1', first_time_fix: false });
  });
});
