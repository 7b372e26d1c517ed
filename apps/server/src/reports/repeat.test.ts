import type { Form, Report } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const plan: Form = {
  kind: 'form',
  schema: 1,
  id: 'plan',
  label: '计划',
  title: 'name',
  fields: [
    { id: 'name', type: 'text', label: '名称' },
    { id: 'due_on', type: 'date', label: '到期' },
    { id: 'months', type: 'number', label: '月' },
    { id: 'days', type: 'number', label: '天' },
    { id: 'active', type: 'yes_no', label: '启用' },
  ],
  layout: [],
};
const forecast: Report = {
  kind: 'report',
  schema: 1,
  id: 'forecast',
  label: '预测',
  form: 'plan',
  repeat: {
    from: 'due_on',
    months: { var: 'months' },
    days: { var: 'days' },
    ahead: { unit: 'month', count: 12 },
  },
  filter: { and: [{ '==': [{ var: 'active' }, true] }, { '>=': [{ var: 'repeat.on' }, { today: [] }] }] },
  dimensions: [{ id: 'day', field: 'repeat.on', grain: 'day' }],
  measures: [{ id: 'count', label: '次数', aggregate: 'count' }],
  chart: { type: 'bar' },
};

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const plans = [
  { name: 'quarterly', due_on: shifted(today, 0, 10), months: 3, days: null },
  { name: 'each 40 days', due_on: shifted(today, 0, 5), months: null, days: 40 },
  { name: 'long ago', due_on: shifted(today, 0, -100), months: 1, days: null },
  { name: 'once', due_on: shifted(today, 0, 30), months: null, days: null },
  { name: 'later than a year', due_on: shifted(today, 13, 0), months: 1, days: null },
  { name: 'without a date', due_on: null, months: 1, days: null },
  { name: 'end of month', due_on: '2024-01-31', months: 1, days: null },
  { name: 'asleep', due_on: shifted(today, 0, 10), months: 1, days: null, active: false },
];

/** As PostgreSQL adds months: the last day of a month that is too short. */
function shifted(day: string, months: number, days: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last) + days)).toISOString().slice(0, 10);
}

/** Each date by itself, the slow way. */
function expected(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { due_on, months, days, active } of plans) {
    if (active === false || due_on === null) continue;
    for (let n = 0; n <= 400; n++) {
      const on = shifted(due_on, n * (months ?? 0), n * (days ?? 0));
      if (on > shifted(today, 12, 0) || (n > 0 && !months && !days)) break;
      if (on >= today) counts.set(on, (counts.get(on) ?? 0) + 1);
    }
  }
  return counts;
}

describe('a report that repeats records by date', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await test.app
      .get(AppService)
      .install(
        [
          { kind: 'app', schema: 1, id: 'desk', label: '售后', timeZone: 'Asia/Shanghai', menu: [] },
          plan,
          forecast,
        ],
        null,
      );
    for (const one of plans)
      await admin
        .post('/api/v1/apps/desk/forms/plan/records')
        .send({ active: true, ...one })
        .expect(201);
  });
  afterAll(() => test.close());

  it('counts every date to come once, like one who goes through them one by one', async () => {
    const { body } = await admin.post('/api/v1/apps/desk/reports/forecast/data').send({}).expect(200);
    const found = new Map(
      (body.data.rows as [string, string][])
        .filter(([, count]) => Number(count ?? 0) > 0)
        .map(([day, count]) => [day.slice(0, 10), Number(count)]),
    );
    expect(found).toEqual(new Map([...expected()].sort(([a], [b]) => a.localeCompare(b))));
    // The way to the records leaves the dates out: a list knows no repetition.
    const condition = JSON.stringify(body.data.drill[0][0]);
    expect(condition).not.toContain('repeat.on');
    expect(condition).toContain('active');
  });

  it('says what is wrong with a repetition that cannot be', async () => {
    const draft = {
      ...forecast,
      repeat: { from: 'name', months: 'three', ahead: { unit: 'month', count: 1 } },
    };
    const { body } = await admin.post('/api/v1/apps/desk/reports/preview').send({ report: draft });
    expect(body.issues?.length ?? 0).toBeGreaterThan(0);
  });
});
