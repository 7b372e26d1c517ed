import { createHmac } from 'node:crypto';
import type { ConnectorRun } from '@fieldwork/api-contract';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const text = (id: string, more: object = {}) => ({ id, type: 'text' as const, label: id, ...more });
const documents = [
  { kind: 'app', schema: 1, id: 'desk', label: '售后', timeZone: 'Asia/Shanghai', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'ticket',
    label: '工单',
    title: 'subject',
    fields: [
      text('subject', { required: true }),
      text('number', { unique: true }),
      { id: 'amount', type: 'money', label: '金额' },
      text('secret_note'),
    ],
    layout: [],
  },
  { kind: 'form', schema: 1, id: 'echo', label: '回声', title: 'name', fields: [text('name')], layout: [] },
  {
    kind: 'rule',
    schema: 1,
    id: 'echo_of_ticket',
    label: '回声',
    form: 'ticket',
    trigger: { on: 'created' },
    actions: [{ type: 'create', form: 'echo', set: [{ field: 'name', value: { var: 'subject' } }] }],
  },
  {
    kind: 'connector',
    schema: 1,
    id: 'alarms',
    label: '设备告警',
    system: 'iot',
    form: 'ticket',
    direction: 'hook',
    items: 'data',
    key: { field: 'number', from: 'id' },
    only: { from: 'kind', is: ['alarm', 'fault'] },
    map: [
      { field: 'subject', from: 'text' },
      { field: 'amount', from: 'amount' },
    ],
  },
  {
    kind: 'connector',
    schema: 1,
    id: 'stock',
    label: '库存',
    system: 'erp',
    form: 'ticket',
    direction: 'ask',
    request: { path: '/stock/{{subject}}' },
    needs: ['subject'],
    shown: [{ label: '库存', from: 'n' }],
  },
] as unknown as Document[];

