import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { Phone } from '../testing/field-crew.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';

describe('parts used in the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  let fitter: Agent;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    const account = await test.createUser('fitter');
    await admin.put(`${at}/members/${account}`).send({ roles: ['engineer'] });
    fitter = await test.as('fitter');
    const who = { name: '甲', phone: '13800005678', level: 'senior', region: 'north', day_capacity: 8 };
    ids.engineer = await make('engineer', { ...who, account });
    const customer = { name: '朗悦酒店', tier: 'vip', type: 'company', region: 'north' };
    ids.customer = await make('customer', { ...customer, phone: '13800001234' });
    const model = await make('product_model', { name: 'HK-1', line: 'hvac', warranty_months: 12 });
    const bought = { customer: ids.customer, installed_on: '2015-01-01' };
    ids.device = await make('device', { serial: 'DEV-100000', model, ...bought });
    ids.fan = await make('part', { code: 'FAN', name: '风扇', price: '100', cost: '60' });
    ids.pump = await make('part', { code: 'PUMP', name: '水泵', price: '250', cost: '90' });
  });
  afterAll(() => test.close());

  async function make(form: string, values: object): Promise<string> {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  }
  const orderInWork = async (): Promise<string> => {
    const about = { type: 'repair', subject: '不制冷', fault_category: 'cooling', severity: 'low' };
    const { customer, device, engineer } = ids;
    const order = await make('work_order', { ...about, customer, device, service_mode: 'onsite' });
    await act(admin, order, 'intake', 'accept');
    await act(admin, order, 'grade', 'graded');
    await act(admin, order, 'quotation', 'waive', { reason: '随设备购买' });
    await act(admin, order, 'dispatch', 'assign', { values: { engineer } });
    await act(fitter, order, 'accept', 'accept');
    await until(async () => (await read(order)).status === 'in_progress');
    return order;
  };
  const act = async (who: Agent, order: string, node: string, action: string, more: object = {}) => {
    const task = await until(async () => {
      const { body } = await admin.get(`/api/v1/tasks?mine=false&record=${order}`).expect(200);
      return body.data.find((one: { node: string }) => one.node === node);
    });
    await who
      .post(`/api/v1/tasks/${task.id}/actions`)
      .send({ action, ...more })
      .expect(200);
  };
  const read = async (order: string) =>
    (await admin.get(`${at}/forms/work_order/records/${order}`).expect(200)).body.data;
  const used = async (order: string) =>
    (await read(order)).parts_used.map(({ price, amount }: { price: string; amount: string }) => [
      price,
      amount,
    ]);
  const cheap = (part: string | undefined, quantity: number) => ({ part, quantity, price: '1' });

  it('cost what the part costs, whatever the engineer writes in a record or with his task', async () => {
    const order = await orderInWork();
    const write = (rows: object[]) =>
      fitter.patch(`${at}/forms/work_order/records/${order}`).send({ parts_used: rows }).expect(200);
    await write([cheap(ids.fan, 2)]);
    expect(await used(order)).toEqual([['100', '200']]);
    // What was taken stays at its price when the part becomes dearer; another part has its own.
    await admin.patch(`${at}/forms/part/records/${ids.fan}`).send({ price: '130' }).expect(200);
    const [{ id }] = (await read(order)).parts_used;
    await write([{ id, ...cheap(ids.fan, 3) }]);
    expect(await used(order)).toEqual([['100', '300']]);
    const report = { diagnosis: '坏了', cause: 'ageing', solution: '换件', labour_hours: '1' };
    const rows = [{ id, ...cheap(ids.pump, 1) }, cheap(ids.fan, 1)];
    await act(fitter, order, 'work', 'finish', { values: { ...report, parts_used: rows } });
    expect(await used(order)).toEqual([
      ['250', '250'],
      ['130', '130'],
    ]);
    expect((await read(order)).parts_fee).toBe('380');
  });

  it('cost what the part costs when a phone reports them', async () => {
    const order = await orderInWork();
    const phone = await new Phone(fitter, 'after_sales').register();
    const report = { diagnosis: '坏了', cause: 'ageing', solution: '换件', labour_hours: '1' };
    const said = await phone.wish({
      ...{ name: 'task.act', form: 'work_order', record: order },
      ...{ flow: 'order_handling', node: 'work', action: 'finish' },
      values: { ...report, parts_used: [cheap(ids.pump, 2)] },
    });
    expect(said.state).toBe('applied');
    expect(await used(order)).toEqual([['250', '500']]);
  });
});
