import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';
const kept = { customer: '', engineer: '' };

describe('main orders of the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    kept.customer = await make('customer', {
      name: '朗悦酒店',
      tier: 'vip',
      type: 'company',
      region: 'north',
      phone: '13800001234',
    });
    const account = (await admin.get('/api/v1/session').expect(200)).body.data.user.id;
    kept.engineer = await make('engineer', { name: '王', phone: '13800005678', region: 'north', account });
  }, 60_000);
  afterAll(() => test.close());

  async function make(form: string, values: object): Promise<string> {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  }
  const orderOf = (values: object = {}) =>
    make('work_order', {
      type: 'install',
      subject: '安装',
      severity: 'low',
      customer: kept.customer,
      ...values,
    });
  const status = async (id: string) =>
    (await admin.get(`${at}/forms/work_order/records/${id}`).expect(200)).body.data.status;
  const act = async (id: string, node: string, action: string, more: object = {}) => {
    const task = await until(async () => {
      const { body } = await admin.get(`/api/v1/tasks?mine=false&record=${id}`).expect(200);
      return body.data.find((one: { node: string }) => one.node === node);
    });
    const { status: code, body } = await admin
      .post(`/api/v1/tasks/${task.id}/actions`)
      .send({ action, ...more });
    if (code >= 300) throw new Error(`${node}/${action}: ${JSON.stringify(body)}`);
  };

  it('wait for their child orders, and go on when the last of them is done', async () => {
    const main = await orderOf();
    await act(main, 'intake', 'accept');
    await act(main, 'grade', 'graded');
    await act(main, 'quotation', 'waive', { reason: '随设备购买' });
    await act(main, 'dispatch', 'assign', { values: { engineer: kept.engineer } });
    await act(main, 'accept', 'accept');
    await expect(act(main, 'work', 'wait_children')).rejects.toThrow();
    const children = [await orderOf({ main_order: main }), await orderOf({ main_order: main })];
    await act(main, 'work', 'wait_children');
    expect(await status(main)).toBe('waiting_children');
    await act(children[0] as string, 'intake', 'cancel', { reason: '不需要' });
    await until(async () => (await status(children[0] as string)) === 'cancelled');
    expect(await status(main)).toBe('waiting_children');
    await act(children[1] as string, 'intake', 'cancel', { reason: '不需要' });
    await until(async () => (await status(main)) === 'in_progress');
  });
});
