import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, testPassword } from '../testing/app.js';
import { settled } from '../testing/service-desk.js';

const app = '/api/v1/apps/after_sales';

/** A figure of the template as somebody would write it by hand: what, of which date, over how many months. */
type ByHand = [kpi: string, sql: string, date: string, months: number, rows?: string];

const order = 'app_after_sales.work_order o';
const survey = 'app_after_sales.survey o';
const parts = `app_after_sales.work_order o join app_after_sales.work_order__parts_used c on c.parent_id = o.id`;
const closed = `o.status = 'closed'`;
const counted = (condition: string) => `count(case when ${condition} then 1 end)::numeric`;
const part = (upper: string, lower: string) => `round(${upper} / nullif(${lower}, 0), 4)`;
const minutes = (from: string, to: string) => `(extract(epoch from o.${to} - o.${from}) / 60)`;
/** What an order waited, by the changes of its status alone. */
const waited = `coalesce((select round(sum(extract(epoch from s.until - s.since)) / 60, 2) from (
  select coalesce(h.happened_at, h.at) as since, h.changes -> 'status' ->> 1 as status,
    lead(coalesce(h.happened_at, h.at)) over (order by h.version, h.id) as until
  from platform.history h where h.app = 'after_sales' and h.form = 'work_order' and h.record_id = o.id and h.changes ? 'status'
) s where s.status in ('waiting_parts', 'waiting_customer', 'waiting_quote')), 0)`;
const handled = `(${minutes('reported_at', 'closed_at')} - ${waited})`;
const middle = (value: string) => `percentile_cont(0.5) within group (order by ${value})::numeric`;
const notCancelled = `o.status <> 'cancelled'`;

const byHand: ByHand[] = [
  ['orders_created', `${counted(notCancelled)}`, 'reported_at', 1],
  ['orders_closed', counted(closed), 'closed_at', 1],
  ['backlog', counted(`o.status not in ('closed', 'cancelled')`), 'reported_at', 12],
  ['first_time_fix_rate', part(counted(`${closed} and o.first_time_fix`), counted(closed)), 'closed_at', 3],
  ['reopen_rate', part(counted(`${closed} and o.reopened_count > 0`), counted(closed)), 'closed_at', 3],
  ['mttr', `round(avg(case when ${closed} then ${handled} end), 1)`, 'closed_at', 3],
  ['mttr_median', `round(${middle(`case when ${closed} then ${handled} end`)}, 1)`, 'closed_at', 3],
  [
    'first_reply',
    `round(avg(case when ${notCancelled} then ${minutes('reported_at', 'graded_at')} end), 1)`,
    'reported_at',
    3,
  ],
  [
    'response_mean',
    `round(avg(case when ${notCancelled} then ${minutes('assigned_at', 'accepted_at')} end), 1)`,
    'assigned_at',
    3,
  ],
  [
    'response_median',
    `round(${middle(`case when ${notCancelled} then ${minutes('assigned_at', 'accepted_at')} end`)}, 1)`,
    'assigned_at',
    3,
  ],
  [
    'onsite_time',
    `round(avg(case when o.service_mode = 'onsite' then ${minutes('arrived_at', 'finished_at')} end), 1)`,
    'finished_at',
    3,
  ],
  [
    'escalation_rate',
    part(counted(`${notCancelled} and o.escalated`), counted(notCancelled)),
    'reported_at',
    3,
  ],
  [
    'decline_rate',
    part(counted(`${notCancelled} and o.declined_count > 0`), counted(notCancelled)),
    'assigned_at',
    3,
  ],
  ['remote_rate', part(counted(`${closed} and o.service_mode = 'remote'`), counted(closed)), 'closed_at', 3],
  [
    'complaint_rate',
    part(counted(`${notCancelled} and o.type = 'complaint'`), counted(notCancelled)),
    'reported_at',
    3,
  ],
  ['onsite_rating', `round(avg(case when ${closed} then o.rating end), 2)`, 'closed_at', 3],
  ['service_cost', `round(avg(case when ${closed} then o.total_cost end), 2)`, 'closed_at', 3],
  ['parts_used_total', `sum(c.quantity)`, 'closed_at', 3, parts],
  ['parts_value', `sum(c.quantity * c.price)`, 'closed_at', 3, parts],
  [
    'csat_rate',
    part(
      counted(`o.status = 'answered' and o.csat >= 4`),
      counted(`o.status = 'answered' and o.csat is not null`),
    ),
    'answered_at',
    3,
    survey,
  ],
  [
    'nps_score',
    `round(avg(case when o.status <> 'answered' then null when o.nps >= 9 then 100 when o.nps <= 6 then -100 when o.nps is not null then 0 end))`,
    'answered_at',
    3,
    survey,
  ],
  ['answer_rate', part(counted(`o.status = 'answered'`), 'count(*)::numeric'), 'sent_at', 3, survey],
];

