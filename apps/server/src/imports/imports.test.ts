import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { ImportPreview, ImportResult } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const api = '/api/v1/apps/office';

describe('imports', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    await test.app
      .get(AppService)
      .install(
        [{ kind: 'app', schema: 1, id: 'office', label: '办公', timeZone: 'Asia/Shanghai', menu: [] }],
        null,
      );
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const upload = async (bytes: Buffer, name: string, who = admin): Promise<string> =>
    (await who.post('/api/v1/files').attach('file', bytes, name).set('Origin', test.url).expect(201)).body
      .data.id;
  const look = async (file: string): Promise<ImportPreview> =>
    (await admin.post(`${api}/imports/preview`).send({ file }).expect(200)).body.data;
  const finish = async (job: string) => {
    for (;;) {
      const { body } = await admin.get(`/api/v1/jobs/${job}`).expect(200);
      if (!['queued', 'running'].includes(body.data.state)) return body.data;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const columnsOf = (preview: ImportPreview) =>
    preview.columns.map(({ column, header, suggestedField, suggestedType, dateOrder, emptyWords }) => ({
      column,
      field: suggestedField,
      type: suggestedType,
      label: header,
      ...(dateOrder ? { dateOrder } : {}),
      emptyWords,
    }));
  const asForm = async (bytes: Buffer, name: string, id: string, more: object = {}) => {
    const file = await upload(bytes, name);
    const preview = await look(file);
    const body = { file, form: { id, label: id }, columns: columnsOf(preview), ...more };
    const { job } = (await admin.post(`${api}/imports`).send(body).expect(202)).body.data;
    const done = await finish(job);
    expect(done).toMatchObject({ state: 'done' });
    return { preview, result: done.result as ImportResult };
  };
  const list = async (form: string, query: object = {}) =>
    (
      await admin
        .get(`${api}/forms/${form}/records`)
        .query({ sort: 'created_at', ...query })
        .expect(200)
    ).body;

  it('guesses what columns hold, in the national encoding too', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) =>
        `T-${i + 1},${i % 2 ? '已关闭' : '处理中'},${i}.50,${(i % 28) + 1}/3/2026 08:0${i % 10},是,1380013${1000 + i}`,
    );
    const text = `工单号,状态,费用,报修时间,保内,电话\r\n${rows.join('\r\n')}\r\n`;
    const { preview, result } = await asForm(iconv.encode(text, 'gb18030'), '工单.csv', 'tickets');
    expect(preview.encoding).toBe('gb18030');
    expect(preview.columns.map((column) => column.suggestedType)).toEqual([
      'text',
      'choice',
      'number',
      'datetime',
      'yes_no',
      'phone',
    ]);
    expect(preview.columns[3]?.dateOrder).toBe('dmy');
    expect(result).toMatchObject({ created: 60, failed: 0, errorFile: null });
    const first = (await list('tickets', { sort: 'column_3', pageSize: 1 })).data[0];
    expect(first).toMatchObject({ column_1: 'T-1', column_3: '0.50', column_5: true });
    expect(new Date(first.column_4).toISOString()).toBe('2026-03-01T00:00:00.000Z');
  });

  it('reads quoted line breaks, ragged rows, marks and other separators', async () => {
    const text = '\ufeffname;note\r\n"a";"line 1\nline 2 ""x"""\r\nb\r\nc;d;e;f\r\n';
    const { preview, result } = await asForm(Buffer.from(text), 'x.csv', 'ragged');
    expect(preview).toMatchObject({ encoding: 'utf-8', rowCount: 3 });
    expect(result).toMatchObject({ created: 3, failed: 0 });
    expect(
      (await list('ragged', { filter: JSON.stringify({ '==': [{ var: 'name' }, 'a'] }) })).data[0].note,
    ).toBe('line 1\nline 2 "x"');
    const packed = await asForm(gzipSync(Buffer.from('name\nz1\nz2\n')), 'x.csv.gz', 'packed');
    expect(packed.result.created).toBe(2);
  });

  it('keeps good rows and gives bad ones back with the reason per cell', async () => {
    const good = Array.from({ length: 20 }, (_, i) => `n${i},${i}`).join('\n');
    await asForm(Buffer.from(`name,amount\n${good}\n`), 'a.csv', 'mixed');
    const file = await upload(Buffer.from('name,amount\nok,5\n=cmd(),abc\n,-7\n'), 'b.csv');
    const body = {
      file,
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'amount' },
      ],
    };
    const { job } = (
      await admin.post(`${api}/forms/mixed/imports`).set('Accept-Language', 'zh-CN').send(body).expect(202)
    ).body.data;
    const { result } = await finish(job);
    expect(result).toMatchObject({
      read: 3,
      created: 2,
      failed: 1,
      firstErrors: [{ row: 3, column: 'amount', value: 'abc' }],
    });
    const csv = (
      await admin
        .get(`/api/v1/files/${result.errorFile}`)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        })
    ).body.toString();
    expect(csv).toContain(`"'=cmd()",abc,amount: `);
    expect(csv.split('\r\n')).toHaveLength(3);
  });

  it('updates by a key, refers to records of another form, and keeps the last of each', async () => {
    await asForm(Buffer.from('code,city\nc1,北京\nc2,上海\n'), 'c.csv', 'customer');
    const orders = Buffer.from('no,customer,state\n1,c1,new\n2,c2,new\n1,c1,done\n3,cX,new\n');
    const file = await upload(orders, 'o.csv');
    const columns = [
      { column: 0, field: 'no', type: 'text', label: 'no' },
      { column: 1, field: 'customer', type: 'reference', label: '客户', matchBy: 'customer.code' },
      { column: 2, field: 'state', type: 'text', label: 'state' },
    ];
    const made = (
      await admin
        .post(`${api}/imports`)
        .send({ file, form: { id: 'orders', label: '订单' }, columns, lastPerColumn: 0 })
        .expect(202)
    ).body.data;
    expect((await finish(made.job)).result).toMatchObject({ created: 2, failed: 1 });
    const records = (await list('orders', { sort: 'no' })).data;
    expect(
      records.map((record: { no: string; state: string; customer: { title: string } }) => [
        record.no,
        record.state,
        record.customer.title,
      ]),
    ).toEqual([
      ['1', 'done', 'c1'],
      ['2', 'new', 'c2'],
    ]);
    const again = await upload(Buffer.from('no,state\n2,done\n4,new\n'), 'p.csv');
    const update = {
      file: again,
      keyField: 'no',
      columns: [
        { column: 0, field: 'no' },
        { column: 1, field: 'state' },
      ],
    };
    const { job } = (await admin.post(`${api}/forms/orders/imports`).send(update).expect(202)).body.data;
    expect((await finish(job)).result).toMatchObject({ created: 1, updated: 1, failed: 0 });
    await asForm(Buffer.from('no,state\nt,one\nt,two\n'), 'q.csv', 'twins');
    const twice = await upload(Buffer.from('no,state\n5,new\n5,done\nt,which\n'), 'r.csv');
    const third = await admin
      .post(`${api}/forms/twins/imports`)
      .send({ ...update, file: twice })
      .expect(202);
    expect((await finish(third.body.data.job)).result).toMatchObject({ created: 1, updated: 1, failed: 1 });
    const five = (await list('twins', { filter: JSON.stringify({ '==': [{ var: 'no' }, '5'] }) })).data;
    expect(five.map(({ state }: { state: string }) => state)).toEqual(['done']);
  });

  it('imports by the rules of the form, those that look at other records too', async () => {
    const field = { id: 'code', type: 'text', label: 'code' } as const;
    const layout = [{ kind: 'field', field: 'code' }] as const;
    const form = (id: string, fields: object[]) => ({
      document: { kind: 'form', schema: 1, id, label: id, title: 'code', fields: [field, ...fields], layout },
    });
    const tier = { id: 'tier', type: 'text', label: '等级' };
    const device = { id: 'device', type: 'reference', label: '设备', form: 'unit' };
    const isVip = { '==': [{ var: 'device.tier' }, 'vip'] };
    const note = { id: 'note', type: 'text', label: '备注', visible: isVip };
    for (const [id, fields] of [
      ['unit', [tier]],
      ['call', [device, note]],
    ] as const) {
      await admin
        .put(`${api}/forms/${id}`)
        .send(form(id, [...fields]))
        .expect(200);
      await admin.post(`${api}/forms/${id}/publish`).send({}).expect(200);
    }
    for (const [code, value] of Object.entries({ v: 'vip', a: 'plain' }))
      await admin.post(`${api}/forms/unit/records`).send({ code, tier: value }).expect(201);
    const columns = ['code', 'device', 'note'].map((name, column) => ({ column, field: name }));
    const file = await upload(Buffer.from('code,device,note\n1,v,急\n2,a,急\n'), 's.csv');
    const { job } = (await admin.post(`${api}/forms/call/imports`).send({ file, columns }).expect(202)).body
      .data;
    expect((await finish(job)).result).toMatchObject({ created: 2, failed: 0 });
    const calls = (await list('call', { sort: 'code' })).data;
    expect(calls.map(({ note }: { note: string | null }) => note)).toEqual(['急', null]);
  });

  it('refuses what is no table, bombs and other people’s files in words', async () => {
    const refuse = async (bytes: Buffer, name: string) => {
      const file = await upload(bytes, name);
      const { status, body } = await admin.post(`${api}/imports/preview`).send({ file });
      expect(status).toBe(400);
      return body.detail as string;
    };
    expect(await refuse(Buffer.alloc(0), 'empty.csv')).toMatch(/empty/);
    expect(await refuse(Buffer.from([0, 1, 2, 3, 0, 0, 0, 9]), 'x.csv')).toMatch(/not a table/);
    expect(await refuse(Buffer.from('PK\u0003\u0004 nonsense'), 'x.xlsx')).toMatch(/workbook/);
    expect(await refuse(zipBomb(), 'bomb.xlsx')).toMatch(/too large/);
    expect(await refuse(gzipSync(Buffer.alloc(20 * 1024 * 1024, 'a,b\n')), 'bomb.csv.gz')).toMatch(
      /too large/,
    );
    const stranger = await test.as('stranger');
    const theirs = await upload(Buffer.from('a\n1\n'), 'a.csv', stranger);
    await admin.post(`${api}/imports/preview`).send({ file: theirs }).expect(404);
    await stranger.post(`${api}/imports/preview`).send({ file: theirs }).expect(404);
  });

  const real = existsSync(data) ? it : it.skip;
  if (!existsSync(data)) console.log('the real data sets are not here: their imports are not tested');

  real(
    'imports 10,000 of 10,000 requests with quoted line breaks',
    async () => {
      const { result } = await asForm(readFileSync(`${data}sf311/sf311_10k.csv`), 'sf311.csv', 'sf311');
      expect(result).toMatchObject({ created: 10_000, failed: 0 });
      const filter = JSON.stringify({ '==': [{ var: 'status' }, 'closed'] });
      expect((await list('sf311', { filter, pageSize: 1 })).meta.total).toBe(9630);
    },
    120_000,
  );

  real(
    'turns 74,516 updates into 12,000 incidents with the figures of the reference',
    async () => {
      const bytes = readFileSync(`${data}servicenow-incidents/incidents_12000.csv.gz`);
      const reference = JSON.parse(
        readFileSync(`${data}servicenow-incidents/incidents_12000.reference.json`, 'utf8'),
      );
      const { result } = await asForm(bytes, 'incidents.csv.gz', 'incident', {
        lastPerColumn: 0,
      });
      expect(result).toMatchObject({ created: 12_000, failed: 0 });
      const { data: report } = (
        await admin
          .post(`${api}/forms/incident/records/aggregate`)
          .send({
            dimensions: [{ id: 'priority', field: 'priority' }],
            measures: [
              { id: 'n', label: 'n', aggregate: 'count' },
              {
                id: 'hours',
                label: 'h',
                aggregate: 'average',
                scale: 4,
                value: { dateDiff: [{ var: 'opened_at' }, { var: 'closed_at' }, 'hour'] },
              },
            ],
          })
          .expect(200)
      ).body;
      const labels = new Map(
        report.columns[0].options.map((option: { id: string; label: string }) => [option.id, option.label]),
      );
      const byPriority = Object.fromEntries(
        report.rows.map(([id, n]: string[]) => [labels.get(id), Number(n)]),
      );
      expect(byPriority).toEqual(reference.by_priority_last);
      for (const [id, , hours] of report.rows)
        expect(Number(hours)).toBeCloseTo(
          reference.open_to_close_mean_by_priority[labels.get(id) as string],
          3,
        );

      const ask = async (form: string, body: object) =>
        (await admin.post(`${api}/forms/${form}/records/aggregate`).send(body).expect(200)).body.data;
      const count = { id: 'n', label: 'n', aggregate: 'count' };
      const counted = async (form: string, dimension: object, options: boolean) => {
        const { columns, rows } = await ask(form, { dimensions: [dimension], measures: [count] });
        const words = new Map(
          (columns[0].options ?? []).map((option: { id: string; label: string }) => [
            option.id,
            option.label,
          ]),
        );
        return Object.fromEntries(
          rows.map(([value, n]: [unknown, string]) => [options ? words.get(value) : value, Number(n)]),
        );
      };
      const months = await counted('incident', { id: 'm', field: 'opened_at', grain: 'month' }, false);
      expect(Object.fromEntries(Object.entries(months).map(([day, n]) => [day.slice(0, 7), n]))).toEqual(
        reference.opened_by_month,
      );
      expect(await counted('incident', { id: 's', field: 'made_sla' }, false)).toEqual(
        reference.made_sla_last,
      );
      const reassigned = { '>': [{ var: 'reassignment_count' }, 0] };
      const totals = await ask('incident', { dimensions: [], measures: [{ ...count, filter: reassigned }] });
      expect(Number(totals.rows[0][0])).toBe(reference['reassigned_incidents(reassignment_count>0,last)']);

      const file = await upload(bytes, 'updates.csv.gz');
      const columns = columnsOf(await look(file)).filter(({ field }) =>
        ['incident_state', 'sys_mod_count', 'sys_updated_by', 'sys_updated_at'].includes(field),
      );
      const incident = {
        column: 0,
        field: 'incident',
        type: 'reference',
        label: '事件',
        matchBy: 'incident.number',
      };
      const made = await admin
        .post(`${api}/imports`)
        .send({
          file,
          form: { id: 'update', label: '更新' },
          columns: [incident, ...columns],
          timeZone: 'UTC',
        })
        .expect(202);
      const done = await finish(made.body.data.job);
      expect(done.result).toMatchObject({ created: 74_516, failed: 0 });
      expect(await counted('update', { id: 's', field: 'incident_state' }, true)).toEqual(
        reference.state_events,
      );
      const through = await ask('update', {
        dimensions: [],
        measures: [{ id: 'n', label: 'n', aggregate: 'distinct', value: { var: 'incident' } }],
      });
      expect(through.rows).toEqual([['12000']]);
    },
    400_000,
  );
});

/** A workbook of one megabyte-long run of zeros, many times over. */
function zipBomb(): Buffer {
  const content = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt32LE(64 * 1024 * 1024, 22);
  header.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(content.length, 20);
  central.writeUInt32LE(64 * 1024 * 1024, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + content.length, 16);
  return Buffer.concat([header, name, content, central, name, end]);
}
