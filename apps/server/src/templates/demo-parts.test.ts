import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerChecks } from '../../../../scripts/verify/ledgers.mjs';
import { createTestApp, type TestApp, testPassword } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const app = '/api/v1/apps/after_sales';

describe('the parts of the demo', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp({ config: { demoPassword: testPassword } });
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({ demo: true }).expect(201);
    // The ledgers that were published over the movements of the demo are drawn up a moment later.
    await until(async () => {
      const { rows } = await test.database.query<{ isDone: boolean }>(
        `select not exists (
           select from platform.outbox where topic in ('document.published', 'ledger.published') and done_at is null) as "isDone"`,
      );
      return rows[0]?.isDone;
    }, 100_000);
  }, 300_000);
  afterAll(() => test.close());

  const countBy = async (form: string) => {
    const { rows } = await test.database.query<{ status: string; count: number }>(
      `select status, count(*)::int as count from app_after_sales.${form} group by 1`,
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };

  it('stand in every state', async () => {
    expect(Object.keys(await countBy('part_request')).toSorted()).toEqual([
      'approving',
      'cancelled',
      'in_transit',
      'received',
      'rejected',
      'to_issue',
    ]);
    expect(Object.keys(await countBy('old_part')).toSorted()).toEqual([
      'due',
      'missing',
      'received',
      'repairing',
      'scrapped',
    ]);
    expect(await countBy('stock_count')).toEqual({ confirmed: 1, open: 1 });
  });

  it('agree with the books: balances equal their movements, none is below zero', async () => {
    for (const { name, find } of ledgerChecks)
      expect([name, await find({ client: test.database })]).toEqual([name, []]);
  });

  it('leave no card of the board empty', async () => {
    const { pages } = (await admin.get(app).expect(200)).body.data;
    const board = pages.find(({ id }: { id: string }) => id === 'stock_board');
    expect(board.items).toHaveLength(5);
    for (const { report } of board.items) {
      const { data } = (await admin.post(`${app}/reports/${report}/data`).send({}).expect(200)).body;
      expect([report, data.rows.length > 0 && data.rows[0].at(-1) !== null]).toEqual([report, true]);
    }
    const { data } = (await admin.post(`${app}/kpis/stock_out_rate/data`).send({}).expect(200)).body;
    expect(Number(data.rows[0][0])).toBeGreaterThan(0);
    expect(Number(data.rows[0][0])).toBeLessThan(1);
  });

  it('turn over as SQL written by hand finds: what was used over the mean of the stock at both ends', async () => {
    const { data } = (await admin.post(`${app}/kpis/stock_turnover/data`).send({}).expect(200)).body;
    const start = `((date_trunc('month', $1::timestamptz at time zone 'Asia/Shanghai') - interval '11 months') at time zone 'Asia/Shanghai')`;
    const house = `('central', 'regional', 'van')`;
    const stock = (until: string) => `
      (select coalesce(sum(case when t.kind in ${house} then m.value end), 0)
            - coalesce(sum(case when f.kind in ${house} then m.value end), 0) from moves m
        left join app_after_sales.warehouse f on f.id = m."from"
        left join app_after_sales.warehouse t on t.id = m."to" where m.booked_at ${until})`;
    const { rows } = await test.database.query<{ issued: string; opening: string; closing: string }>(
      `with moves as (select * from app_after_sales.stock_movement where deleted_at is null)
       select (select sum(value) from moves where kind = 'use' and booked_at between ${start} and $1)::text as issued,
              ${stock(`< ${start}`)}::text as opening, ${stock('<= $1')}::text as closing`,
      [data.computedAt],
    );
    const { issued, opening, closing } = rows[0] as { issued: string; opening: string; closing: string };
    const byHand = Number(issued) / ((Number(opening) + Number(closing)) / 2);
    expect(byHand).toBeGreaterThan(0);
    expect(Number(data.rows[0][0])).toBeCloseTo(byHand, 2);
    expect(data.columns[0].definition).toMatchObject({ id: 'stock_turnover' });
    // What was in stock has no course over the periods, so there is no line beside the figure.
    const line = await admin
      .post(`${app}/reports/stock_turnover_card/data`)
      .send({ trend: true })
      .expect(200);
    expect(line.body.data.rows).toEqual([]);
    const rate = await admin.post(`${app}/reports/stock_out_card/data`).send({ trend: true }).expect(200);
    expect(rate.body.data.rows.length).toBeGreaterThan(2);
  });
});
