import type { Form, Report, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const customer: Form = {
  kind: 'form',
  schema: 1,
  id: 'customer',
  label: '客户',
  title: 'name',
  fields: [{ id: 'name', type: 'text', label: '名称' }],
  layout: [],
};
const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  title: 'subject',
  fields: [
    { id: 'subject', type: 'text', label: '主题' },
    { id: 'customer', type: 'reference', label: '客户', form: 'customer' },
    {
      id: 'region',
      type: 'choice',
      label: '区域',
      options: [
        { id: 'east', label: '华东' },
        { id: 'north', label: '华北' },
      ],
    },
    { id: 'opened_at', type: 'datetime', label: '报修时间' },
    { id: 'cost', type: 'money', label: '费用' },
    {
      id: 'parts',
      type: 'sub_table',
      label: '备件',
      fields: [
        { id: 'name', type: 'text', label: '名称' },
        { id: 'quantity', type: 'number', label: '数量' },
      ],
    },
  ],
  layout: [],
};
const report: Report = {
  kind: 'report',
  schema: 1,
  id: 'by_region',
  label: '各区域',
  form: 'work_order',
  dimensions: [{ id: 'region', field: 'region' }],
  measures: [
    { id: 'count', label: '数量', aggregate: 'count' },
    { id: 'cost', label: '平均费用', aggregate: 'average', value: { var: 'cost' } },
  ],
  chart: { type: 'table', totals: true },
};
const role = (id: string, rest: Role['forms'][string]): Role => ({
  kind: 'role',
  schema: 1,
  id,
  label: id,
  forms: { work_order: rest, customer: { read: true } },
  reports: 'all',
});

describe('exports', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  const records = '/api/v1/apps/desk/forms/work_order';

  const exported = async (who: typeof admin, body: object): Promise<Buffer> => {
    const { job } = (await who.post(`${records}/exports`).send(body).expect(202)).body.data;
    for (;;) {
      const { state, result, error } = (await who.get(`/api/v1/jobs/${job}`).expect(200)).body.data;
      if (state === 'failed') throw new Error(error);
      if (state === 'done') {
        const answer = await who
          .get(`/api/v1/files/${result.file}`)
          .buffer(true)
          .parse((response, done) => {
            const parts: Buffer[] = [];
            response.on('data', (part: Buffer) => parts.push(part));
            response.on('end', () => done(null, Buffer.concat(parts)));
          })
          .expect(200);
        return answer.body as Buffer;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const sheetOf = async (content: Buffer): Promise<unknown[][]> => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(content as unknown as ArrayBuffer);
    const rows: unknown[][] = [];
    book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    return rows;
  };

  beforeAll(async () => {
    test = await createTestApp();
    await test.app
      .get(AppService)
      .install(
        [
          { kind: 'app', schema: 1, id: 'desk', label: '售后', timeZone: 'Asia/Shanghai', menu: [] },
          customer,
          order,
          report,
          role('exporter', { read: { '==': [{ var: 'region' }, 'east'] }, export: true, hidden: ['cost'] }),
          role('reader', { read: true }),
        ],
        null,
      );
    admin = await test.as('admin');
    for (const id of ['exporter', 'reader']) {
      const user = await test.createUser(id, { name: id });
      await test.database.query(
        `insert into platform.app_member (app, user_id, role) values ('desk', $1, $2)`,
        [user, id],
      );
    }
    const made = await admin
      .post('/api/v1/apps/desk/forms/customer/records')
      .send({ name: '=HYPERLINK("x")' })
      .expect(201);
    const rows = [
      {
        subject: '=1+1',
        customer: made.body.data.id,
        region: 'east',
        opened_at: '2026-03-01T16:30:00Z',
        cost: '10.10',
        parts: [{ name: '压缩机', quantity: '2' }],
      },
      { subject: 'b,"c"\nd', region: 'north', cost: '5' },
    ];
    for (const row of rows) await admin.post(`${records}/records`).send(row).expect(201);
  });
  afterAll(() => test.close());

  it('write a workbook with titles, words, exact figures and moments by the clock of the app', async () => {
    const rows = await sheetOf(await exported(admin, { format: 'xlsx', sort: ['subject'] }));
    expect(rows[0]?.slice(0, 6)).toEqual(['主题', '客户', '区域', '报修时间', '费用', '备件']);
    expect(rows[1]?.slice(0, 6)).toEqual([
      '=1+1',
      '=HYPERLINK("x")',
      '华东',
      new Date('2026-03-02T00:30:00Z'),
      10.1,
      '名称: 压缩机 / 数量: 2',
    ]);
    expect(rows).toHaveLength(3);
  });

  it('defuse formulas in CSV and quote what needs it', async () => {
    const body = { format: 'csv', fields: ['subject', 'customer', 'cost'], sort: ['subject'] };
    const content = (await exported(admin, body)).toString('utf8');
    expect(content).toBe(
      `\ufeff主题,客户,费用\r\n"'=1+1","'=HYPERLINK(""x"")",10.10\r\n"b,""c""\nd",,5\r\n`.replace(
        '10.10',
        content.includes('10.10') ? '10.10' : '10.1',
      ),
    );
  });

  it('show no row, field or total that the exporter may not see, and are refused without the right', async () => {
    const exporter = await test.as('exporter');
    const rows = await sheetOf(await exported(exporter, { format: 'xlsx' }));
    expect(rows).toHaveLength(2);
    expect(rows[0]).not.toContain('费用');
    await exporter
      .post(`${records}/exports`)
      .send({ format: 'csv', sort: ['cost'] })
      .expect(422);
    await exporter.post('/api/v1/apps/desk/reports/by_region/export').send({ format: 'csv' }).expect(422);
    const reader = await test.as('reader');
    await reader.post(`${records}/exports`).send({ format: 'csv' }).expect(403);
    await reader.post('/api/v1/apps/desk/reports/by_region/export').send({ format: 'csv' }).expect(403);
  });

  it('write a report with its sums, and note who took what', async () => {
    const answer = await admin
      .post('/api/v1/apps/desk/reports/by_region/export')
      .set('accept-language', 'zh-CN')
      .send({ format: 'csv' })
      .buffer(true)
      .expect(200);
    expect(answer.text).toBe('\ufeff区域,数量,平均费用\r\n华东,1,10.10\r\n华北,1,5.00\r\n合计,2,7.55\r\n');
    const log = (await admin.get('/api/v1/apps/desk/exports').expect(200)).body.data;
    expect(log[0]).toMatchObject({ subject: { kind: 'report', id: 'by_region' }, format: 'csv', rows: 2 });
    expect(log.some(({ subject }: { subject: { kind: string } }) => subject.kind === 'form')).toBe(true);
  });
});
