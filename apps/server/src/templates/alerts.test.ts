import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';

describe('alerts of the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  let customer: string;
  let device: string;
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    const phone = '13800001234';
    customer = await make('customer', {
      name: '朗悦酒店',
      tier: 'a',
      type: 'company',
      region: 'north',
      phone,
    });
    const model = await make('product_model', { name: 'HK-1', line: 'hvac', warranty_months: 12 });
    device = await make('device', { serial: 'HK900001', model, customer, installed_on: '2024-01-01' });
  }, 180_000);
  afterAll(() => test.close());

  async function make(form: string, values: object): Promise<string> {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  }
  const read = async (form: string, id: string) =>
    (await admin.get(`${at}/forms/${form}/records/${id}`).expect(200)).body.data;
  const repair = (values: object = {}) =>
    make('work_order', {
      type: 'repair',
      fault_category: 'cooling',
      subject: '不制冷',
      severity: 'low',
      customer,
      device,
      ...values,
    });

  it('mark a device that is reported for the third time within 30 days', async () => {
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    await repair({ reported_at: old });
    await repair();
    const second = await repair();
    await until(async () => (await read('work_order', second)).cover !== null);
    expect((await read('device', device)).quality_alert_on).toBeNull();
    await repair();
    await until(async () => (await read('device', device)).quality_alert_on !== null);
  });

  it('propose for an order only who holds a certificate of its product line that is valid then', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const engineer = (name: string, line: string, expires: number) =>
      make('engineer', {
        name,
        phone: '13800005678',
        region: 'north',
        skill_levels: [{ line: 'hvac', level: 4 }],
        certificates: [{ name: '证书', line, expires_on: day(expires) }],
      });
    const right = await engineer('对口', 'hvac', 90);
    const other = await engineer('别的产品线', 'water', 90);
    const soon = await engineer('届时过期', 'hvac', 3);
    const planned_start = `${day(10)}T02:00:00Z`;
    const order = await repair({ planned_start });
    const { body } = await admin
      .post(`${at}/matchings/engineer_for_order/proposals`)
      .send({ recordId: order })
      .expect(200);
    const ranked = body.data.ranked.map((one: { candidate: { id: string } }) => one.candidate.id);
    expect(ranked).toEqual([right]);
    const excluded = new Map<string, { constraint: string }[]>(
      body.data.excluded.map((one: { candidate: { id: string }; failed: { constraint: string }[] }) => [
        one.candidate.id,
        one.failed,
      ]),
    );
    for (const id of [other, soon])
      expect(excluded.get(id)?.map(({ constraint }) => constraint)).toEqual(['certificate']);
  });
});
