import type { TestApp } from './app.js';
import { until } from './service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;

export const afterSales = '/api/v1/apps/after_sales';

/** The after-sales template, in which the administrator does whatever has to be done. */
export class AfterSalesDesk {
  private constructor(readonly admin: Agent) {}

  static async install(test: TestApp): Promise<AfterSalesDesk> {
    const admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    return new AfterSalesDesk(admin);
  }

  async make(form: string, values: object): Promise<string> {
    const { body, status } = await this.admin.post(`${afterSales}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  }

  async read(id: string, form = 'work_order') {
    return (await this.admin.get(`${afterSales}/forms/${form}/records/${id}`).expect(200)).body.data;
  }

  taskOf(order: string, node: string): Promise<{ id: string; node: string }> {
    return until(async () => {
      const { body } = await this.admin.get(`/api/v1/tasks?mine=false&record=${order}`).expect(200);
      return body.data.find((one: { node: string }) => one.node === node);
    });
  }

  async act(order: string, node: string, action: string, more: object = {}, by = this.admin): Promise<void> {
    const { id } = await this.taskOf(order, node);
    const { status, body } = await by.post(`/api/v1/tasks/${id}/actions`).send({ action, ...more });
    if (status >= 300) throw new Error(`${node}/${action}: ${JSON.stringify(body)}`);
  }

  /** From a filed order to one that the engineer has taken; `by`: he himself, where his account is another. */
  async accepted(order: string, engineer: string, by = this.admin): Promise<void> {
    await this.act(order, 'intake', 'accept');
    await this.act(order, 'grade', 'graded');
    await this.act(order, 'quotation', 'waive', { reason: '随设备购买' });
    await this.act(order, 'dispatch', 'assign', { values: { engineer } });
    await this.act(order, 'accept', 'accept', {}, by);
  }

  /** The portal's page for a record, as the customer is sent it. */
  async linkOf(id: string, form = 'work_order'): Promise<string> {
    const { body } = await this.admin
      .get(`${afterSales}/forms/${form}/records/${id}/public-links`)
      .expect(200);
    return body.data.find(({ channel }: { channel: string }) => channel.startsWith('page:')).path;
  }

  customer(values: object = {}): Promise<string> {
    const usual = { name: '朗悦酒店', tier: 'vip', type: 'company', region: 'north', phone: '13800001234' };
    return this.make('customer', { ...usual, ...values });
  }

  /** Its account is the administrator's. */
  async engineer(values: object = {}): Promise<string> {
    const account = await this.adminId();
    const usual = { name: '王工', phone: '13800005678', region: 'north', account };
    return this.make('engineer', { ...usual, ...values });
  }

  model(): Promise<string> {
    return this.make('product_model', { name: 'HK-1', line: 'hvac', warranty_months: 12 });
  }

  async adminId(): Promise<string> {
    return (await this.admin.get('/api/v1/session').expect(200)).body.data.user.id;
  }

  /** Messages of these channels go by SMS to a gateway at this address. */
  async sendBySms(gateway: string, channels: readonly string[]): Promise<void> {
    const messenger = {
      type: 'sms_gateway',
      name: '短信',
      settings: { url: `${gateway}/sms` },
      secrets: { secret: 'whisper' },
    };
    const { body } = await this.admin.post('/api/v1/messengers').send(messenger).expect(201);
    for (const channel of channels)
      await this.admin
        .put('/api/v1/messengers/routes')
        .send({ app: 'after_sales', channel, messengerId: body.data.id, template: null })
        .expect(204);
  }
}

/** Where the API answers what a portal's page asks; `more`: one of its acts. */
export function portalApi(path: string, more = ''): string {
  const [page = '', query = ''] = path.split('?');
  return `/api/v1/portal${page.slice(2)}${more}?${query}`;
}
