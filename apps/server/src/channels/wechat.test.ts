import { randomBytes } from 'node:crypto';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { openWechat, readWechatXml, sealWechat, wechatSignature } from './wechat-crypto.js';

const keys = { token: 'tok', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', appId: 'wx123' };
const v = (path: string) => ({ var: path });
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'desk', label: '售后', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'ticket',
    label: '工单',
    title: 'number',
    fields: [
      { id: 'number', type: 'auto_number', label: '编号', prefix: 'WX-' },
      { id: 'subject', type: 'text', label: '主题' },
      { id: 'openid', type: 'text', label: '微信' },
    ],
    layout: [],
  },
  {
    kind: 'channel',
    schema: 1,
    id: 'wechat',
    label: '公众号',
    type: 'wechat',
    form: 'ticket',
    set: [
      { field: 'subject', value: v('message.text') },
      { field: 'openid', value: v('message.openid') },
    ],
    reply: '已受理：{{number}}',
    welcome: '您好，直接留言即可报修',
    mostPerHour: 3,
  },
];

describe('what WeChat calls back with', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let address = '';

  const message = (text: string, more: Record<string, string> = {}) => {
    const values = {
      ToUserName: 'gh_1',
      FromUserName: 'o1',
      CreateTime: '1',
      MsgType: 'text',
      Content: text,
      MsgId: randomBytes(8).toString('hex'),
      ...more,
    };
    return `<xml>${Object.entries(values)
      .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
      .join('')}</xml>`;
  };
  const call = (
    xml: string,
    { seconds = Math.floor(Date.now() / 1000), signature }: { seconds?: number; signature?: string } = {},
    used = keys,
  ) => {
    const cipher = sealWechat(xml, used);
    const timestamp = String(seconds);
    const nonce = 'n1';
    return {
      query: {
        timestamp,
        nonce,
        signature: wechatSignature([used.token, timestamp, nonce]),
        msg_signature: signature ?? wechatSignature([used.token, timestamp, nonce, cipher]),
      },
      body: `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`,
    };
  };
  const send = ({ query, body }: ReturnType<typeof call>) =>
    test.anonymous().post(address).query(query).set('content-type', 'text/xml').send(body);
  const tickets = async () =>
    (await admin.get('/api/v1/apps/desk/forms/ticket/records').expect(200)).body.data as {
      subject: string;
    }[];

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await test.app.get(AppService).install(documents, null);
    const { body } = await admin
      .post('/api/v1/messengers')
      .send({
        type: 'wechat_account',
        name: '公众号',
        settings: { appid: keys.appId },
        secrets: { secret: 's', token: keys.token, aes_key: keys.aesKey },
      })
      .expect(201);
    address = `/api/v1/wechat/${body.data.id}`;
    await admin
      .put('/api/v1/messengers/routes')
      .send({ app: 'desk', channel: 'wechat', messengerId: body.data.id })
      .expect(204);
  });
  afterAll(() => test.close());

  it('confirms its address to whoever signs with the token', async () => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const query = { timestamp, nonce: 'n', echostr: 'e123' };
    const signature = wechatSignature([keys.token, timestamp, 'n']);
    const answer = await test
      .anonymous()
      .get(address)
      .query({ ...query, signature })
      .expect(200);
    expect(answer.text).toBe('e123');
    await test
      .anonymous()
      .get(address)
      .query({ ...query, signature: `${signature.slice(0, -1)}x` })
      .expect(403);
  });

  it('becomes a record once, answered at once and encrypted', async () => {
    const first = call(message('空调漏水'));
    const answer = await send(first).expect(200);
    const outer = readWechatXml(answer.text);
    const said = readWechatXml(openWechat(outer.get('Encrypt') ?? '', keys));
    expect(said.get('Content')).toMatch(/^已受理：WX-/);
    expect(
      wechatSignature([
        keys.token,
        outer.get('TimeStamp') ?? '',
        outer.get('Nonce') ?? '',
        outer.get('Encrypt') ?? '',
      ]),
    ).toBe(outer.get('MsgSignature'));
    // Tried again by the other side, or played again by somebody: nothing more happens.
    expect((await send(first).expect(200)).text).toBe('success');
    expect(await tickets()).toHaveLength(1);
    expect((await tickets())[0]).toMatchObject({ subject: '空调漏水', openid: 'o1' });
  });

  it('is refused with a wrong signature, another key, another account, an old time', async () => {
    const good = call(message('x'));
    const other = { ...keys, aesKey: 'bbcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
    const account = { ...keys, appId: 'wx999' };
    for (const bad of [
      call(message('x'), { signature: good.query.msg_signature }),
      call(message('x'), { seconds: Math.floor(Date.now() / 1000) - 310 }),
      call(message('x'), { seconds: Math.floor(Date.now() / 1000) + 310 }),
      call(message('x'), {}, other),
      call(message('x'), {}, account),
      {
        ...good,
        body: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>',
      },
      { ...good, body: '' },
    ])
      expect([400, 403, 415]).toContain((await send(bad)).status);
    expect(await tickets()).toHaveLength(1);
    const nowhere = address.replace(/[^/]+$/, '01890000-0000-7000-8000-000000000000');
    await test
      .anonymous()
      .post(nowhere)
      .query(good.query)
      .set('content-type', 'text/xml')
      .send(good.body)
      .expect(404);
  });

  it('greets new followers, and files no more than so many an hour', async () => {
    const greeted = await send(call(message('', { MsgType: 'event', Event: 'subscribe', MsgId: '' }))).expect(
      200,
    );
    const said = readWechatXml(openWechat(readWechatXml(greeted.text).get('Encrypt') ?? '', keys));
    expect(said.get('Content')).toContain('您好');
    for (let index = 0; index < 5; index++) await send(call(message(`m${index}`))).expect(200);
    expect(await tickets()).toHaveLength(3);
  });
});
