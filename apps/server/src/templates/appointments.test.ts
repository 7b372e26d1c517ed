import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { PublishService } from '../metadata/publish.service.js';
import { AfterSalesDesk, afterSales, portalApi } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { morningZone } from '../testing/morning.js';
import { until } from '../testing/service-desk.js';

const channels = [
  'appointment_message',
  'appointment_moved_message',
  'appointment_reminder_message',
  'departure_message',
  'delay_message',
];
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();

describe('appointments of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let admin: AfterSalesDesk['admin'];
  let gateway: StandIn;
  let customer = '';
  let engineer = '';
  const change = (id: string, values: object) =>
    admin.patch(`${afterSales}/forms/work_order/records/${id}`).send(values).expect(200);
  /** Each tells by another number, so that its messages are told apart. */
  let phones = 0;
  const order = async (values: object = {}) => {
    const phone = `1390000${String(1000 + ++phones)}`;
    const id = await desk.make('work_order', {
      type: 'install',
      subject: '安装',
      severity: 'low',
      customer,
      other_line: 'hvac',
      reporter_name: '李女士',
      reporter_phone: phone,
      ...values,
    });
    return { id, phone };
  };
  const said = (phone: string, words: string) =>
    gateway.calls.filter(({ body }) => body.includes(phone) && body.includes(words)).length;
  /** An order on its way to be visited today. */
  const visited = async (values: object) => {
    const found = await order();
    await desk.accepted(found.id, engineer);
    await change(found.id, values);
    return found;
  };

  beforeAll(async () => {
    gateway = await startStandIn(() => ({ json: {} }));
    test = await createTestApp({ config: { allowedHosts: [gateway.host] } });
    desk = await AfterSalesDesk.install(test);
    admin = desk.admin;
    await desk.sendBySms(gateway.url, channels);
    customer = await desk.customer();
    engineer = await desk.engineer({
      skill_levels: [{ line: 'hvac', level: 4 }],
      certificates: [{ name: '证书', line: 'hvac', expires_on: '2035-01-01' }],
    });
  }, 180_000);
  afterAll(async () => {
    await test.close();
    await gateway.close();
  });

  it('are chosen by the link, confirmed, moved and told, each once', async () => {
    const { id, phone } = await order();
    const place = portalApi(await desk.linkOf(id), '/appointment');
    const visitor = test.anonymous();
    const { days } = (await visitor.get(place).expect(200)).body.data;
    const windows = days.at(-1).windows as { from: string; to: string }[];
    // Nobody has anything else on the last of the days.
    expect(windows).toHaveLength(4);
    await visitor.put(place).send({ from: windows[0]?.from }).expect(204);
    await until(async () => said(phone, '上门时间：') === 1);
    await visitor.put(place).send({ from: windows[2]?.from }).expect(204);
    await until(async () => said(phone, '上门时间改为') === 1);
    const shown = (await visitor.get(place.replace('/appointment', ''))).body.data.appointment;
    expect([shown.from, shown.to]).toEqual([windows[2]?.from, windows[2]?.to]);
    expect(said(phone, '上门时间：')).toBe(1);
    await visitor.put(place).send({ from: null }).expect(204);
    expect((await desk.read(id)).appointment_from).toBeNull();
  });

  it('are reminded of the day before, not when they are agreed shortly before', async () => {
    const from = minutes(1500);
    const later = await order({ appointment_from: from, appointment_to: minutes(1620) });
    const soon = await order({ appointment_from: minutes(300), appointment_to: minutes(420) });
    const timer = `topic = 'rule.timer' and key = 'after_sales/appointment_reminder/${later.id}'`;
    const { due } = await until(async () => {
      const { rows } = await test.database.query<{ due: string }>(
        `select due_at as due from platform.outbox where ${timer}`,
      );
      return rows[0];
    });
    expect(Math.abs(Date.parse(from) - 86_400_000 - Date.parse(due))).toBeLessThan(60_000);
    // That hour has passed.
    await test.database.query(`update platform.outbox set due_at = now() where ${timer}`);
    await until(async () => said(later.phone, '提醒：明天上门') === 1);
    // Its moment had passed when it was agreed: it had its turn long before.
    expect(said(soon.phone, '提醒')).toBe(0);
  });

  describe('on their day', () => {
    beforeAll(async () => {
      const app = (await test.app.get(AppRegistry).app('after_sales')).documents.app;
      const morning = { ...app, timeZone: morningZone() };
      await test.app.get(PublishService).publish('after_sales', [morning], { by: null });
    });

    it('that will be missed are told of once, to whoever waits and to the dispatcher', async () => {
      // Nobody knows the way: half an hour; twenty-five minutes after what was promised.
      const { id, phone } = await visited({
        planned_start: minutes(1),
        appointment_from: minutes(-60),
        appointment_to: minutes(5),
      });
      await until(async () => said(phone, '上门将晚到') === 1);
      const told = await desk.read(id);
      expect(told.eta_basis).toBe('behind');
      expect(told.delay_told_at).not.toBeNull();
      await change(id, { planned_start: minutes(50) });
      await until(async () => Date.parse((await desk.read(id)).eta_at) > Date.now() + 45 * 60_000);
      expect(said(phone, '上门将晚到')).toBe(1);
      const { body } = await admin.get(`${afterSales}/forms/work_order/records/${id}/history`).expect(200);
      expect(JSON.stringify(body)).toContain('晚到通知');
      await change(id, { arrived_at: minutes(0), finished_at: minutes(0) });
    });

    it('are kept in mind when somebody sets out: the expected time goes to whoever waits', async () => {
      const { id, phone } = await visited({
        planned_start: minutes(20),
        appointment_from: minutes(-10),
        appointment_to: minutes(120),
      });
      await until(async () => (await desk.read(id)).eta_basis !== null);
      expect(said(phone, '已出发')).toBe(0);
      await change(id, { departed_at: minutes(0) });
      await until(async () => said(phone, '已出发') === 1);
      const { eta_at: eta } = await desk.read(id);
      expect(Math.abs(Date.parse(eta) - Date.now() - 30 * 60_000)).toBeLessThan(120_000);
      const seen = await test
        .anonymous()
        .get(portalApi(await desk.linkOf(id)))
        .expect(200);
      expect(JSON.stringify(seen.body.data.shown)).toContain('预计到达');
      expect(said(phone, '上门将晚到')).toBe(0);
    });
  });
});
