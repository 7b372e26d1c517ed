import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';
import { type SeenCall, type StandIn, startStandIn } from './testing/stand-in.js';

const documents = [
  { kind: 'app', schema: 1, id: 'desk', label: '售后', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'ticket',
    label: '工单',
    title: 'subject',
    fields: [
      { id: 'subject', type: 'text', label: '主题' },
      { id: 'who', type: 'member', label: '谁' },
    ],
    layout: [],
  },
  {
    kind: 'channel',
    schema: 1,
    id: 'tell_who',
    label: '通知',
    type: 'message',
    form: 'ticket',
    to: 'who',
    title: '新工单 {{subject}}',
    body: '请处理',
  },
  {
    kind: 'rule',
    schema: 1,
    id: 'tell',
    label: '通知',
    form: 'ticket',
    trigger: { on: 'created' },
    actions: [{ type: 'message', channel: 'tell_who' }],
  },
] as unknown as Document[];

/** A browser, as far as its push service and its keys go. */
function browser(endpoint: string) {
  const pair = createECDH('prime256v1');
  const auth = randomBytes(16);
  const own = pair.generateKeys();
  const hmac = (key: Buffer, ...parts: (Buffer | string)[]) =>
    parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();
  return {
    endpoint,
    keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    /** As RFC 8291 and 8188 say. */
    read({ raw }: SeenCall): unknown {
      const salt = raw.subarray(0, 16);
      const theirs = raw.subarray(21, 21 + (raw[20] ?? 0));
      const secret = pair.computeSecret(theirs);
      const shared = hmac(hmac(auth, secret), 'WebPush: info\0', own, theirs, Buffer.from([1]));
      const prk = hmac(salt, shared);
      const key = hmac(prk, 'Content-Encoding: aes128gcm\0', Buffer.from([1])).subarray(0, 16);
      const nonce = hmac(prk, 'Content-Encoding: nonce\0', Buffer.from([1])).subarray(0, 12);
      const sealed = raw.subarray(21 + (raw[20] ?? 0));
      const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
    },
  };
}

/** Whether a call was signed by the holder of a key for this service (RFC 8292). */
function isVapid({ headers }: SeenCall, publicKey: string, audience: string): boolean {
  const { t = '', k } = Object.fromEntries(
    String(headers.authorization)
      .replace('vapid ', '')
      .split(/,\s*/)
      .map((part) => [part.slice(0, 1), part.slice(2)]),
  );
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const [head, body, signature = ''] = t.split('.');
  const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
  return (
    k === publicKey &&
    claims.aud === audience &&
    claims.sub === 'mailto:ops@example.com' &&
    claims.exp * 1000 > Date.now() &&
    verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  );
}

describe('web push', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let member: Awaited<ReturnType<TestApp['as']>>;
  let memberId: string;
  let service: StandIn;
  let messengerId: string;
  let status = 201;
  const file = (subject: string) =>
    admin.post('/api/v1/apps/desk/forms/ticket/records').send({ subject, who: memberId }).expect(201);
  const add = (agent: typeof member, { endpoint, keys }: ReturnType<typeof browser>) =>
    agent.post('/api/v1/push-devices').send({ messengerId, endpoint, keys, name: 'Chrome' });
  const devices = async (agent: typeof member) => (await agent.get('/api/v1/push-devices')).body.data;

  beforeAll(async () => {
    service = await startStandIn(() => ({ status }));
    test = await createTestApp({ config: { allowedHosts: [service.host] } });
    admin = await test.as('admin');
    memberId = await test.createUser('member');
    member = await test.as('member');
    await test.app.get(AppService).install(documents, null);
    const { body } = await admin
      .post('/api/v1/messengers')
      .send({
        type: 'web_push',
        name: '推送',
        settings: { contact: 'ops@example.com', hosts: `${service.host}, 127.0.0.1:1` },
        forNotices: true,
      })
      .expect(201);
    messengerId = body.data.id;
    await admin
      .put('/api/v1/messengers/routes')
      .send({ app: 'desk', channel: 'tell_who', messengerId })
      .expect(204);
  });
  afterAll(async () => {
    await test.close();
    await service.close();
  });

  it('reaches every browser of a member, encrypted for it and signed by the installation', async () => {
    const [phone, desk] = [browser(`${service.url}/push/phone`), browser(`${service.url}/push/desk`)];
    await add(member, phone).expect(201);
    await add(member, desk).expect(201);
    await add(member, desk).expect(201);
    const { publicKey, messengers, devices: own } = await devices(member);
    expect(messengers).toEqual([{ id: messengerId, name: '推送' }]);
    expect(own).toHaveLength(2);
    expect(JSON.stringify(own)).not.toContain('/push/');
    await file('压缩机异响');
    await until(async () => service.calls.length === 2);
    for (const one of [phone, desk]) {
      const call = service.calls.find(({ path }) => one.endpoint.endsWith(path));
      expect(call && one.read(call)).toMatchObject({ title: '新工单 压缩机异响', text: '请处理' });
      expect(call && isVapid(call, publicKey, service.url)).toBe(true);
      expect(call?.raw.includes('压缩机')).toBe(false);
    }
  });

  it('forgets a browser that is gone, and ends with the session', async () => {
    status = 410;
    await file('再来');
    await until(async () => (await devices(member)).devices.length === 0);
    status = 201;
    await add(member, browser(`${service.url}/push/again`)).expect(201);
    await member.delete('/api/v1/session').expect(204);
    const { rows } = await test.database.query('select from platform.push_device');
    expect(rows).toHaveLength(0);
    member = await test.as('member');
  });

  it('leads to no address inside the house, and a browser belongs to whoever asked last', async () => {
    const inside = browser('http://127.0.0.1:1/push');
    await add(member, inside).expect(201);
    const before = service.calls.length;
    await file('内网');
    const refused = await until(async () => {
      const { body } = await admin.get('/api/v1/messengers/messages');
      const [last] = body.data;
      return last.title.includes('内网') && last.error !== null && (last.error as string);
    });
    expect(refused).toMatch(/FIELDWORK_ALLOWED_HOSTS|address/);
    expect(service.calls).toHaveLength(before);
    const [{ id }] = (await devices(member)).devices;
    await admin.delete(`/api/v1/push-devices/${id}`).expect(404);
    await add(admin, inside).expect(201);
    expect((await devices(member)).devices).toEqual([]);
    await add(member, { ...inside, endpoint: 'javascript:alert(1)' }).expect(422);
    // Hosts that the operator named for other purposes are none of a member's.
    await add(member, { ...inside, endpoint: 'https://erp.example.com/any/path' }).expect(400);
    await member
      .post('/api/v1/push-devices')
      .send({ messengerId: memberId, endpoint: inside.endpoint, keys: inside.keys, name: 'x' })
      .expect(400);
  });
});
