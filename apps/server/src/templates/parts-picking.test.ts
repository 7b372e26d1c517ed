import { boundFilter, type ExpressionJson, type Field, type Form, type Instead } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';

type Values = Record<string, unknown>;
const at = '/api/v1/apps/after_sales';

describe('choosing a part in the after-sales template', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    ids.supplier = await make('warehouse', { code: 'S', name: 'S', kind: 'supplier' });
    ids.central = await make('warehouse', { code: 'C', name: 'C', kind: 'central' });
    ids.customer = await make('customer', {
      name: '朗悦酒店',
      tier: 'vip',
      type: 'company',
      region: 'north',
      phone: '13800001234',
    });
    for (const [name, line] of [
      ['HK-1', 'hvac'],
      ['HK-2', 'hvac'],
      ['FP-1', 'printer'],
    ])
      ids[name as string] = await make('product_model', { name, line, warranty_months: 12 });
    const part = (code: string, more: Values) =>
      make('part', { code, name: code, price: '100', cost: '60', ...more });
    ids.fan = await part('FAN', { product_lines: ['hvac'], fits: [{ model: ids['HK-1'] }] });
    ids.pump = await part('PUMP', {
      product_lines: ['hvac'],
      fits: [{ model: ids['HK-2'] }, { model: ids['HK-1'] }],
    });
    await part('OTHER', { product_lines: ['hvac'], fits: [{ model: ids['HK-2'] }] });
    await part('ANY', { product_lines: ['hvac', 'water'] });
    await part('TONER', { product_lines: ['printer'] });
    const { device, customer } = await deviceOf('HK-1');
    const more = { subject: '不制冷', fault_category: 'cooling', severity: 'low' };
    ids.order = await make('work_order', { type: 'repair', customer, device, ...more });
  });
  afterAll(() => test.close());

  async function make(form: string, values: Values): Promise<string> {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  }
  const deviceOf = async (model: string) => {
    const about = { model: ids[model], customer: ids.customer as string, installed_on: '2015-01-01' };
    return { ...about, device: await make('device', { serial: 'DEV-100000', ...about }) };
  };
  const read = async (form: string, id: string) =>
    (await admin.get(`${at}/forms/${form}/records/${id}`).expect(200)).body.data as Values;
  const find = async (form: string, filter: ExpressionJson) =>
    (
      await admin
        .get(`${at}/forms/${form}/records`)
        .query({ filter: JSON.stringify(filter), sort: form === 'part' ? 'code' : 'created_at' })
        .expect(200)
    ).body.data as Values[];
  const columnOf = async (form: string, table: string) => {
    const { body } = await admin.get(`${at}/forms/${form}`).expect(200);
    const document = (body.data.document ?? body.data) as Form;
    const rows = document.fields.find(({ id }) => id === table)?.fields as Field[];
    return rows.find(({ id }) => id === 'part') as Field;
  };
  const fitting = async (form: string, table: string, parent: Values) => {
    const { fitting } = await columnOf(form, table);
    const found = await find('part', boundFilter(fitting as ExpressionJson, { parent }));
    return found.map(({ code }) => code);
  };

  it.each(['parts_needed', 'parts_used'])(
    'offers for %s what fits the model of the device, or its line',
    async (table) => {
      expect(await fitting('work_order', table, await read('work_order', ids.order as string))).toEqual([
        'ANY',
        'FAN',
        'PUMP',
      ]);
    },
  );

  it('offers the same in a request for the order', async () => {
    const parts = { to: ids.central, lines: [{ part: ids.fan, quantity: 1 }] };
    const id = await make('part_request', { why: 'order', work_order: ids.order, ...parts });
    expect(await fitting('part_request', 'lines', await read('part_request', id))).toEqual([
      'ANY',
      'FAN',
      'PUMP',
    ]);
  });

  it('tells what is left of a part and its substitutes in the warehouse it is taken from', async () => {
    await admin
      .patch(`${at}/forms/part/records/${ids.fan}`)
      .send({ substitutes: [{ part: ids.pump, note: '同尺寸' }] })
      .expect(200);
    const bought = { kind: 'purchase', part: ids.pump, quantity: 3, from: ids.supplier, to: ids.central };
    await make('stock_movement', bought);
    const instead = (await columnOf('part_request', 'lines')).instead as Instead;
    const fan = await read('part', ids.fan as string);
    const named = (fan[instead.rows] as Values[]).map((row) => row[instead.item]);
    expect(named).toMatchObject([{ id: ids.pump }]);
    const where = boundFilter(instead.left.filter as ExpressionJson, {
      parent: { from: { id: ids.central } },
    });
    const told = await find('stock_balance', {
      and: [where, { in: [{ var: 'part' }, [ids.fan, ids.pump] as string[]] }],
    });
    expect(told).toMatchObject([{ part: { id: ids.pump }, available: '3' }]);
  });
});
