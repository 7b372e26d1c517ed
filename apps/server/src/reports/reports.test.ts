import type { Form, Report, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  title: 'subject',
  fields: [
    { id: 'subject', type: 'text', label: '主题' },
    {
      id: 'region',
      type: 'choice',
      label: '区域',
      options: [
        { id: 'east', label: '华东', color: 'blue' },
        { id: 'north', label: '华北' },
      ],
    },
    { id: 'handler', type: 'member', label: '工程师' },
    { id: 'opened_at', type: 'datetime', label: '报修时间' },
    { id: 'closed_at', type: 'datetime', label: '关闭时间' },
    { id: 'cost', type: 'money', label: '费用' },
  ],
  layout: [],
};
const report = (id: string, rest: Partial<Report>): Report => ({
  kind: 'report',
  schema: 1,
  id,
  label: id,
  form: 'work_order',
  dimensions: [],
  measures: [{ id: 'count', label: '数量', aggregate: 'count' }],
  chart: { type: 'bar' },
  ...rest,
});
const roles: Role[] = [
  {
    kind: 'role',
    schema: 1,
    id: 'east',
    label: '华东',
    forms: { work_order: { read: { '==': [{ var: 'region' }, 'east'] }, hidden: ['cost'] } },
    reports: ['by_region'],
  },
];

