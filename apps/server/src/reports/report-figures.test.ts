import type { Form, Report, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const orders = Number(process.env.FIELDWORK_ROWS ?? 240);

/** Mulberry32: small, and the same everywhere. */
function drawing(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const options = (ids: string[]) => ids.map((id) => ({ id, label: id }));
const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  fields: [
    { id: 'line', type: 'choice', label: '产品线', options: options(['a', 'b', 'c']) },
    { id: 'region', type: 'choice', label: '区域', options: options(['east', 'north', 'south']) },
    { id: 'tags', type: 'choices', label: '标签', options: options(['x', 'y', 'z']) },
    { id: 'opened_on', type: 'date', label: '日期' },
    { id: 'cost', type: 'number', label: '费用' },
    { id: 'secret', type: 'number', label: '密' },
    {
      id: 'parts',
      type: 'sub_table',
      label: '备件',
      fields: [
        { id: 'part', type: 'choice', label: '备件', options: options(['p', 'q']) },
        { id: 'quantity', type: 'number', label: '数量' },
      ],
    },
  ],
  layout: [],
};
const stock: Form = {
  kind: 'form',
  schema: 1,
  id: 'stock',
  label: '库存',
  fields: [
    { id: 'region', type: 'choice', label: '区域', options: options(['east', 'north', 'south']) },
    { id: 'level', type: 'number', label: '库存' },
  ],
  layout: [],
};
const role: Role = {
  kind: 'role',
  schema: 1,
  id: 'east',
  label: '华东',
  forms: {
    work_order: { read: { '==': [{ var: 'region' }, 'east'] }, hidden: ['secret', 'parts'] },
    stock: { read: { '==': [{ var: 'region' }, 'east'] } },
  },
  reports: 'all',
};
const report = (id: string, rest: Partial<Report>): Report => ({
  kind: 'report',
  schema: 1,
  id,
  label: id,
  form: 'work_order',
  dimensions: [],
  measures: [{ id: 'n', label: 'n', aggregate: 'count' }],
  chart: { type: 'table' },
  ...rest,
});

interface Row {
  line: string | null;
  region: string | null;
  tags: string[] | null;
  opened_on: string | null;
  cost: string | null;
  secret: string;
  parts: { part: string; quantity: string }[];
}

describe('figures of reports', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  const rows: Row[] = [];
  const data = async (who: typeof admin, id: string, body: object = {}) =>
    (await who.post(`/api/v1/apps/desk/reports/${id}/data`).send(body).expect(200)).body.data;
  const aggregate = async (body: object, form = 'work_order') =>
    (await admin.post(`/api/v1/apps/desk/forms/${form}/records/aggregate`).send(body).expect(200)).body.data;

  beforeAll(async () => {
    test = await createTestApp();
    const mean = { id: 'mean', label: 'm', aggregate: 'average', value: { var: 'cost' } } as const;
    const count = { id: 'n', label: 'n', aggregate: 'count' } as const;
    const median = { id: 'median', label: 'm', aggregate: 'median', value: { var: 'cost' } } as const;
    await test.app.get(AppService).install(
      [
        { kind: 'app', schema: 1, id: 'desk', label: '售后', timeZone: 'Asia/Shanghai', menu: [] },
        order,
        stock,
        role,
        report('pivot', {
          dimensions: [
            { id: 'line', field: 'line' },
            { id: 'tag', field: 'tags' },
            { id: 'region', field: 'region' },
          ],
          measures: [
            count,
            mean,
            median,
            {
              id: 'big',
              label: 'b',
              aggregate: 'count',
              filter: { '>': [{ var: 'cost' }, 50] },
              hidden: true,
            },
            { id: 'part', label: 'p', aggregate: 'ratio', of: 'big', by: 'n' },
          ],
          chart: { type: 'pivot', columns: ['region'] },
        }),
        report('parts', {
          rows: 'parts',
          dimensions: [
            { id: 'part', field: 'part' },
            { id: 'region', field: 'parent.region' },
          ],
          measures: [{ id: 'q', label: 'q', aggregate: 'sum', value: { var: 'quantity' } }],
        }),
        report('turnover', {
          dimensions: [{ id: 'region', field: 'region' }],
          measures: [
            { id: 'n', label: 'n', aggregate: 'count' },
            { id: 'level', label: 'l', aggregate: 'average', value: { var: 'level' }, form: 'stock' },
            { id: 'rate', label: 'r', aggregate: 'ratio', of: 'n', by: 'level' },
          ],
        }),
      ],
      null,
    );
    admin = await test.as('admin');
    const user = await test.createUser('east', {});
    await test.database.query(
      `insert into platform.app_member (app, user_id, role) values ('desk', $1, 'east')`,
      [user],
    );
    const draw = drawing(seed);
    const one = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
    for (let index = 0; index < orders; index++) {
      const month = 1 + Math.floor(draw() * 6);
      const row: Row = {
        line: one(['a', 'b', 'c', null]),
        region: one(['east', 'north', 'south', null]),
        tags: one([null, ['x'], ['x', 'y'], ['y', 'z'], ['x', 'y', 'z']]),
        opened_on: `2026-0${month}-1${Math.floor(draw() * 9)}`,
        cost: one([null, String(Math.floor(draw() * 100)), (draw() * 100).toFixed(2)]),
        secret: String(Math.floor(draw() * 1000)),
        parts: Array.from({ length: Math.floor(draw() * 3) }, () => ({
          part: one(['p', 'q']),
          quantity: String(1 + Math.floor(draw() * 9)),
        })),
      };
      rows.push(row);
      await admin.post('/api/v1/apps/desk/forms/work_order/records').send(row).expect(201);
    }
    for (const [region, level] of [
      ['east', '10'],
      ['east', '20'],
      ['north', '5'],
    ])
      await admin.post('/api/v1/apps/desk/forms/stock/records').send({ region, level }).expect(201);
  });
  afterAll(() => test.close());

  const round = (value: number | null, places: number) =>
    value === null ? null : Number(value.toFixed(places));
  /** Count, mean, median and ratio of some rows, each row once. */
  const brute = (some: readonly Row[]) => {
    const costs = some.flatMap(({ cost }) => (cost === null ? [] : [Number(cost)])).toSorted((a, b) => a - b);
    const half = costs.length / 2;
    const middle =
      costs.length === 0 ? null : ((costs[Math.ceil(half) - 1] ?? 0) + (costs[Math.floor(half)] ?? 0)) / 2;
    const mean = costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    return [some.length, mean, middle, costs.filter((cost) => cost > 50).length / some.length];
  };

  it(`sum every side of a pivot table over the records, not over the cells, FIELDWORK_SEED=${seed}`, async () => {
    const answer = await data(admin, 'pivot');
    const all = [
      ...answer.rows.map((row: unknown[]) => ({ by: ['line', 'tag', 'region'], row })),
      ...answer.totals,
    ];
    expect(answer.totals.some(({ by }: { by: string[] }) => by.length === 0)).toBe(true);
    for (const { by, row } of all) {
      const [line, tag, region] = row as (string | null)[];
      const some = rows.filter(
        (one) =>
          (!by.includes('line') || one.line === line) &&
          (!by.includes('region') || one.region === region) &&
          (!by.includes('tag') || (tag === null ? one.tags === null : one.tags?.includes(tag as string))),
      );
      const expected = brute(some);
      (row as (string | null)[]).slice(3).forEach((figure, index) => {
        const value = expected[index] ?? null;
        if (value === null) expect(figure).toBeNull();
        else expect(Math.abs(Number(figure) - value)).toBeLessThan(index === 3 ? 6e-5 : 6e-3);
      });
    }
  });

  it('count rows of a sub-table beside fields of their record, and open the records that hold them', async () => {
    const answer = await data(admin, 'parts');
    const expected = (part: string, region: string | null) =>
      rows
        .filter((row) => row.region === region)
        .flatMap((row) => row.parts)
        .filter((row) => row.part === part)
        .reduce((sum, row) => sum + Number(row.quantity), 0);
    for (const [index, [part, region, quantity]] of answer.rows.entries()) {
      expect(Number(quantity)).toBe(expected(part, region));
      const filter = JSON.stringify(answer.drill[index][0]);
      const { body } = await admin
        .get('/api/v1/apps/desk/forms/work_order/records')
        .query({ filter, pageSize: 1 })
        .expect(200);
      const holders = rows.filter(
        (row) => row.region === region && row.parts.some((one) => one.part === part),
      );
      expect(body.meta.total).toBe(holders.length);
    }
  });

  it('divide measures of two forms that share a dimension', async () => {
    const answer = await data(admin, 'turnover');
    const found = new Map(answer.rows.map(([region, ...figures]: unknown[]) => [region, figures]));
    const east = rows.filter(({ region }) => region === 'east').length;
    expect(found.get('east')).toEqual([String(east), '15.00', (round(east / 15, 4) as number).toFixed(4)]);
    expect(found.get('south')).toEqual([expect.any(String), null, null]);
  });

  it('add up along time, and stay where nothing came', async () => {
    const answer = await aggregate({
      dimensions: [{ id: 'month', field: 'opened_on', grain: 'month' }],
      measures: [
        { id: 'n', label: 'n', aggregate: 'count' },
        { id: 'sum', label: 's', aggregate: 'cumulative', of: 'n' },
      ],
    });
    let sum = 0;
    for (const [month, count, total] of answer.rows as string[][]) {
      sum += rows.filter(({ opened_on }) => opened_on?.startsWith((month as string).slice(0, 7))).length;
      expect([Number(total), Number(count) <= Number(total)]).toEqual([sum, true]);
    }
    expect(sum).toBe(rows.length);
  });

  it('set a period beside the one before, each on its own days', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const day = (back: number) =>
      new Date(Date.parse(`${today}T00:00:00Z`) - back * 86_400_000).toISOString().slice(0, 10);
    const post = (on: string) =>
      admin
        .post('/api/v1/apps/desk/forms/work_order/records')
        .send({ opened_on: on, region: 'north', line: 'a' })
        .expect(201);
    for (const back of [0, 1, 1, 6, 7, 8, 8, 8]) await post(day(back));
    const ask = {
      measures: [{ id: 'n', label: 'n', aggregate: 'count' }],
      period: { field: 'opened_on', unit: 'day', count: 7 },
      compare: ['previous_period'],
    };
    const whole = await aggregate({ ...ask, dimensions: [] });
    expect(whole.rows).toEqual([['4', '4']]);
    expect(whole.columns[1]).toMatchObject({ role: 'comparison', of: 'n', comparison: 'previous_period' });
    const daily = await aggregate({ ...ask, dimensions: [{ id: 'd', field: 'opened_on', grain: 'day' }] });
    const found = new Map(daily.rows.map(([on, ...figures]: unknown[]) => [on, figures]));
    expect(found.get(day(1))).toEqual(['2', '3']);
    expect(found.get(day(0))).toEqual(['1', '1']);
    for (const [index, [, now, before]] of daily.rows.entries())
      for (const [figure, value] of [now, before].entries()) {
        const filter = JSON.stringify(daily.drill[index][figure]);
        const { body } = await admin
          .get('/api/v1/apps/desk/forms/work_order/records')
          .query({ filter, pageSize: 1 });
        expect(String(body.meta.total)).toBe(value);
      }
  });

  it('answer a reader byte by byte the same whatever stands in what he may not see', async () => {
    const east = await test.as('east');
    const ask = async () => {
      const answers = await Promise.all(
        ['pivot', 'turnover'].map(async (id) => {
          const { computedAt: _, ...rest } = await data(east, id);
          return rest;
        }),
      );
      const exported = await east
        .post('/api/v1/apps/desk/reports/pivot/data')
        .send({ opened: [], filter: { '==': [{ var: 'line' }, 'a'] } })
        .expect(200);
      const { computedAt: _, ...narrowed } = exported.body.data;
      return JSON.stringify([answers, narrowed]);
    };
    const before = await ask();
    await test.database.query(`update app_desk.work_order set secret = secret + 7`);
    await test.database.query(
      `update app_desk.work_order set cost = 1, line = 'b' where region is distinct from 'east'`,
    );
    await test.database.query(`update app_desk.stock set level = 99 where region <> 'east'`);
    await test.database.query(`delete from app_desk.work_order__parts`);
    expect(await ask()).toBe(before);
    await east.post('/api/v1/apps/desk/reports/parts/data').send({}).expect(422);
    const sum = [{ id: 's', label: 's', aggregate: 'sum', value: { var: 'secret' } }];
    await east
      .post('/api/v1/apps/desk/forms/stock/records/aggregate')
      .send({ dimensions: [], measures: sum.map((one) => ({ ...one, form: 'work_order' })) })
      .expect(422);
  });
});
