import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';
const channels = [
  'appointment_message',
  'appointment_moved_message',
  'appointment_reminder_message',
  'departure_message',
  'delay_message',
];
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();

describe('appointments of the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  let gateway: StandIn;
  let customer = '';
  let engineer = '';
  const make = async (form: string, values: object): Promise<string> => {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  };
  const read = async (id: string) =>
    (await admin.get(`${at}/forms/work_order/records/${id}`).expect(200)).body.data;
  const change = (id: string, values: object) =>
    admin.patch(`${at}/forms/work_order/records/${id}`).send(values).expect(200);
  /** Each tells by another number, so that its messages are told apart. */
  let phones = 0;
  const order = async (values: object = {}) => {
    const phone = `1390000${String(1000 + ++phones)}`;
    const id = await make('work_order', {
      type: 'install',
      subject: '安装',
      severity: 'low',
      customer,
      other_line: 'hvac',
      reporter_name: '李女士',
      reporter_phone: phone,
      ...values,
    });
    return { id, phone };
  };
  const said = (phone: string, words: string) =>
    gateway.calls.filter(({ body }) => body.includes(phone) && body.includes(words)).length;
  const act = async (id: string, node: string, action: string, more: object = {}) => {
    const task = await until(async () => {
      const { body } = await admin.get(`/api/v1/tasks?mine=false&record=${id}`).expect(200);
      return body.data.find((one: { node: string }) => one.node === node);
    });
    const { status, body } = await admin.post(`/api/v1/tasks/${task.id}/actions`).send({ action, ...more });
    if (status >= 300) throw new Error(`${node}/${action}: ${JSON.stringify(body)}`);
  };
  /** An order on its way to be visited today. */
  const visited = async (values: object) => {
    const found = await order();
    await act(found.id, 'intake', 'accept');
    await act(found.id, 'grade', 'graded');
    await act(found.id, 'quotation', 'waive', { reason: '随设备购买' });
    await act(found.id, 'dispatch', 'assign', { values: { engineer } });
    await act(found.id, 'accept', 'accept');
    await change(found.id, values);
    return found;
  };

  beforeAll(async () => {
    gateway = await startStandIn(() => ({ json: {} }));
    test = await createTestApp({ config: { allowedHosts: [gateway.host] } });
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    const { body } = await admin
      .post('/api/v1/messengers')
      .send({
        type: 'sms_gateway',
        name: '短信',
        settings: { url: `${gateway.url}/sms` },
        secrets: { secret: 'whisper' },
      })
      .expect(201);
    for (const channel of channels)
      await admin
        .put('/api/v1/messengers/routes')
        .send({ app: 'after_sales', channel, messengerId: body.data.id, template: null })
        .expect(204);
    customer = await make('customer', {
      name: '朗悦酒店',
      tier: 'vip',
      type: 'company',
      region: 'north',
      phone: '13800001234',
    });
    const account = (await admin.get('/api/v1/session').expect(200)).body.data.user.id;
    engineer = await make('engineer', {
      name: '王工',
      phone: '13800005678',
      region: 'north',
      account,
      skill_levels: [{ line: 'hvac', level: 4 }],
      certificates: [{ name: '证书', line: 'hvac', expires_on: '2035-01-01' }],
    });
  }, 180_000);
  afterAll(async () => {
    await test.close();
    await gateway.close();
  });

  it('are chosen by the link, confirmed, moved and told, each once', async () => {
    const { id, phone } = await order();
    const links = (await admin.get(`${at}/forms/work_order/records/${id}/public-links`)).body.data;
    const { path } = links.find(({ channel }: { channel: string }) => channel === 'page:order_portal');
    const [page = '', query = ''] = String(path).split('?');
    const place = `/api/v1/portal${page.slice(2)}/appointment?${query}`;
    const visitor = test.anonymous();
    const { days } = (await visitor.get(place).expect(200)).body.data;
    const windows = days.at(-1).windows as { from: string; to: string }[];
    // Nobody has anything else on the last of the days.
    expect(windows).toHaveLength(4);
    await visitor.put(place).send({ from: windows[0]?.from }).expect(204);
    await until(async () => said(phone, '上门时间：') === 1);
    await visitor.put(place).send({ from: windows[2]?.from }).expect(204);
    await until(async () => said(phone, '上门时间改为') === 1);
    const shown = (await visitor.get(place.replace('/appointment', ''))).body.data.appointment;
    expect([shown.from, shown.to]).toEqual([windows[2]?.from, windows[2]?.to]);
    expect(said(phone, '上门时间：')).toBe(1);
    await visitor.put(place).send({ from: null }).expect(204);
    expect((await read(id)).appointment_from).toBeNull();
  }, 60_000);

  it('are reminded of the day before, not when they are agreed shortly before', async () => {
    const later = await order({ appointment_from: minutes(1440.1), appointment_to: minutes(1560.1) });
    const soon = await order({ appointment_from: minutes(300), appointment_to: minutes(420) });
    await until(async () => said(later.phone, '提醒：明天上门') === 1, 30_000);
    // Its moment had passed when it was agreed: it had its turn long before.
    expect(said(soon.phone, '提醒')).toBe(0);
  }, 60_000);

  it('that will be missed are told of once, to whoever waits and to the dispatcher', async () => {
    // Nobody knows the way: half an hour; twenty-five minutes after what was promised.
    const { id, phone } = await visited({
      planned_start: minutes(1),
      appointment_from: minutes(-60),
      appointment_to: minutes(5),
    });
    await until(async () => said(phone, '上门将晚到') === 1);
    const told = await read(id);
    expect(told.eta_basis).toBe('behind');
    expect(told.delay_told_at).not.toBeNull();
    await change(id, { planned_start: minutes(50) });
    await until(async () => Date.parse((await read(id)).eta_at) > Date.now() + 45 * 60_000);
    expect(said(phone, '上门将晚到')).toBe(1);
    const { body } = await admin.get(`${at}/forms/work_order/records/${id}/history`).expect(200);
    expect(JSON.stringify(body)).toContain('晚到通知');
    await change(id, { arrived_at: minutes(0), finished_at: minutes(0) });
  }, 60_000);

  it('are kept in mind when somebody sets out: the expected time goes to whoever waits', async () => {
    const { id, phone } = await visited({
      planned_start: minutes(20),
      appointment_from: minutes(-10),
      appointment_to: minutes(120),
    });
    await until(async () => (await read(id)).eta_basis !== null);
    expect(said(phone, '已出发')).toBe(0);
    await change(id, { departed_at: minutes(0) });
    await until(async () => said(phone, '已出发') === 1);
    const { eta_at: eta } = await read(id);
    expect(Math.abs(Date.parse(eta) - Date.now() - 30 * 60_000)).toBeLessThan(120_000);
    const links = (await admin.get(`${at}/forms/work_order/records/${id}/public-links`)).body.data;
    const { path } = links.find(({ channel }: { channel: string }) => channel === 'page:order_portal');
    const seen = await test
      .anonymous()
      .get(`/api/v1/portal${String(path).slice(2)}`)
      .expect(200);
    expect(JSON.stringify(seen.body.data.shown)).toContain('预计到达');
    expect(said(phone, '上门将晚到')).toBe(0);
  }, 60_000);
});