describe('reports', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  const data = async (who: typeof admin, id: string, body: object = {}) =>
    (await who.post(`/api/v1/apps/desk/reports/${id}/data`).send(body).expect(200)).body.data;

  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(
      [
        { kind: 'app', schema: 1, id: 'desk', label: '售后', timeZone: 'Asia/Shanghai', menu: [] },
        order,
        ...roles,
        report('by_region', { dimensions: [{ id: 'region', field: 'region' }] }),
        report('trend', {
          dimensions: [{ id: 'week', field: 'opened_at', grain: 'week' }],
          measures: [
            {
              id: 'opened',
              label: '新建',
              aggregate: 'count',
              filter: { isNotEmpty: [{ var: 'opened_at' }] },
            },
            {
              id: 'closed',
              label: '关闭',
              aggregate: 'count',
              at: { week: 'closed_at' },
              filter: { isNotEmpty: [{ var: 'closed_at' }] },
            },
            {
              id: 'rate',
              label: '解决率',
              aggregate: 'ratio',
              of: 'closed',
              by: 'opened',
              format: 'percent',
            },
          ],
        }),
        report('mean', {
          dimensions: [{ id: 'handler', field: 'handler' }],
          measures: [
            {
              id: 'hours',
              label: '平均用时',
              aggregate: 'average',
              value: { dateDiff: [{ var: 'opened_at' }, { var: 'closed_at' }, 'hour'] },
            },
            { id: 'share', label: '占比', aggregate: 'share' },
            { id: 'cost', label: '费用', aggregate: 'sum', value: { var: 'cost' } },
          ],
        }),
      ],
      null,
    );
    admin = await test.as('admin');
    const east = await test.createUser('east', { name: '小东' });
    await test.database.query(
      `insert into platform.app_member (app, user_id, role) values ('desk', $1, 'east')`,
      [east],
    );
    const rows = [
      {
        region: 'east',
        opened_at: '2026-03-01T16:30:00Z',
        closed_at: '2026-03-02T16:30:00Z',
        cost: '10.10',
        handler: east,
      },
      {
        region: 'east',
        opened_at: '2026-03-02T01:00:00Z',
        closed_at: '2026-03-20T01:00:00Z',
        cost: '0.20',
        handler: east,
      },
      { region: 'north', opened_at: '2026-03-18T01:00:00Z' },
      { opened_at: '2026-03-18T01:00:00Z', cost: '5' },
    ];
    for (const row of rows)
      await admin
        .post('/api/v1/apps/desk/forms/work_order/records')
        .send({ subject: 'x', ...row })
        .expect(201);
  });
  afterAll(() => test.close());

  it('counts by a choice, largest first, with the words and colours of the options', async () => {
    const { columns, rows, drill } = await data(admin, 'by_region');
    expect(rows).toEqual([
      ['east', '2'],
      ['north', '1'],
      [null, '1'],
    ]);
    expect(columns[0]).toMatchObject({ label: '区域', kind: 'choice', options: order.fields[1]?.options });
    const url = '/api/v1/apps/desk/forms/work_order/records';
    const totals = await Promise.all(
      drill.map(
        async ([filter]: unknown[]) =>
          (await admin.get(url).query({ filter: JSON.stringify(filter) })).body.meta.total,
      ),
    );
    expect(totals).toEqual([2, 1, 1]);
  });

  it('puts created and closed of a week side by side, by the clock of the app, quiet weeks as zero', async () => {
    const { rows, drill } = await data(admin, 'trend');
    expect(rows).toEqual([
      ['2026-03-02', '2', '1', '0.5000'],
      ['2026-03-09', '0', '0', null],
      ['2026-03-16', '2', '1', '0.5000'],
    ]);
    const url = '/api/v1/apps/desk/forms/work_order/records';
    for (const [index, row] of rows.entries())
      for (const figure of [0, 1]) {
        const query = { filter: JSON.stringify(drill[index][figure]) };
        expect(String((await admin.get(url).query(query)).body.meta.total)).toBe(row[1 + figure]);
      }
    expect(drill[0][2]).toEqual(drill[0][1]);
  });

  it('averages durations, sums exactly, names people', async () => {
    const { rows } = await data(admin, 'mean', { filter: { isNotEmpty: [{ var: 'handler' }] } });
    expect(rows).toEqual([[{ id: expect.any(String), title: '小东' }, '228.00', '1.0000', '10.3']]);
  });

  it('counts only what the reader may see, and opens only the reports of his role', async () => {
    const east = await test.as('east');
    expect((await data(east, 'by_region')).rows).toEqual([['east', '2']]);
    await east.post('/api/v1/apps/desk/reports/mean/data').send({}).expect(404);
    const ask = (body: object) =>
      east.post('/api/v1/apps/desk/forms/work_order/records/aggregate').send(body);
    const count = [{ id: 'n', label: 'n', aggregate: 'count' }];
    await ask({ dimensions: [{ id: 'c', field: 'cost' }], measures: count }).expect(422);
    await ask({
      dimensions: [],
      measures: [{ id: 's', label: 's', aggregate: 'sum', value: { var: 'cost' } }],
    }).expect(422);
    await ask({ dimensions: [], measures: count, filter: { '>': [{ var: 'cost' }, 1] } }).expect(422);
    expect((await ask({ dimensions: [], measures: count }).expect(200)).body.data.rows).toEqual([['2']]);
  });

  it('refuses figures that lack what they are made of, in words', async () => {
    const ask = async (measure: object, more: object = {}) => {
      const measures = [
        { id: 'n', label: 'n', aggregate: 'count' },
        { id: 'x', label: 'x', ...measure },
      ];
      const { status } = await admin
        .post('/api/v1/apps/desk/forms/work_order/records/aggregate')
        .send({ dimensions: [], measures, ...more });
      return [JSON.stringify(measure), status];
    };
    for (const aggregate of [
      'sum',
      'average',
      'median',
      'min',
      'max',
      'distinct',
      'ratio',
      'cumulative',
      'kpi',
    ])
      expect(await ask({ aggregate })).toEqual([JSON.stringify({ aggregate }), 422]);
    for (const measure of [
      { aggregate: 'ratio', of: 'n', by: 'nowhere' },
      { aggregate: 'ratio', of: 'x', by: 'n' },
      { aggregate: 'cumulative', of: 'nowhere' },
      { aggregate: 'cumulative', of: 'x' },
      { aggregate: 'kpi', kpi: 'nowhere' },
      { id: 'n', aggregate: 'count' },
    ])
      expect(await ask(measure)).toEqual([JSON.stringify(measure), 422]);
    expect(
      (await ask({ aggregate: 'count' }, { sort: [{ by: 'nowhere', direction: 'ascending' }] }))[1],
    ).toBe(422);
  });

  it('refuses hostile names', async () => {
    const ask = (body: object) =>
      admin.post('/api/v1/apps/desk/forms/work_order/records/aggregate').send(body);
    const count = [{ id: 'n', label: 'n', aggregate: 'count' }];
    await ask({ dimensions: [{ id: 'x', field: 'region"; drop table x' }], measures: count }).expect(422);
    await ask({ dimensions: [{ id: 'x"; --', field: 'region' }], measures: count }).expect(422);
    await ask({ dimensions: [], measures: [{ id: 'n', label: 'n', aggregate: 'pg_sleep' }] }).expect(422);
    await ask({ dimensions: [{ id: 'x', field: 'opened_at', grain: 'x' }], measures: count }).expect(422);
  });
});
