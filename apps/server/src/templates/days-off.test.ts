import type { Proposal } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayAhead } from '../../../../scripts/testing/working-day.mjs';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const at = (day: string, clock: string) => `${day}T${clock}:00+08:00`;

describe('days off and shifts in the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let engineer = '';
  const order = async (values: object = {}) =>
    desk.make('work_order', {
      type: 'install',
      subject: '安装',
      severity: 'low',
      customer: await desk.customer(),
      ...values,
    });
  const failed = async (recordId: string, as?: object) => {
    const { body } = await desk.admin
      .post(`${afterSales}/matchings/engineer_for_order/proposals`)
      .send({ recordId, as })
      .expect(200);
    const { ranked, excluded } = body.data as Proposal;
    expect(ranked.length + excluded.length).toBe(1);
    return excluded[0]?.failed ?? [];
  };

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    engineer = await desk.engineer();
  }, 180_000);
  afterAll(() => test.close());

  it.each([
    ['inside of the shift on a working day', true, '10:00', 90, [], null],
    ['until the very end of the shift', true, '16:30', 90, [], null],
    ['beyond the end of the shift', true, '17:59', 90, ['shift'], '下班时间：18:00 → 至少 19:29'],
    ['before the shift', true, '08:00', 60, ['shift'], '上班时间：08:30 → 至多 08:00'],
    ['into the night', true, '17:00', 480, ['shift'], '下班时间：18:00 → 至少 24:00'],
    ['on a day off', false, '10:00', 90, ['working_day'], null],
  ] as const)('a visit %s is judged as it is', async (_, isWorked, clock, minutes, expected, change) => {
    const day = dayAhead(3, isWorked);
    const times = { planned_start: at(day, clock), planned_minutes: String(minutes) };
    const found = await failed(await order(times));
    expect(found.map(({ constraint }) => constraint)).toEqual(expected);
    expect(found.every(({ isComplete }) => isComplete)).toBe(true);
    const words = found[0]?.changes[0]?.words as Record<string, string> | undefined;
    if (change) expect(words?.['zh-CN']).toBe(change);
    // Nothing planned yet, but asked for that time, it is the same.
    const supposed = await failed(await order(), times);
    expect(supposed.map(({ constraint }) => constraint)).toEqual(expected);
  });

  it('an urgent order is given to somebody on a day off by hand, with the reason on it', async () => {
    const id = await order({ severity: 'critical' });
    await desk.act(id, 'intake', 'accept');
    await desk.act(id, 'grade', 'graded');
    await desk.act(id, 'quotation', 'waive', { reason: '随设备购买' });
    const planned_start = at(dayAhead(3, false), '10:00');
    const choose = (reason?: string) =>
      desk.admin
        .post(`${afterSales}/matchings/engineer_for_order/choices`)
        .send({ recordId: id, candidateId: engineer, as: { planned_start }, reason });
    await choose().expect(422);
    await choose('停机，客户要求当天').expect(201);
    await desk.act(id, 'dispatch', 'assign', { values: { engineer, planned_start } });
    expect(Date.parse((await desk.read(id)).planned_start)).toBe(Date.parse(planned_start));
  });

  it('no time is offered on a day off, and on the next working day there is', async () => {
    const id = await order({ service_mode: 'onsite' });
    const { body } = await desk.admin
      .get(`${afterSales}/matchings/engineer_for_order/appointments/${id}`)
      .expect(200);
    const offered = body.data.days.map(({ day }: { day: string }) => day);
    expect(offered).not.toContain(dayAhead(2, false));
    expect(offered).toContain(dayAhead(2));
  });
});
