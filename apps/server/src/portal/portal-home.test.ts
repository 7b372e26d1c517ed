import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageService } from '../messaging/message.service.js';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';
import { PortalKeys } from './portal-keys.js';
import { PortalPersons } from './portal-persons.js';
import { PortalSignInService } from './portal-sign-in.js';
import { PortalSignInStore } from './portal-sign-in.store.js';

type Visitor = ReturnType<TestApp['anonymous']>;
const home = '/api/v1/portal/after_sales/order_portal/home';

interface Shown {
  names: string[];
  lists: {
    id: string;
    rows: { title: string; step: string | null; href: string | null; report: string | null }[];
  }[];
}

describe('a portal without a link', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let admin: AfterSalesDesk['admin'];
  let gateway: StandIn;
  const kept = { mine: '', other: '', order: '', device: '' };

  const customerOf = (name: string) => desk.customer({ name, tier: 'a', phone: '01055550000' });
  const contactOf = (name: string, customer: string, phone: string) =>
    desk.make('contact', { name, customer, phone });
  const orderOf = (subject: string, customer: string) =>
    desk.make('work_order', { type: 'install', subject, severity: 'low', customer });
  /** The codes that went to a number, oldest first. */
  const codesTo = (phone: string) =>
    gateway.calls
      .map(({ body }) => body)
      .filter((body) => body.includes(phone))
      .map((body) => /\b(\d{6})\b(?!\d)/.exec(body.replace(phone, ''))?.[1] ?? '');
  const ask = (who: Visitor, address: string) => who.post(`${home}/codes`).send({ way: 'phone', address });
  const enter = (who: Visitor, address: string, code: string) =>
    who.post(`${home}/session`).send({ way: 'phone', address, code });
  const codeFor = async (who: Visitor, address: string, digits = address) => {
    const before = codesTo(digits).length;
    await ask(who, address).expect(204);
    // A message goes out behind the answer; a busy machine takes its time.
    return until(async () => codesTo(digits)[before], 45_000);
  };
  const signedIn = async (phone: string) => {
    const who = test.anonymous();
    await enter(who, phone, await codeFor(who, phone)).expect(204);
    return who;
  };
  const seen = async (who: Visitor): Promise<Shown> => (await who.get(home).expect(200)).body.data.person;
  const titles = ({ lists }: Shown, id: string) =>
    lists.find((list) => list.id === id)?.rows.map(({ title }) => title) ?? [];

  beforeAll(async () => {
    gateway = await startStandIn(() => ({ json: {} }));
    test = await createTestApp({ config: { allowedHosts: [gateway.host] } });
    desk = await AfterSalesDesk.install(test);
    admin = desk.admin;
    await desk.sendBySms(gateway.url, ['sign_in_sms']);
    kept.mine = await customerOf('朗悦酒店');
    kept.other = await customerOf('东华学院');
    await contactOf('陈经理', kept.mine, '13800000001');
    await contactOf('李老师', kept.other, '13800000002');
    const model = await desk.model();
    kept.device = await desk.make('device', {
      model,
      customer: kept.mine,
      serial: 'HK000001',
      installed_on: '2026-01-01',
    });
    await desk.make('device', {
      model,
      customer: kept.other,
      serial: 'HK000002',
      installed_on: '2026-01-01',
    });
    kept.order = await orderOf('空调漏水', kept.mine);
    await orderOf('别人的工单', kept.other);
  });
  afterAll(async () => {
    await test.close();
    await gateway.close();
  });

  it('shows nobody anything before he has signed in', async () => {
    const who = test.anonymous();
    const { data } = (await who.get(home).expect(200)).body;
    expect(data).toMatchObject({ person: null, ways: [{ id: 'phone' }, { id: 'email' }] });
    await who.get(home.replace('order_portal', 'survey_portal')).expect(404);
    await who.get(home.replace('order_portal', 'constructor')).expect(404);
    await who
      .get(home)
      .set('cookie', `fieldwork-portal=${'a'.repeat(43)}`)
      .expect(200);
    expect((await who.get(home)).body.data.person).toBeNull();
  });

  it('lets somebody in by the code that went to his number, to what is his and nothing else', async () => {
    const who = test.anonymous();
    const code = await codeFor(who, '+86 138 0000 0001', '13800000001');
    const answer = await enter(who, '138-0000-0001', code).expect(204);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^fieldwork-portal=[\w-]{43}; .*Path=\/api\/v1\/portal\/after_sales\/order_portal;.*HttpOnly;.*SameSite=Strict/,
    );
    const person = await seen(who);
    expect(person.names).toEqual(['陈经理']);
    expect(titles(person, 'devices')).toHaveLength(1);
    expect(JSON.stringify(person)).toContain('空调漏水');
    for (const foreign of ['别人的工单', 'HK000002', '李老师', 'assignee', 'total_cost'])
      expect(JSON.stringify(person)).not.toContain(foreign);
    const [row] = person.lists.find(({ id }) => id === 'open')?.rows ?? [];
    expect(row?.step).toMatchObject({ 'zh-CN': '已受理您的请求' });
    const [page = '', query = ''] = String(row?.href).split('?');
    await who.get(`/api/v1/portal${page.slice(2)}?${query}`).expect(200);
    const [device] = person.lists.find(({ id }) => id === 'devices')?.rows ?? [];
    const form = String(device?.report);
    expect(form).toMatch(/^\/p\/after_sales\/repair_form\?w=.+&r=/);
    // The code is used up.
    await enter(test.anonymous(), '13800000001', code).expect(401);
    await who.delete(`${home}/session`).expect(204);
    expect((await who.get(home)).body.data.person).toBeNull();
  });

  it('ends for good when somebody signs out, and is good for this portal alone', async () => {
    const who = test.anonymous();
    const answer = await enter(who, '13800000001', await codeFor(who, '13800000001')).expect(204);
    const cookie = String(answer.headers['set-cookie']).split(';')[0] as string;
    const stranger = test.anonymous();
    const by = (path: string) => stranger.get(path).set('cookie', cookie);
    expect((await by(home).expect(200)).body.data.person).not.toBeNull();
    await by(home.replace('order_portal', 'survey_portal')).expect(404);
    await by(`${afterSales}/forms/work_order/records`).expect(401);
    await by(`/api/v1/portal/after_sales/order_portal?t=${kept.order}`).expect(404);
    await who.delete(`${home}/session`).expect(204);
    expect((await by(home).expect(200)).body.data.person).toBeNull();
  });

  it('says so where no code can be sent at all', async () => {
    const messengers = (await admin.get('/api/v1/messengers').expect(200)).body.data as { id: string }[];
    const switched = (isOn: boolean) =>
      test.database.query('update platform.messenger set is_enabled = $1 where id = any ($2::uuid[])', [
        isOn,
        messengers.map(({ id }) => id),
      ]);
    await switched(false);
    const { body } = await ask(test.anonymous(), '13800000002').expect(409);
    expect(body.detail ?? body.title).toMatch('No code can be sent');
    await switched(true);
  });

  it('answers an unknown number like a known one, and sends it nothing', async () => {
    const who = test.anonymous();
    const known = await ask(who, '13800000002');
    const unknown = await ask(who, '13911112222');
    expect([unknown.status, unknown.body, unknown.text]).toEqual([known.status, known.body, known.text]);
    await until(async () => codesTo('13800000002').length > 0, 45_000);
    expect(codesTo('13911112222')).toEqual([]);
    const wrong = await Promise.all(
      ['13800000002', '13911112222', '13933334444'].map((one) => enter(who, one, '000000')),
    );
    const said = new Set(
      wrong.map(({ status, body }) => JSON.stringify([status, { ...body, requestId: 0 }])),
    );
    expect([...said]).toHaveLength(1);
    expect(wrong[0]?.status).toBe(401);
  });

  it('takes five tries at a code, however many come at once, and the newest code alone', async () => {
    await contactOf('赵工', kept.other, '13800000005');
    const who = test.anonymous();
    const first = await codeFor(who, '13800000005');
    const second = await codeFor(who, '13800000005');
    if (first !== second) await enter(who, '13800000005', first).expect(401);
    const wrong = second === '123456' ? '654321' : '123456';
    await Promise.all(Array.from({ length: 4 }, () => enter(who, '13800000005', wrong).expect(401)));
    await enter(who, '13800000005', second).expect(401);
    await test.database.query(
      `update platform.portal_code set tries = 0, expires_at = now() - interval '1 s'`,
    );
    await enter(who, '13800000005', second).expect(401);
  });

  it('keeps neither codes nor numbers in the clear until they are sent', async () => {
    await contactOf('钱工', kept.other, '13800000006');
    const code = await codeFor(test.anonymous(), '13800000006');
    const { rows } = await test.database.query<{ text: string }>(
      `select string_agg(t, ' ') as text from (
         select row_to_json(c)::text as t from platform.portal_code c
         union all select payload::text from platform.outbox where topic = 'portal.code'
         union all select words::text from platform.message
         union all select payload::text from platform.delivery where channel = 'message') all_of_it`,
    );
    expect(rows[0]?.text).toContain('{{code}}');
    // Hashes and fractions of a second may hold the same digits by chance.
    expect(rows[0]?.text).not.toMatch(new RegExp(`(?<![0-9a-f.])${code}(?![0-9a-f])`));
  });

  it('shows what belongs to each of the records that have the number, and follows what is merged or gone', async () => {
    const phone = '13800000007';
    const third = await customerOf('第三家');
    const contacts = [await contactOf('孙工', kept.mine, phone), await contactOf('孙工', third, phone)];
    await orderOf('第三家的工单', third);
    const who = await signedIn(phone);
    const both = JSON.stringify(await seen(who));
    expect(both).toContain('空调漏水');
    expect(both).toContain('第三家的工单');
    expect(both).not.toContain('别人的工单');
    await admin.delete(`${afterSales}/forms/contact/records/${contacts[0]}`).expect(204);
    expect(JSON.stringify(await seen(who))).not.toContain('空调漏水');
    // The third is the same company as the first: its records go there, and he sees all of them.
    await admin
      .post(`${afterSales}/forms/customer/merges`)
      .send({ survivor: kept.mine, other: third, take: [] })
      .expect(201);
    const merged = JSON.stringify(await seen(who));
    expect(merged).toContain('空调漏水');
    expect(merged).toContain('第三家的工单');
    await admin.delete(`${afterSales}/forms/contact/records/${contacts[1]}`).expect(204);
    expect(await seen(who)).toBeNull();
  });

  it('waits for whoever asks for one number again and again, known or not', async () => {
    for (const phone of ['13800000002', '13955556666']) {
      const codes: number[] = [];
      for (let asked = 0; asked < 6; asked++) codes.push((await ask(test.anonymous(), phone)).status);
      expect(codes.at(-1)).toBe(429);
    }
    await test.anonymous().post(`${home}/codes`).send({ way: 'name', address: '陈经理' }).expect(404);
  });

  it('counts in the database what is asked and tried: two processes and a restart give nobody more', async () => {
    const get = test.app.get.bind(test.app);
    const process = () =>
      new PortalSignInService(
        get(PortalPersons),
        get(PortalSignInStore),
        get(MessageService),
        get(OutboxStore),
        get(Outbox),
        get(PortalKeys),
      );
    const portal = await get(PortalPersons).home({ app: 'after_sales', page: 'order_portal' });
    const two = [process(), process()] as const;
    const refused = async (works: Promise<unknown>[]) =>
      (await Promise.allSettled(works)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    const ask = (service: PortalSignInService, address: string, from: string) =>
      service.ask(portal, { way: 'phone', address }, from);
    const tries = (address: (at: number) => string, from: (at: number) => string, count: number) =>
      refused(Array.from({ length: count }, (_, at) => ask(two[at % 2 ? 1 : 0], address(at), from(at))));
    // Of one address whoever asks, from wherever.
    const many = await tries(
      () => '13700000001',
      (at) => `198.51.100.${at}`,
      12,
    );
    expect(many.map(({ status }) => status)).toEqual(Array(7).fill(429));
    expect(many[0].retryAfterSeconds).toBeGreaterThan(3000);
    expect((await refused([ask(process(), '13700000001', '198.51.100.99')]))[0]).toMatchObject({
      status: 429,
    });
    // By one network, for whomever; another network is not held up.
    const network = await tries(
      (at) => `1370000${1000 + at}`,
      () => '203.0.113.7',
      24,
    );
    expect(network.map(({ status }) => status)).toEqual(Array(4).fill(429));
    expect(await refused([ask(process(), '13700009999', '203.0.113.8')])).toEqual([]);
    const enter = (service: PortalSignInService) =>
      service.enter(portal, { way: 'phone', address: '13700000001', code: '000000' }, '203.0.113.7');
    const entered = await refused(Array.from({ length: 33 }, (_, at) => enter(two[at % 2 ? 1 : 0])));
    expect(entered.filter(({ status }) => status === 429)).toHaveLength(3);
    // After its stretch a new one begins.
    await test.database.query(`update platform.portal_limit set ends_at = now() - interval '1 s'`);
    expect(await refused([ask(process(), '13700000001', '203.0.113.7')])).toEqual([]);
    const { rows } = await test.database.query<{ text: string }>(
      `select string_agg(row_to_json(l)::text, ' ') as text from platform.portal_limit l`,
    );
    expect(rows[0]?.text).not.toMatch(/13700|203\.0/);
  });
});
