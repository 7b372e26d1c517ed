import { createHmac } from 'node:crypto';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { Config } from '../platform/config/config.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';
import { MessageStore } from './message.store.js';
import { aliyunHeaders, canonicalQuery } from './messengers/sms-aliyun.js';
import { tencentAuthorization } from './messengers/sms-tencent.js';
import { type SeenCall, type StandIn, startStandIn } from './testing/stand-in.js';
import { UndeliveredMessages } from './undelivered-messages.js';

const secret = 'SECsecret';
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'desk', label: '售后', timeZone: 'Asia/Shanghai', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'ticket',
    label: '工单',
    title: 'subject',
    fields: [
      { id: 'subject', type: 'text', label: '主题' },
      { id: 'phone', type: 'phone', label: '电话' },
      { id: 'openid', type: 'text', label: '微信' },
      { id: 'severe', type: 'yes_no', label: '严重' },
      { id: 'unreached', type: 'text', label: '未送达' },
    ],
    layout: [],
  },
  ...(['group', 'customer', 'wechat', 'nowhere'] as const).map(
    (id): Document => ({
      kind: 'channel',
      schema: 1,
      id,
      label: id,
      type: 'message',
      form: 'ticket',
      ...(id === 'group' ? {} : { to: id === 'wechat' ? 'openid' : 'phone' }),
      ...(id === 'customer' ? { undelivered: [{ field: 'unreached', value: { var: 'phone' } }] } : {}),
      title: { 'zh-CN': '新工单 {{subject}}', en: 'New ticket {{subject}}' },
      body: '{{phone}}',
      parameters: [{ name: 'subject', value: '{{subject}}' }],
    }),
  ),
  {
    kind: 'rule',
    schema: 1,
    id: 'tell',
    label: '通知',
    form: 'ticket',
    trigger: { on: 'created' },
    actions: (['group', 'customer', 'wechat', 'nowhere'] as const).map((channel) => ({
      type: 'message',
      channel,
    })),
  },
];