describe('hooks', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let stranger: Awaited<ReturnType<TestApp['as']>>;
  let secret = '';
  const api = '/api/v1/apps/desk';
  const address = '/api/v1/hooks/desk/alarms';
  const item = (id: string, more: object = {}) => ({ kind: 'alarm', id, text: `告警${id}`, ...more });
  const list = async (form: string) =>
    (await admin.get(`${api}/forms/${form}/records`).query({ sort: 'created_at', pageSize: 200 }).expect(200))
      .body.data as Record<string, unknown>[];
  const runs = async (): Promise<ConnectorRun[]> =>
    (await admin.get(`${api}/connectors/alarms/runs`).expect(200)).body.data;
  const signed = (id: string, body: string, with_ = secret, at = new Date()) => ({
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(with_).sign(id, at, body),
  });
  const call = (id: string, data: unknown) => {
    const body = JSON.stringify({ data });
    return stranger.post(address).set(signed(id, body)).send(body);
  };

  const forged = (id: string) => {
    const body = JSON.stringify({ data: [item('0')] });
    return stranger
      .post(address)
      .set(signed(id, body, `whsec_${Buffer.alloc(32).toString('base64')}`))
      .send(body);
  };

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    stranger = test.anonymous();
    await test.app.get(AppService).install(documents, null);
  });
  afterAll(() => test.close());

  it('are closed until an administrator opens them, and the secret is shown once', async () => {
    await forged('m0').expect(404);
    const { body } = await admin.put(`${api}/connectors/alarms/hook`).send({ signing: { by: 'standard' } });
    secret = body.data.secret;
    expect(secret).toMatch(/^whsec_/);
    const shown = await admin.get(`${api}/connections`).expect(200);
    expect(JSON.stringify(shown.body)).not.toContain(secret);
    const member = await test.as('member');
    await member
      .put(`${api}/connectors/alarms/hook`)
      .send({ signing: { by: 'standard' } })
      .expect(403);
    // Only connectors that are called have an address.
    await admin
      .put(`${api}/connectors/stock/hook`)
      .send({ signing: { by: 'standard' } })
      .expect(404);
    await stranger.post('/api/v1/hooks/desk/stock').send({}).expect(404);
    await stranger.post('/api/v1/hooks/constructor/alarms').send({}).expect(404);
  });

  it('make records of what is signed, once, known again by their key; rules hear of them', async () => {
    await call('m1', [item('1', { amount: '12.5' }), item('2'), item('3', { kind: 'heartbeat' })]).expect(
      200,
    );
    expect(await list('ticket')).toMatchObject([
      { subject: '告警1', number: '1', amount: '12.5' },
      { subject: '告警2', number: '2' },
    ]);
    await until(async () => (await list('echo')).length === 2);
    expect((await call('m1', [item('9')]).expect(200)).body.data).toEqual({ isRepeated: true });
    await call('m2', item('1', { text: '再次告警' })).expect(200);
    const tickets = await list('ticket');
    expect(tickets).toHaveLength(2);
    expect(tickets[0]).toMatchObject({ subject: '再次告警' });
    expect(await runs()).toMatchObject([
      { read: 1, updated: 1, isCall: true },
      { read: 3, created: 2, skipped: 1 },
    ]);
  });

  it('take one message once, however often it comes at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => call('m3', [item('30')])));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.filter(({ body }) => !body.data.isRepeated)).toHaveLength(1);
    expect((await list('ticket')).filter(({ number }) => number === '30')).toHaveLength(1);
  });

  it('take the items beside one with characters that cannot be kept', async () => {
    await call('m3a', [item('31'), item('3\u0000'), item('32', { text: 'half \ud83d' }), item('33')]).expect(
      200,
    );
    const numbers = (await list('ticket')).map(({ number }) => number);
    expect(numbers).toEqual(expect.arrayContaining(['31', '33']));
    expect((await runs())[0]).toMatchObject({ created: 2, failed: 2 });
  });

  it('refuse a wrong signature, a changed body, an old time and a call without any, all alike', async () => {
    const body = JSON.stringify({ data: [item('40')] });
    const old = new Date(Date.now() - 6 * 60_000);
    const refused = await Promise.all([
      stranger.post(address).set(signed('m4', body)).send(body.replace('40', '41')),
      stranger
        .post(address)
        .set(signed('m4', body, secret, old))
        .send(body),
      stranger
        .post(address)
        .set({ ...signed('m4', body), 'webhook-id': 'm5' })
        .send(body),
      stranger.post(address).set('content-type', 'application/json').send(body),
      forged('m6'),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await list('ticket')).some(({ number }) => number === '40')).toBe(false);
  });

  it('write only what is mapped, and what cannot be taken stands in the log until it is taken again', async () => {
    await call('m7', [item('50', { secret_note: 'x', owner: 'admin', __proto__: { text: 'y' } })]).expect(
      200,
    );
    const made = (await list('ticket')).find(({ number }) => number === '50');
    expect(made).toMatchObject({ secret_note: null });
    await call('m8', [item('51', { text: '' }), item('52')]).expect(200);
    const [run] = await runs();
    expect(run).toMatchObject({ created: 1, failed: 1, errors: [{ item: '51' }] });
    await call('m9', 'nothing').expect(200);
    const [wrong] = await runs();
    expect(wrong?.error).toContain('nothing at “data”');
    await admin.post(`${api}/connectors/alarms/runs/${run?.id}/again`).expect(204);
    expect((await runs()).find(({ id }) => id === run?.id)).toMatchObject({ updated: 1, failed: 1 });
    await admin
      .post(`${api}/connectors/alarms/runs/${'0'.repeat(8)}-0000-7000-8000-000000000000/again`)
      .expect(404);
  });

  it('let the former secret be good for a day, and a plain HMAC of the body sign too', async () => {
    const { body } = await admin.post(`${api}/connectors/alarms/hook/rotate`).expect(200);
    await call('m10', [item('60')]).expect(200);
    secret = body.data.secret;
    await call('m11', [item('61')]).expect(200);
    const signing = { by: 'hmac', header: 'X-Hub-Signature-256', encoding: 'hex', prefix: 'sha256=' };
    const own = 'a-secret-of-the-other-side';
    const saved = await admin.put(`${api}/connectors/alarms/hook`).send({ signing, secret: own }).expect(200);
    expect(saved.body.data.secret).toBeNull();
    await call('m12', [item('62')]).expect(403);
    const sent = JSON.stringify({ data: [item('63')] });
    const send = (key: string) =>
      stranger
        .post(address)
        .set({
          'content-type': 'application/json',
          'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(sent).digest('hex')}`,
        })
        .send(sent);
    await send('a-secret-of-someone-else').expect(403);
    await send(own).expect(200);
    expect((await send(own).expect(200)).body.data).toEqual({ isRepeated: true });
    // Equal bodies under ids of their own are messages of their own, where a header for the id is agreed on.
    const withId = { ...signing, idHeader: 'X-Delivery' };
    await admin.put(`${api}/connectors/alarms/hook`).send({ signing: withId }).expect(200);
    const delivered = async (id: string, status = 200) =>
      (await send(own).set('x-delivery', id).expect(status)).body.data?.isRepeated;
    const before = (await runs()).length;
    expect(await delivered('d1')).toBe(false);
    expect(await delivered('d2')).toBe(false);
    expect(await delivered('d1')).toBe(true);
    expect((await runs()).length).toBe(before + 2);
    await send(own).expect(403);
    await delivered(' ', 403);
    await admin
      .put(`${api}/connectors/alarms/hook`)
      .send({ signing: { ...signing, idHeader: 'X Delivery' } })
      .expect(422);
    // What is no key for the way of signing is refused: an empty key would let everybody in.
    await admin
      .put(`${api}/connectors/alarms/hook`)
      .send({ signing: { by: 'standard' }, secret: '!'.repeat(20) })
      .expect(422);
    await admin
      .put(`${api}/connectors/alarms/hook`)
      .send({ signing: { by: 'standard' } })
      .expect(200);
    await send(own).expect(403);
    await admin.delete(`${api}/connectors/alarms/hook`).expect(204);
    await send(own).expect(404);
  });
});
