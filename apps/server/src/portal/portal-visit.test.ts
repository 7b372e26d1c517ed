import { createHash } from 'node:crypto';
import type { PortalHomeData, PublicFormData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createToken, hashToken } from '../identity/token.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { alterations } from '../testing/alterations.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { PortalSignInStore } from './portal-sign-in.store.js';

const home = '/api/v1/portal/after_sales/order_portal/home';
const form = '/api/v1/public/after_sales/repair_form';
const mine = '13800000001';

function solved({ text, bits }: PublicFormData['challenge']) {
  for (let nonce = 0; ; nonce++) {
    const hash = createHash('sha256').update(`${text}:${nonce}`).digest();
    if (hash.readUInt32BE(0) >>> (32 - bits) === 0) return { challenge: text, nonce: String(nonce) };
  }
}

describe('a public form opened by whoever has signed in to a portal', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let admin: AfterSalesDesk['admin'];
  const kept = { customer: '', contact: '', device: '', other: '', theirs: '' };

  const company = (name: string) => desk.customer({ name, tier: 'a', phone: '01055550000' });
  /** The cookie of somebody whose code was right. */
  const signedIn = async (address = mine): Promise<string> => {
    const token = createToken();
    await test.database.transaction((tx) =>
      test.app
        .get(PortalSignInStore)
        .begin(
          tx,
          { app: 'after_sales', page: 'order_portal' },
          { token: hashToken(token), way: 'phone', address, hours: 2 },
        ),
    );
    return `fieldwork-portal=${token}`;
  };
  const personOf = async (cookie: string): Promise<NonNullable<PortalHomeData['person']>> =>
    (await test.anonymous().get(home).set('cookie', cookie).expect(200)).body.data.person;
  const query = (address: string | null) => new URLSearchParams(String(address).split('?')[1]);
  const open = async (more: { w?: string | null; r?: string | null }): Promise<PublicFormData> => {
    const given = Object.entries(more).filter(([, value]) => value);
    return (await test.anonymous().get(form).query(Object.fromEntries(given)).expect(200)).body.data;
  };
  const answers = { subject: '不制冷', reporter_name: '陈经理', reporter_phone: mine };
  const send = async (more: object) => {
    const solution = solved((await open({})).challenge);
    return test
      .anonymous()
      .post(form)
      .send({ ...solution, values: answers, ...more });
  };
  const filed = async (number: string) => {
    const filter = JSON.stringify({ '==': [{ var: 'number' }, number] });
    const { body } = await admin.get(`${afterSales}/forms/work_order/records`).query({ filter }).expect(200);
    return body.data[0];
  };

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    admin = desk.admin;
    const model = await desk.model();
    const device = (customer: string, serial: string) =>
      desk.make('device', { model, customer, serial, installed_on: '2026-01-01' });
    kept.customer = await company('朗悦酒店');
    kept.other = await company('东华学院');
    kept.contact = await desk.make('contact', { name: '陈经理', customer: kept.customer, phone: mine });
    await desk.make('contact', { name: '李老师', customer: kept.other, phone: '13800000002' });
    kept.device = await device(kept.customer, 'HK000001');
    kept.theirs = await device(kept.other, 'HK000002');
  });
  afterAll(() => test.close());

  it('knows who he is, and offers him what is his and nothing of others', async () => {
    const person = await personOf(await signedIn());
    const w = query(person.report).get('w');
    const shown = await open({ w });
    expect(shown.visitor).toEqual({
      names: ['陈经理'],
      answers: { reporter_name: '陈经理', reporter_phone: mine },
    });
    expect(shown.choices?.items.map(({ title }) => title)).toEqual([expect.stringContaining('HK000001')]);
    expect(JSON.stringify(shown)).not.toMatch(/HK000002|李老师|13800000002|东华学院/);
    expect(`${person.report}`).not.toContain(mine);
    // The form about one device knows him as well, and asks no more which it is.
    const row = person.lists.find(({ id }) => id === 'devices')?.rows[0];
    const about = query(row?.report ?? null);
    const narrow = await open({ w: about.get('w'), r: about.get('r') });
    expect(narrow).toMatchObject({ choices: null, visitor: { names: ['陈经理'] } });
    expect(JSON.stringify(narrow.about)).toContain('HK000001');
    // Whoever is not known is asked everything, and offered nothing.
    expect(await open({})).toMatchObject({ visitor: null, choices: null });
  });

  it('files his request for the device that he chose, as him, whatever number he leaves', async () => {
    const w = query((await personOf(await signedIn())).report).get('w');
    const token = (await open({ w })).choices?.items[0]?.token;
    const elsewhere = { ...answers, reporter_phone: '13800000002' };
    const { body } = await send({ visitor: w, token, values: elsewhere });
    expect(await filed(body.data.number)).toMatchObject({
      customer: { id: kept.customer },
      contact: { id: kept.contact },
      device: { id: kept.device },
      reporter_phone: '13800000002',
    });
    const none = await send({ visitor: w, values: elsewhere });
    expect(await filed(none.body.data.number)).toMatchObject({
      customer: { id: kept.customer },
      contact: { id: kept.contact },
      device: null,
    });
  });

  it('lets him choose nothing of others: neither by their code, nor by a token that he makes up, nor by a serial', async () => {
    const w = query((await personOf(await signedIn())).report).get('w');
    const links = (await admin.get(`${afterSales}/forms/device/records/${kept.theirs}/public-links`)).body
      .data;
    const { path } = links.find(({ channel }: { channel: string }) => channel === 'repair_form');
    const r = query(path).get('r');
    expect((await send({ visitor: w, token: r })).status).toBe(404);
    // Without his session it is a code on a device, as for everybody.
    expect((await send({ token: r })).status).toBe(201);
    const own = (await open({ w })).choices?.items[0]?.token ?? '';
    const coded = Buffer.from(kept.theirs.replaceAll('-', ''), 'hex').toString('base64url');
    const forged = `${coded}.${own.split('.')[1]}`;
    for (const typed of [null, 'HK000002', 'HK999999']) {
      const { status, body } = await send({ visitor: w, token: forged, typed });
      expect(status).toBe(201);
      expect(await filed(body.data.number)).toMatchObject({ device: null, customer: { id: kept.customer } });
    }
  });

  it('finds filled in only what the form asks, else the portal is not published', async () => {
    const { data } = (await admin.get(`${afterSales}/pages/order_portal`).expect(200)).body;
    const { document } = data;
    const prefill = [{ field: 'review_note', value: 'x' }];
    const changed = { ...document, signIn: { ...document.signIn, prefill } };
    const saved = await admin.put(`${afterSales}/pages/order_portal`).send({ document: changed });
    const published = await admin.post(`${afterSales}/pages/order_portal/publish`).send({});
    expect(JSON.stringify([saved.body, published.body])).toContain('["signIn","prefill",0,"field"]');
    expect(published.status).toBe(422);
  });

  it('knows nobody by an altered address, at another form, or after he has signed out', async () => {
    const cookie = await signedIn();
    const w = query((await personOf(cookie)).report).get('w') ?? '';
    for (const wrong of [...alterations(w).slice(-2), 'x', 'v1.a.b.c', w.slice(0, 40)])
      expect(await open({ w: wrong })).toMatchObject({ visitor: null, choices: null });
    await test.anonymous().get(form.replace('repair_form', 'hotline')).query({ w }).expect(404);
    expect((await open({ w })).visitor).not.toBeNull();
    await test.anonymous().delete(`${home}/session`).set('cookie', cookie).expect(204);
    expect(await open({ w })).toMatchObject({ visitor: null, choices: null });
    const { body } = await send({ visitor: w });
    // Then he is whom his number says, as for everybody.
    expect(await filed(body.data.number)).toMatchObject({ contact: { id: kept.contact } });
  });
});