describe('messages', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let robot: StandIn;
  let gateway: StandIn;
  let wechat: StandIn;
  const texts = () => robot.calls.map(({ body }) => JSON.parse(body).text.content as string);

  const isSigned = ({ query }: SeenCall) => {
    const timestamp = query.get('timestamp') ?? '';
    const wanted = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
    return query.get('sign') === wanted && Math.abs(Date.now() - Number(timestamp)) < 3_600_000;
  };

  beforeAll(async () => {
    // Twenty a minute, as DingTalk has it; above them it says so and takes nothing.
    robot = await startStandIn((call, calls) => {
      if (!isSigned(call)) return { json: { errcode: 310000, errmsg: 'sign not match' } };
      const recent = calls.filter(({ at }) => at > call.at - 60_000).length;
      return { json: recent >= 20 ? { errcode: 130101, errmsg: 'send too fast' } : { errcode: 0 } };
    });
    gateway = await startStandIn(({ body }, calls) =>
      calls.length === 0 ? { status: 503 } : body.includes('13900000000') ? { status: 400 } : { json: {} },
    );
    let token = 0;
    wechat = await startStandIn(({ path, query }) => {
      if (path === '/cgi-bin/stable_token')
        return { json: { access_token: `t${++token}`, expires_in: 7200 } };
      // The first token has been made void elsewhere.
      return { json: query.get('access_token') === 't1' ? { errcode: 40001 } : { errcode: 0, msgid: 1 } };
    });
    test = await createTestApp({ config: { allowedHosts: [robot.host, gateway.host, wechat.host] } });
    admin = await test.as('admin');
    await test.app.get(AppService).install(documents, null);
    const messenger = async (body: object) =>
      (await admin.post('/api/v1/messengers').send(body).expect(201)).body.data.id as string;
    const ding = await messenger({
      type: 'dingtalk_robot',
      name: '售后群',
      settings: { url: `${robot.url}/robot/send` },
      secrets: { token: 'abc', secret },
    });
    const sms = await messenger({
      type: 'sms_gateway',
      name: '短信',
      settings: { url: `${gateway.url}/sms` },
      secrets: { secret: 'whisper' },
    });
    const follower = await messenger({
      type: 'wechat_account',
      name: '公众号',
      settings: { url: wechat.url, appid: 'wx1' },
      secrets: { secret: 's' },
    });
    const route = (channel: string, messengerId: string, template: string | null = null) =>
      admin
        .put('/api/v1/messengers/routes')
        .send({ app: 'desk', channel, messengerId, template })
        .expect(204);
    await route('group', ding);
    await route('customer', sms);
    await route('wechat', follower, 'TPL');
  });
  afterAll(async () => {
    await test.close();
    await Promise.all([robot.close(), gateway.close(), wechat.close()]);
  });

  const ticket = (values: object) =>
    admin.post('/api/v1/apps/desk/forms/ticket/records').send(values).expect(201);

  it('reach a group, a telephone and a follower, each as its provider wants it', async () => {
    await ticket({ subject: '漏水', phone: '13800138000', openid: 'o1' });
    await until(async () => texts().some((text) => text.includes('新工单 漏水')));
    // The first token was refused: a new one was asked for.
    const sent = await until(async () =>
      wechat.calls.find(
        ({ path, query }) => path.endsWith('/template/send') && query.get('access_token') === 't2',
      ),
    );
    expect(JSON.parse(sent.body)).toMatchObject({
      touser: 'o1',
      template_id: 'TPL',
      data: { subject: { value: '漏水' } },
    });
    // The gateway was down at first: it is tried again with the same key.
    await until(async () => gateway.calls.length >= 1);
    const [first] = gateway.calls;
    const body = JSON.parse(first?.body ?? '{}');
    expect(body).toMatchObject({ to: '13800138000', title: '新工单 漏水' });
    const signature = createHmac('sha256', 'whisper')
      .update(`${first?.headers['x-timestamp']}.${first?.body}`)
      .digest('base64');
    expect(first?.headers['x-signature']).toBe(`v1,${signature}`);
    const log = await admin.get('/api/v1/messengers/messages').expect(200);
    expect(JSON.stringify(log.body.data)).toContain('新工单 漏水');
    const runs = await admin.get('/api/v1/apps/desk/rules/tell/runs').query({ limit: 1 });
    expect(JSON.stringify(runs.body)).not.toContain('13800138000');
  });

  it('of a busy minute arrive as digests within the limit, none lost', async () => {
    const before = robot.calls.length;
    const made = Array.from({ length: 200 }, (_, index) => `e${index}.`);
    for (let from = 0; from < made.length; from += 20)
      await Promise.all(made.slice(from, from + 20).map((subject) => ticket({ subject })));
    const seen = () => texts().slice(before).join('\n');
    // What does not fit into this minute waits for the next one.
    await until(async () => made.every((subject) => seen().includes(`新工单 ${subject}`)), 120_000);
    const inMinuteTo = ({ at: end }: SeenCall) =>
      robot.calls.filter(({ at }) => at > end - 60_000 && at <= end).length;
    for (const call of robot.calls) expect(inMinuteTo(call)).toBeLessThanOrEqual(20);
    for (const subject of made) expect(seen().split(`新工单 ${subject}`)).toHaveLength(2);
  }, 180_000);

  it('tell the record when they do not arrive, once', async () => {
    const { body } = await ticket({ subject: '空号', phone: '13900000000' });
    const path = `/api/v1/apps/desk/forms/ticket/records/${body.data.id}`;
    const read = async () => (await admin.get(path).expect(200)).body.data;
    await until(async () => (await read()).unreached === '13900000000');
    await admin.patch(path).send({ unreached: '' }).expect(200);
    await test.app.get(UndeliveredMessages).tellAll();
    expect((await read()).unreached).toBeNull();
  });

  it('of a messenger that is switched off wait, and hold up nobody else’s', async () => {
    const { body } = await admin
      .post('/api/v1/messengers')
      .send({ type: 'sms_gateway', name: '停用', settings: { url: `${gateway.url}/off` } })
      .expect(201);
    await test.database.query('update platform.messenger set is_enabled = false where id = $1', [
      body.data.id,
    ]);
    await test.database.query(
      `insert into platform.message (messenger_id, address, words, created_at)
       select $1, n::text, '{"title":"x","text":"x"}', now() - interval '1 day' from generate_series(1, 600) n`,
      [body.data.id],
    );
    const store = test.app.get(MessageStore);
    expect((await store.waitingFor(1000)).map(({ messengerId }) => messengerId)).not.toContain(body.data.id);
    await test.database.query('delete from platform.message where messenger_id = $1', [body.data.id]);
  });

  it('keep secrets to themselves, and ask for what is missing', async () => {
    const list = await admin.get('/api/v1/messengers').expect(200);
    const { body: address } = await admin.get('/api/v1/messengers/address').expect(200);
    expect(address.data).toEqual({ baseUrl: test.app.get(Config).baseUrl });
    expect(JSON.stringify(list.body)).not.toContain(secret);
    expect(
      list.body.data.find(({ type }: { type: string }) => type === 'dingtalk_robot').kept.sort(),
    ).toEqual(['secret', 'token']);
    await admin.post('/api/v1/messengers').send({ type: 'sms_aliyun', name: 'x' }).expect(422);
    await admin.post('/api/v1/messengers').send({ type: '__proto__', name: 'x' }).expect(400);
    await (await test.as('nobody')).get('/api/v1/messengers').expect(403);
  });

  it('go to no address inside, unless the operator named the host', async () => {
    const { body } = await admin
      .post('/api/v1/messengers')
      .send({ type: 'sms_gateway', name: '内网', settings: { url: 'http://169.254.169.254/latest' } })
      .expect(201);
    const answer = await admin.post(`/api/v1/messengers/${body.data.id}/test`).send({ to: '1' }).expect(422);
    expect(answer.body.detail).toContain('FIELDWORK_ALLOWED_HOSTS');
  });
});

describe('signatures', () => {
  it('for Alibaba are those of its documentation', () => {
    // The example of help.aliyun.com, "V3 request body and signature": RunInstances.
    const headers = aliyunHeaders(
      {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        action: 'RunInstances',
        version: '2014-05-26',
        query: canonicalQuery({
          ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
          RegionId: 'cn-shanghai',
        }),
        nonce: '3156853299f313e23d1673dc12e1703d',
        date: '2023-10-26T10:22:32Z',
      },
      { keyId: 'YourAccessKeyId', secret: 'YourAccessKeySecret' },
    );
    expect(headers.authorization).toContain(
      'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('for Tencent are made of date, service and secret', () => {
    const sign = (more: object) =>
      tencentAuthorization(
        { host: 'sms.tencentcloudapi.com', service: 'sms', body: '{}', seconds: 1551113065, ...more },
        { id: 'AKID', key: 'KEY' },
      );
    expect(sign({})).toMatch(
      /^TC3-HMAC-SHA256 Credential=AKID\/2019-02-25\/sms\/tc3_request, SignedHeaders=content-type;host, Signature=[0-9a-f]{64}$/,
    );
    expect(sign({ body: '{"a":1}' })).not.toBe(sign({}));
    expect(sign({ seconds: 1551113066 })).not.toBe(sign({}));
  });
});
