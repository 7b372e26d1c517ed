import type { IntakeHit, OverviewData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { intakeDesk } from '../testing/intake-desk.js';
import { installServiceDesk, until } from '../testing/service-desk.js';
import { lookupTerms } from './lookup-terms.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const app = '/api/v1/apps/desk';

describe('what somebody typed', () => {
  it.each([
    ['AC-2000X', ['ac-2000x']],
    ['+86 138 0013-8000', ['+86 138 0013-8000', '13800138000']],
    ['0086 13800138000', ['0086 13800138000', '13800138000']],
    ['8000', ['8000']],
    ['绿洲', ['绿洲']],
  ])('%s is looked for as telephone numbers are kept', (words, terms) => {
    expect(lookupTerms(words)).toEqual(terms);
  });
});

describe('overviews and intake', () => {
  let test: TestApp;
  let admin: Agent;
  let agent: Agent;
  let clerk: Agent;
  let customer: string;
  let device: string;
  let order: string;

  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(test, { agent: 'agent', clerk: 'clerk', nobody: 'none' }, intakeDesk);
    admin = await test.as('admin');
    agent = await test.as('agent');
    clerk = await test.as('clerk');
    const made = async (form: string, values: object) =>
      (await admin.post(`${app}/forms/${form}/records`).send(values).expect(201)).body.data.id as string;
    customer = await made('customer', { name: '绿洲酒店', tier: 'VIP', phone: '13800138000' });
    const other = await made('customer', { name: '别家', phone: '13900000000' });
    device = await made('device', { serial: 'AC-2000X', customer, cost: '900' });
    for (const [subject, charge] of [
      ['一', '10.50'],
      ['二', '20'],
      ['三', '0.25'],
    ])
      order = await made('work_order', { subject, charge, customer, device });
    await made('work_order', { subject: '四', charge: '7', customer: other });
    await admin
      .post(`${app}/forms/work_order/records/${order}/comments`)
      .send({ body: '已联系' })
      .expect(201);
  });
  afterAll(() => test.close());

  const read = async (who: Agent): Promise<OverviewData> =>
    (await who.get(`${app}/pages/customer_360/overview/${customer}`).expect(200)).body.data;
  const find = async (who: Agent, q: string): Promise<IntakeHit[]> =>
    (await who.get(`${app}/pages/intake/lookup`).query({ q }).expect(200)).body.data;

  it('show figures, lists and the time line of one record', async () => {
    const { record, figures, lists, moments } = await read(admin);
    expect(record).toMatchObject({ name: '绿洲酒店', tier: 'VIP' });
    expect(figures).toEqual({ orders: '3', charged: '30.75' });
    expect(lists.map(({ id, records, hasMore }) => [id, records.length, hasMore])).toEqual([
      ['orders', 2, true],
      ['devices', 1, false],
      ['dear', 1, false],
    ]);
    expect(moments.map(({ record: one, comment }) => comment?.body ?? one.subject)).toEqual([
      '已联系',
      '三',
      '二',
      '一',
    ]);
  });

  it('show each reader what his roles open, and figures of hidden fields nowhere', async () => {
    const seen = await read(agent);
    expect(seen.lists.find(({ id }) => id === 'devices')?.records[0]).not.toHaveProperty('cost');
    expect(seen.lists.find(({ id }) => id === 'orders')?.records[0]).not.toHaveProperty('charge');
    expect(seen.figures).toEqual({ orders: '3' });
    expect(seen.lists.find(({ id }) => id === 'dear')).toMatchObject({ records: [], hasMore: false });
    expect(await read(clerk)).toMatchObject({ figures: {}, lists: [], moments: [] });
    await (await test.as('nobody')).get(`${app}/pages/customer_360/overview/${customer}`).expect(404);
    await admin.get(`${app}/pages/customer_360/overview/${device}`).expect(404);
  });

  it('find by name, phone in any writing, and serial number, with what fills the new record', async () => {
    const [hit] = await find(agent, '+86 138-0013-8000');
    expect(hit).toMatchObject({
      search: 'customers',
      values: { customer: { id: customer, title: '绿洲酒店' } },
      overview: { page: 'customer_360', id: customer },
    });
    expect((await find(agent, '绿洲'))[0]?.form).toBe('customer');
    const [serial] = await find(agent, 'ac-2000');
    expect(serial).toMatchObject({
      values: { device: { id: device }, customer: { id: customer } },
      overview: { id: customer },
    });
  });

  it('find by pinyin, once the words are in the index', async () => {
    await until(async () => (await find(agent, 'lvzhou'))[0]?.record.id === customer);
    await until(async () => (await find(agent, 'lzjd'))[0]?.record.id === customer);
  });

  it('find nothing by what the reader may not see', async () => {
    expect(await find(clerk, '13800138000')).toEqual([]);
    expect((await find(clerk, '绿洲'))[0]?.record).not.toHaveProperty('phone');
    expect(await find(clerk, 'ac-2000')).toEqual([]);
    await (await test.as('nobody')).get(`${app}/pages/intake/lookup`).query({ q: '绿洲' }).expect(404);
  });
});