describe('the KPIs of the after-sales template', () => {
  let test: TestApp;
  let manager: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp({ config: { demoPassword: testPassword } });
    const admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({ demo: true }).expect(201);
    // Clocks begin behind an installation, by the history of each order.
    await settled(test, 240_000);
    manager = test.anonymous();
    await manager.post('/api/v1/session').send({ login: 'manager1', password: testPassword }).expect(201);
  }, 420_000);
  afterAll(() => test.close());

  /** The figure by its hand-written SQL, in the period (or the one before) as seen at a moment. */
  const asked = async ([, figure, date, months, rows = order]: ByHand, now: string, back: number) => {
    const zone = `'Asia/Shanghai'`;
    const local = `(($1::timestamptz at time zone ${zone}) - make_interval(months => ${back}))`;
    const from = `(date_trunc('month', $1::timestamptz at time zone ${zone}) - make_interval(months => ${months - 1 + back}))`;
    const where = `o.deleted_at is null and (o.${date} at time zone ${zone}) between ${from} and ${local}${rows === parts ? ` and ${closed}` : ''}`;
    const { rows: found } = await test.database.query<{ value: string | null }>(
      `select (${figure})::text as value from ${rows} where ${where}`,
      [now],
    );
    return found[0]?.value ?? null;
  };

  it.each(byHand.map((row) => [row[0], row] as const))(
    '%s is what SQL written by hand finds, now and in the period before',
    async (kpi, row) => {
      const { data } = (await manager.post(`${app}/kpis/${kpi}/data`).send({}).expect(200)).body;
      const [now, before] = data.rows[0] as (string | null)[];
      const hand = [await asked(row, data.computedAt, 0), await asked(row, data.computedAt, row[3])];
      const isCount = (value: string | null | undefined) => (value == null ? null : Number(value));
      expect([isCount(now), isCount(before)]).toEqual(
        hand.map((value) => isCount(value ?? (kpi.startsWith('parts') ? '0' : null))),
      );
      expect(data.columns[0].definition).toMatchObject({ id: kpi });
    },
  );

  it('take off what orders waited, and some did', async () => {
    const { rows } = await test.database.query<{ count: number }>(
      `select count(*)::int as count from ${order} where ${closed} and ${waited} > 0`,
    );
    expect(rows[0]?.count).toBeGreaterThan(5);
  });

  it('lead to just the records that they count', async () => {
    for (const kpi of ['orders_created', 'backlog', 'first_time_fix_rate', 'csat_rate']) {
      const { data } = (await manager.post(`${app}/kpis/${kpi}/data`).send({}).expect(200)).body;
      const { form } = data.columns[0];
      const filter = JSON.stringify(data.drill[0][0]);
      const { body } = await manager.get(`${app}/forms/${form}/records`).query({ filter, pageSize: 1 });
      if (data.columns[0].format === undefined) expect(String(body.meta.total)).toBe(data.rows[0][0]);
      // Early on the first of a month nothing was reported in it yet.
      if (kpi !== 'orders_created') expect(body.meta.total).toBeGreaterThan(0);
    }
  });

  it('every report of the template answers, and its first figure opens a list', async () => {
    const { reports } = (await manager.get(app).expect(200)).body.data;
    expect(reports.length).toBeGreaterThan(40);
    for (const { id, form } of reports) {
      const { data } = (await manager.post(`${app}/reports/${id}/data`).send({}).expect(200)).body;
      const filter = data.drill[0]?.[0];
      if (filter === undefined) continue;
      await manager
        .get(
          `${app}/forms/${data.columns.find((column: { role: string }) => column.role === 'measure').form ?? form}/records`,
        )
        .query({ filter: JSON.stringify(filter), pageSize: 1 })
        .expect(200);
    }
  });

  it('go down region, city, engineer and stay equal to the sum above', async () => {
    const ask = async (opened: object[]) =>
      (await manager.post(`${app}/reports/orders_by_region/data`).send({ opened }).expect(200)).body.data;
    const top = await ask([]);
    const [region, count] = top.rows[0];
    const cities = await ask([{ dimension: 'region', value: region }]);
    expect(cities.columns[0].label).toEqual({ 'zh-CN': '城市', en: 'City' });
    const sum = (rows: string[][]) => rows.reduce((total, row) => total + Number(row[1]), 0);
    expect(sum(cities.rows)).toBe(Number(count));
    const [city, inCity] = cities.rows[0];
    const engineers = await ask([
      { dimension: 'region', value: region },
      { dimension: 'region', value: city },
    ]);
    expect(sum(engineers.rows)).toBe(Number(inCity));
    expect(engineers.columns[0].hasNext).toBeUndefined();
  });
});
