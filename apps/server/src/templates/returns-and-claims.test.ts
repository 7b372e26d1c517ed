import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { settled } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';

describe('returns and claims of the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  let keeper: Agent;
  let manager: Agent;
  let finance: Agent;
  const ids: Record<string, string> = {};
  let devices = 0;

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    keeper = await member('storekeeper');
    manager = await member('manager');
    finance = await member('finance');
    ids.customer = await make('customer', {
      ...{ name: '朗悦酒店', tier: 'vip', type: 'company', region: 'north', phone: '13800001234' },
    });
    ids.model = await make('product_model', { name: 'HK-1', line: 'hvac', warranty_months: 12 });
    for (const kind of ['original', 'customer_site', 'defective'])
      await make('warehouse', { code: kind, name: kind, kind });
  });
  afterAll(() => test.close());

  async function member(role: string): Promise<Agent> {
    const id = await test.createUser(role);
    await admin.put(`${at}/members/${id}`).send({ roles: [role] });
    return test.as(role);
  }
  const make = async (form: string, values: object): Promise<string> => {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    await settled(test);
    return body.data.id;
  };
  const device = () =>
    make('device', { serial: `HK-OLD-${++devices}`, model: ids.model, customer: ids.customer });
  const read = async (form: string, id: string) =>
    (await admin.get(`${at}/forms/${form}/records/${id}`).expect(200)).body.data;
  const find = async (form: string, field: string, value: string) => {
    const filter = JSON.stringify({ '==': [{ var: field }, value] });
    return (await admin.get(`${at}/forms/${form}/records`).query({ filter }).expect(200)).body.data;
  };
  /** Does the open task of a record, whosever it is; the answer tells whether that was right. */
  const act = async (who: Agent, record: string, action: string, more: object = {}) => {
    const lists = await Promise.all(
      [keeper, manager, finance].map((one) => one.get(`/api/v1/tasks?record=${record}`).expect(200)),
    );
    const [task] = lists.flatMap(({ body }) => body.data as { id: string }[]);
    const answer = await who.post(`/api/v1/tasks/${task?.id}/actions`).send({ action, ...more });
    await settled(test);
    return answer;
  };
  const asked = async (way: string) => {
    const old = await device();
    const values = { customer: ids.customer, device: old, reason: 'dead_on_arrival', way };
    const id = await make('goods_return', values);
    await act(manager, id, 'approve');
    await act(keeper, id, 'received');
    return { id, old };
  };
  const finding = { values: { finding: '故障复现' } };

  it('are refunded by finance only, after which the device is out of use', async () => {
    const { id, old } = await asked('refund');
    const wrong = await act(keeper, id, 'exchange', finding);
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect((await act(keeper, id, 'refund', finding)).status).toBe(200);
    const paid = { values: { refund: '8600', refunded_on: '2026-03-02' } };
    expect((await act(keeper, id, 'paid', paid)).status).toBe(403);
    expect((await act(finance, id, 'paid', {})).status).toBe(422);
    expect((await act(finance, id, 'paid', paid)).status).toBe(200);
    expect(await read('goods_return', id)).toMatchObject({ status: 'done', refund: '8600' });
    expect((await read('device', old)).state).toBe('stopped');
  });

  it('are exchanged for a device with a serial number of its own', async () => {
    const { id, old } = await asked('exchange');
    await act(keeper, id, 'exchange', finding);
    const { serial } = await read('device', old);
    const twice = await act(keeper, id, 'sent', { values: { new_serial: serial } });
    expect(twice.status).toBeGreaterThanOrEqual(409);
    expect((await read('goods_return', id)).status).toBe('sending');
    const sent = await act(keeper, id, 'sent', { values: { new_serial: 'HK-NEW-01' } });
    expect(sent.status).toBe(200);
    const [made] = await find('device', 'serial', 'HK-NEW-01');
    expect(made).toMatchObject({ state: 'in_use', customer: { id: ids.customer }, model: { id: ids.model } });
    expect((await read('device', old)).state).toBe('stopped');
  });

  it('go back to the customer where the finding says so, and the device stays in use', async () => {
    const { id, old } = await asked('exchange');
    const more = { ...finding, reason: '人为进水' };
    expect((await act(keeper, id, 'give_back', more)).status).toBe(200);
    await act(keeper, id, 'sent', { values: { new_tracking: 'SF1' } });
    expect((await read('goods_return', id)).status).toBe('refused');
    expect((await read('device', old)).state).toBe('in_use');
  });

  it('are claimed from the supplier once where the part was replaced under warranty', async () => {
    const part = await make('part', {
      ...{ code: 'PT-9', name: '控制板', price: '95', cost: '40', tracking: 'none', supplier: '华信' },
    });
    const old = await make('device', {
      ...{ serial: 'HK-CLAIM-1', model: ids.model, customer: ids.customer },
      installed_on: new Date().toISOString().slice(0, 10),
    });
    const order = await make('work_order', {
      ...{ subject: '不制冷', type: 'repair', channel: 'phone', customer: ids.customer, device: old },
      ...{ fault_category: 'cooling', fault_code: 'cooling_01', severity: 'high', description: '不制冷' },
    });
    expect((await read('work_order', order)).cover).toBe('warranty');
    const back = await make('old_part', { part, quantity: '2', work_order: order, device: old });
    expect((await act(keeper, back, 'received')).status).toBe(200);
    const claims = await find('supplier_claim', 'old_part', back);
    expect(claims).toMatchObject([{ supplier: '华信', amount: '80', status: 'draft' }]);
    const id = claims[0].id as string;
    const none = await act(keeper, id, 'drop', {});
    expect(none.status).toBe(422);
    expect((await act(keeper, id, 'filed')).status).toBe(200);
    const tooMuch = { values: { agreed_amount: '80.01' } };
    expect((await act(keeper, id, 'accepted', tooMuch)).status).toBe(422);
    await act(keeper, id, 'accepted', { values: { agreed_amount: '60' } });
    const paid = { values: { paid_amount: '60', paid_on: '2026-03-02' } };
    expect((await act(keeper, id, 'paid', paid)).status).toBe(403);
    expect((await act(finance, id, 'paid', paid)).status).toBe(200);
    expect(await read('supplier_claim', id)).toMatchObject({ status: 'paid', paid_amount: '60' });
  });
});
