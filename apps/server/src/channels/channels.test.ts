import { createHash } from 'node:crypto';
import type { PublicFormData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { alterations } from '../testing/alterations.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { intakeDesk } from '../testing/intake-desk.js';
import { installServiceDesk } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const forms = '/api/v1/apps/desk/forms';
const repair = '/api/v1/public/desk/repair';

function solved({ text, bits }: PublicFormData['challenge']) {
  for (let nonce = 0; ; nonce++) {
    const hash = createHash('sha256').update(`${text}:${nonce}`).digest();
    if (hash.readUInt32BE(0) >>> (32 - bits) === 0) return { challenge: text, nonce: String(nonce) };
  }
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('public forms and other channels', () => {
  let test: TestApp;
  let admin: Agent;
  let agent: Agent;
  let visitor: ReturnType<TestApp['anonymous']>;
  let customer: string;
  let device: string;

  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(test, { agent: 'agent' }, intakeDesk);
    admin = await test.as('admin');
    agent = await test.as('agent');
    visitor = test.anonymous();
    const made = async (form: string, values: object) =>
      (await admin.post(`${forms}/${form}/records`).send(values).expect(201)).body.data.id as string;
    customer = await made('customer', { name: '绿洲酒店', tier: 'VIP', phone: '13800138000' });
    device = await made('device', { serial: 'AC-1', customer, cost: '900.00' });
  });
  afterAll(() => test.close());
  beforeEach(() => test.database.query('delete from platform.public_request'));

  const open = async (token = ''): Promise<PublicFormData> =>
    (await visitor.get(`${repair}${token && `?r=${token}`}`).expect(200)).body.data;
  const send = async (values: object, token: string | null = null) => {
    const solution = solved((await open()).challenge);
    return visitor.post(repair).send({ ...solution, token, values });
  };
  const orders = async (): Promise<Record<string, unknown>[]> =>
    (await admin.get(`${forms}/work_order/records?sort=-created_at`).expect(200)).body.data;
  const answers = { subject: '不制冷', reporter_phone: '+86 138 0013-8000' };

  it('show the asked fields and nothing else of the app', async () => {
    const form = await open();
    expect(form.questions.map(({ id, required }) => [id, required])).toEqual([
      ['subject', true],
      ['reporter_phone', true],
      ['photos', false],
    ]);
    expect(form.about).toBeNull();
    for (const path of ['desk/partner', 'desk/hotline', 'desk/none', 'none/repair', '__proto__/repair'])
      await visitor.get(`/api/v1/public/${path}`).expect(404);
  });

  it('become records, with the customer found by the phone number, and answer a number alone', async () => {
    const answer = await send(answers);
    expect(answer.status).toBe(201);
    const [order] = await orders();
    expect(answer.body).toEqual({ data: { number: order?.number, text: '谢谢' } });
    expect(order).toMatchObject({ subject: '不制冷', channel: 'web', customer: { id: customer } });
  });

  it('take the device and its customer from a signed link, and from no other', async () => {
    const links = (await agent.get(`${forms}/device/records/${device}/public-links`).expect(200)).body.data;
    const token = String(links[0].path).split('?r=')[1] as string;
    expect((await open(token)).about).toEqual([{ label: '序列号', value: { 'zh-CN': 'AC-1', en: 'AC-1' } }]);
    const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    expect((await open(forged)).about).toBeNull();
    for (const altered of [...alterations(token), `${token}.x`])
      expect([altered, (await open(altered)).about]).toEqual([altered, null]);
    expect((await send({ ...answers, reporter_phone: '13900000000' }, token)).status).toBe(201);
    expect((await orders())[0]).toMatchObject({
      channel: 'qr',
      device: { id: device },
      customer: { id: customer },
    });
  });

  it('say that a link is void once there is a new one, and take the number that is typed instead', async () => {
    const links = async () =>
      (await agent.get(`${forms}/device/records/${device}/public-links`).expect(200)).body.data[0];
    const tokenOf = (link: { path: string }) => link.path.split('?r=')[1] as string;
    const first = await links();
    expect((await open(tokenOf(first))).refused).toBeNull();
    const renew = `${forms}/device/records/${device}/public-links/${first.channel}/renew`;
    await agent.post(renew).expect(403);
    await (await test.as('admin')).post(renew).expect(204);
    const now = tokenOf(await links());
    expect(now).not.toBe(tokenOf(first));
    expect((await open(now)).about).not.toBeNull();
    expect(await open(tokenOf(first))).toMatchObject({
      about: null,
      refused: { typed: '序列号' },
    });
    const solution = solved((await open()).challenge);
    const values = { ...answers, reporter_phone: '13900000000' };
    await visitor
      .post(repair)
      .send({ ...solution, token: tokenOf(first), typed: 'AC-1', values })
      .expect(201);
    const [order] = await orders();
    expect(order?.device).toMatchObject({ id: device });
    const history = await agent.get(`${forms}/work_order/records/${order?.id}/history`).expect(200);
    expect(JSON.stringify(history.body.data)).toContain('"refusedLink":{"typed":"AC-1"}');
  });

  it('refuse every field that was not asked, and write nothing then', async () => {
    const before = (await orders()).length;
    for (const more of [
      { priority: 'urgent' },
      { customer },
      { charge: '0' },
      { channel: 'phone' },
      { id: '01930000-0000-7000-8000-000000000001' },
      { owner: customer },
      { created_at: '2020-01-01T00:00:00Z' },
    ]) {
      const answer = await send({ ...answers, ...more });
      expect([answer.status, answer.body.issues?.[0]?.code]).toEqual([422, 'not_asked']);
    }
    expect((await send({ subject: '', reporter_phone: 'abc' })).body.issues).toMatchObject([
      { path: ['subject'], code: 'required' },
      { path: ['reporter_phone'], code: 'not_phone' },
    ]);
    expect(await orders()).toHaveLength(before);
  });

  it('want the work done for each request, and take one twice as one', async () => {
    const before = (await orders()).length;
    const { challenge } = await open();
    await visitor.post(repair).send({ challenge: challenge.text, nonce: '1', values: answers }).expect(400);
    const solution = solved(challenge);
    const foreign = { ...solution, challenge: alterations(solution.challenge).at(-1) };
    await visitor
      .post(repair)
      .send({ ...foreign, values: answers })
      .expect(400);
    const first = await visitor
      .post(repair)
      .send({ ...solution, values: answers })
      .expect(201);
    const again = await visitor
      .post(repair)
      .send({ ...solution, values: answers })
      .expect(201);
    expect(again.body).toEqual(first.body);
    await visitor
      .post(repair)
      .send({ ...solution, values: { ...answers, subject: '别的' } })
      .expect(409);
    expect(await orders()).toHaveLength(before + 1);
  });

  it('take no more from one network than the channel allows, even at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => send(answers)));
    expect(all.map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429, 429]);
  });

  it('take as photos what is one by its bytes, and say which kinds are taken', async () => {
    const solution = solved((await open()).challenge);
    const upload = (query: object, content: string, name: string) =>
      visitor
        .post(`${repair}/files`)
        .query({ ...solution, ...query })
        .set('sec-fetch-site', 'same-origin')
        .attach('file', Buffer.from(content), { filename: name, contentType: 'image/png' });
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const program = `MZ${'\0'.repeat(100)}`;
    for (const content of [svg, program]) {
      const refused = await upload({ onlyPictures: 'true' }, content, 'a.png').expect(422);
      expect(refused.body.detail).toContain('JPEG, PNG, WebP or HEIC');
    }
    // Whoever says nothing of it beforehand is told when he sends the form.
    const file = (await upload({}, svg, 'a.svg').expect(201)).body.data.id as string;
    const { body } = await visitor
      .post(repair)
      .send({ ...solution, values: { ...answers, photos: [{ id: file }] } })
      .expect(422);
    expect(body.issues).toMatchObject([{ path: ['photos', 0], code: 'not_picture' }]);
  });

  it('take files within limits, for the request that they were sent with alone', async () => {
    const solution = solved((await open()).challenge);
    const upload = (query: object, content: string | Buffer = png) =>
      visitor
        .post(`${repair}/files`)
        .query(query)
        .set('sec-fetch-site', 'same-origin')
        .attach('file', Buffer.from(content), 'a.png');
    await upload({ ...solution, nonce: '1' }).expect(400);
    const file = (await upload(solution).expect(201)).body.data.id as string;
    await upload(solution).expect(400);
    expect((await send({ ...answers, photos: [{ id: file }] })).status).toBe(422);
    const values = { ...answers, photos: [{ id: file }] };
    await visitor
      .post(repair)
      .send({ ...solution, values })
      .expect(201);
    expect((await orders())[0]?.photos).toMatchObject([{ id: file, name: 'a.png' }]);
    const other = solved((await open()).challenge);
    const kept = async () => (await test.database.query('select id from platform.file')).rowCount;
    const before = await kept();
    await upload(other, 'x'.repeat(1024 * 1024 + 1)).expect(413);
    expect(await kept()).toBe(before);
    const third = solved((await open()).challenge);
    const many = await Promise.all(Array.from({ length: 5 }, () => upload(third)));
    expect(many.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
  });

  it('let other systems send the named fields only, once per key, with the channel written', async () => {
    const path = '/api/v1/apps/desk/channels/partner/requests';
    const body = { subject: '来自系统', customer };
    const post = () => agent.post(path).set('idempotency-key', 'partner-0001').send(body);
    const first = (await post().expect(201)).body.data;
    expect((await post().expect(201)).body.data.id).toBe(first.id);
    expect(first).toMatchObject({ channel: 'api', subject: '来自系统' });
    await agent
      .post(path)
      .send({ ...body, priority: 'x' })
      .expect(422);
    await visitor.post(path).send(body).expect(401);
    await agent.post('/api/v1/apps/desk/channels/repair/requests').send(body).expect(404);
  });
});
