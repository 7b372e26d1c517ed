import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const reporters = '13900001001';
const refused = '13900000404';
const contacts = '13900002002';

describe('messages to the customer of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let gateway: StandIn;
  let customer = '';
  const order = (values: object) =>
    desk.make('work_order', {
      type: 'install',
      subject: '安装',
      severity: 'low',
      customer,
      other_line: 'hvac',
      ...values,
    });
  const said = (phone: string, words: string) =>
    gateway.calls.filter(({ body }) => body.includes(phone) && body.includes(words)).length;
  const change = (id: string, values: object) =>
    desk.admin.patch(`${afterSales}/forms/work_order/records/${id}`).send(values).expect(200);
  const close = (id: string) => change(id, { status: 'closed', closed_at: new Date().toISOString() });
  const surveyOf = (id: string) =>
    until(async () => {
      const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'work_order' }, id] }));
      const { body } = await desk.admin
        .get(`${afterSales}/forms/survey/records?filter=${filter}`)
        .expect(200);
      return body.data[0] as { id: string; status: string; sent_at: string | null } | undefined;
    });

  beforeAll(async () => {
    gateway = await startStandIn(({ body }) => (body.includes(refused) ? { status: 400 } : { json: {} }));
    test = await createTestApp({ config: { allowedHosts: [gateway.host] } });
    desk = await AfterSalesDesk.install(test);
    await desk.sendBySms(gateway.url, ['progress_message', 'acceptance_message', 'survey_message']);
    customer = await desk.customer();
  }, 180_000);
  afterAll(async () => {
    await test.close();
    await gateway.close();
  });

  it('go to the reporter, and to the contact where the reporter left no number', async () => {
    const contact = await desk.make('contact', { name: '陈经理', customer, phone: contacts });
    const reported = await order({ contact, reporter_phone: reporters });
    await until(async () => said(reporters, '已受理') === 1);
    const id = await order({ contact });
    await until(async () => said(contacts, '已受理') === 1);
    await change(id, { status: 'pending_acceptance' });
    await until(async () => said(contacts, '请验收') === 1);
    await close(id);
    await until(async () => said(contacts, '请评价') === 1);
    const survey = await surveyOf(id);
    expect(survey).toMatchObject({ status: 'sent', sent_at: expect.any(String) });
    await desk.admin
      .patch(`${afterSales}/forms/survey/records/${survey.id}`)
      .send({ status: 'answered', csat: 5 })
      .expect(200);
    expect((await desk.read(reported)).customer_phone).toBe(reporters);
    expect(said(contacts, '已受理')).toBe(1);
    // A number that is the customer's alone is one as well.
    await order({});
    await until(async () => said('13800001234', '已受理') === 1);
  });

  it('say of a survey that it could not be sent where the provider refuses it, and do not count it as sent', async () => {
    const id = await order({ reporter_phone: refused });
    await close(id);
    await until(async () => (await surveyOf(id)).status === 'unsent');
    const { body } = await desk.admin.post(`${afterSales}/reports/answer_card/data`).send({}).expect(200);
    // The other survey was answered.
    expect(Number(body.data.rows[0][0])).toBe(1);
  });
});
