import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { AppService } from '../metadata/app.service.js';
import { DeliveryWorker } from '../platform/deliveries/delivery.worker.js';
import { isSigned, newSecret, signedHeaders } from '../platform/network/standard-webhooks.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

describe('webhooks', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let receiver: StandIn;
  let status = 200;
  let id = '';
  let secret = '';
  const base = '/api/v1/apps/desk/webhooks';
  const ticket = (subject: string) =>
    admin.post('/api/v1/apps/desk/forms/ticket/records').send({ subject }).expect(201);
  const headersOf = (index: number) => {
    const { headers } = receiver.calls[index] as (typeof receiver.calls)[number];
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  };

  beforeAll(async () => {
    receiver = await startStandIn(() =>
      status === 302 ? { status, headers: { location: 'http://127.0.0.1:1/' } } : { status },
    );
    test = await createTestApp({ config: { allowedHosts: [receiver.host] } });
    admin = await test.as('admin');
    await test.app.get(AppService).install(
      [
        { kind: 'app', schema: 1, id: 'desk', label: '售后', menu: [] },
        {
          kind: 'form',
          schema: 1,
          id: 'ticket',
          label: '工单',
          title: 'subject',
          fields: [{ id: 'subject', type: 'text', label: '主题' }],
          layout: [],
        },
      ],
      null,
    );
    const { body } = await admin
      .post(base)
      .send({ name: 'ERP', url: `${receiver.url}/hook`, forms: ['ticket'] })
      .expect(201);
    ({ id, secret } = body.data);
  });
  afterAll(async () => {
    await test.close();
    await receiver.close();
  });

  it('lead to no address inside, said while it is entered', async () => {
    for (const url of ['https://10.0.0.1/x', 'https://169.254.169.254/latest', 'http://8.8.8.8/plain'])
      await admin.post(base).send({ name: 'x', url, forms: [] }).expect(422);
    await admin.put(`${base}/${id}`).send({ name: 'x', url: 'https://[::1]/', forms: [] }).expect(422);
  });

  it('tell of a change without its contents, signed so that the reference library accepts it', async () => {
    const { body } = await ticket('机密内容');
    await until(async () => receiver.calls.length === 1);
    const [call] = receiver.calls;
    expect(call?.body).not.toContain('机密内容');
    expect(JSON.parse(call?.body ?? '{}')).toMatchObject({
      type: 'ticket.created',
      data: { app: 'desk', form: 'ticket', id: body.data.id, version: 1 },
    });
    const library = new Webhook(secret);
    expect(() => library.verify(call?.body ?? '', headersOf(0))).not.toThrow();
    expect(() => library.verify(`${call?.body} `, headersOf(0))).toThrow();
    const old = signedHeaders({ id: 'msg_1', seconds: Math.floor(Date.now() / 1000) - 360, body: 'x' }, [
      secret,
    ]);
    expect(() => library.verify('x', old)).toThrow();
    expect(isSigned(old, 'x', [secret], Math.floor(Date.now() / 1000))).toBe(false);
  });

  it('sign with the former secret too while the other side changes over', async () => {
    const { body } = await admin.post(`${base}/${id}/rotate`).expect(200);
    await ticket('b');
    await until(async () => receiver.calls.length === 2);
    const text = receiver.calls[1]?.body ?? '';
    for (const one of [secret, body.data.secret])
      expect(() => new Webhook(one).verify(text, headersOf(1))).not.toThrow();
    expect(() => new Webhook(newSecret()).verify(text, headersOf(1))).toThrow();
  });

  it('take a redirect for a failure and keep the id when they try again', async () => {
    status = 302;
    const before = receiver.calls.length;
    await ticket('c');
    await until(async () => receiver.calls.length === before + 1);
    status = 200;
    // The failure is written down a moment after the call.
    await until(async () => {
      await test.database.query(`update platform.delivery set next_at = now() where state = 'waiting'`);
      await test.app.get(DeliveryWorker).sweep();
      return receiver.calls.length >= before + 2;
    });
    expect(headersOf(before + 1)['webhook-id']).toBe(headersOf(before)['webhook-id']);
  });

  it('are sent again over a stretch of time under the same ids', async () => {
    const before = receiver.calls.map((_, index) => headersOf(index)['webhook-id']);
    const { body } = await admin
      .post(`${base}/${id}/replay`)
      .send({ from: '2000-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z' })
      .expect(200);
    expect(body.data.count).toBe(new Set(before).size);
    await until(async () => receiver.calls.length === before.length + body.data.count);
    const again = receiver.calls
      .slice(before.length)
      .map((_, index) => headersOf(before.length + index)['webhook-id']);
    expect(new Set(again)).toEqual(new Set(before));
  });

  it('are switched off by 410, and administrators hear of it', async () => {
    status = 410;
    await ticket('d');
    await until(async () => {
      const { body } = await admin.get(base).expect(200);
      return body.data[0].isEnabled === false && body.data[0].disabledBecause !== null;
    });
    await until(async () => {
      const { body } = await admin.get('/api/v1/notifications').expect(200);
      return JSON.stringify(body.data).includes('ERP');
    });
  });

  it('are for administrators alone, and for forms that are there', async () => {
    await (await test.as('member')).get(base).expect(403);
    await admin
      .post(base)
      .send({ name: 'x', url: 'https://example.org', forms: ['none'] })
      .expect(422);
    await admin.post(base).send({ name: 'x', url: 'javascript:alert(1)' }).expect(422);
    await admin.get('/api/v1/apps/other/webhooks').expect(404);
  });
});
