import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayAhead } from '../../../../scripts/testing/working-day.mjs';
import { AppMemberService } from '../identity/app-member.service.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

describe('alerts of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let admin: AfterSalesDesk['admin'];
  let customer: string;
  let device: string;
  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    admin = desk.admin;
    customer = await desk.customer({ tier: 'a' });
    const model = await desk.model();
    device = await desk.make('device', { serial: 'HK900001', model, customer, installed_on: '2024-01-01' });
  }, 180_000);
  afterAll(() => test.close());

  const repair = (values: object = {}) =>
    desk.make('work_order', {
      type: 'repair',
      fault_category: 'cooling',
      subject: '不制冷',
      severity: 'low',
      customer,
      device,
      ...values,
    });

  it('mark a device that is reported for the third time within 30 days', async () => {
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    await repair({ reported_at: old });
    await repair();
    const second = await repair();
    await until(async () => (await desk.read(second)).cover !== null);
    expect((await desk.read(device, 'device')).quality_alert_on).toBeNull();
    await repair();
    await until(async () => (await desk.read(device, 'device')).quality_alert_on !== null);
  });

  it('keep the rating of an engineer: the mean of surveys and of marks on site in 180 days', async () => {
    const engineer = await desk.engineer({ name: '评分', rating: 4 });
    const rating = async () => (await desk.read(engineer, 'engineer')).rating;
    const answered = (csat: number, days: number) =>
      desk.make('survey', { work_order: order, customer, engineer, status: 'sent' }).then((id) =>
        admin
          .patch(`${afterSales}/forms/survey/records/${id}`)
          .send({ csat, status: 'answered', answered_at: new Date(Date.now() - days * 86_400_000) })
          .expect(200),
      );
    const order = await repair({ engineer });
    await answered(1, 200);
    await answered(5, 1);
    await answered(4, 2);
    await admin
      .patch(`${afterSales}/forms/work_order/records/${order}`)
      .send({ finished_at: new Date(), confirmed_at: new Date(), rating: 2 })
      .expect(200);
    // The one of 200 days ago is out of it, and two marks alone change nothing.
    await until(async () => (await rating()) === '3.7');
    await answered(5, 0);
    await until(async () => (await rating()) === '4');
  });

  it('propose for an order only who holds a certificate of its product line that is valid then', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const engineer = (name: string, line: string, expires: number) =>
      desk.make('engineer', {
        name,
        phone: '13800005678',
        region: 'north',
        skill_levels: [{ line: 'hvac', level: 4 }],
        certificates: [{ name: '证书', line, expires_on: day(expires) }],
      });
    const right = await engineer('对口', 'hvac', 90);
    const other = await engineer('别的产品线', 'water', 90);
    const soon = await engineer('届时过期', 'hvac', 3);
    const planned_start = `${dayAhead(10)}T02:00:00Z`;
    const order = await repair({ planned_start });
    const { body } = await admin
      .post(`${afterSales}/matchings/engineer_for_order/proposals`)
      .send({ recordId: order })
      .expect(200);
    const ranked = body.data.ranked.map((one: { candidate: { id: string } }) => one.candidate.id);
    expect(ranked).toEqual([right]);
    const excluded = new Map<string, { constraint: string }[]>(
      body.data.excluded.map((one: { candidate: { id: string }; failed: { constraint: string }[] }) => [
        one.candidate.id,
        one.failed,
      ]),
    );
    for (const id of [other, soon])
      expect(excluded.get(id)?.map(({ constraint }) => constraint)).toEqual(['certificate']);
  });

  it('tell the service manager once a day for each engineer that a check-in is in doubt', async () => {
    const manager = await test.createUser('manager');
    await test.app.get(AppMemberService).replace('after_sales', manager, ['manager']);
    const boss = await test.as('manager');
    const engineers = [];
    for (const name of ['甲', '乙'])
      engineers.push(await desk.make('engineer', { name, phone: '13800005678', region: 'north' }));
    const [one, two] = engineers as [string, string];
    const noon = Date.parse(`${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T04:00:00Z`);
    const moment = (minutes: number) => new Date(noon - minutes * 60_000).toISOString();
    const checkIn = async (engineer: string, latitude: number, minutes: number) => {
      const id = await repair({ engineer, reported_at: moment(60), accepted_at: moment(30) });
      const check_in = {
        longitude: '116',
        latitude: String(latitude),
        at: moment(minutes),
        source: 'device',
      };
      const values = { check_in, arrived_at: moment(minutes) };
      await admin.patch(`${afterSales}/forms/work_order/records/${id}`).send(values).expect(200);
      return (await desk.read(id)).number;
    };
    const told = async (): Promise<string[]> =>
      (await boss.get('/api/v1/notifications').expect(200)).body.data
        .map(({ title }: { title: { en: string } }) => title.en)
        .filter((title: string) => title.includes('in doubt'));
    await checkIn(one, 30, 9);
    expect(await told()).toEqual([]);
    const first = await checkIn(one, 40, 8);
    await until(async () => (await told()).length === 1);
    await checkIn(one, 30, 7);
    const other = await checkIn(two, 40, 6);
    await until(async () => (await told()).length > 1);
    expect(new Set(await told())).toEqual(
      new Set([
        `The position of a check-in is in doubt: 甲, ${first}`,
        `The position of a check-in is in doubt: 乙, ${other}`,
      ]),
    );
  });
});
