import type { ExpressionJson, Form, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { patiently } from '../testing/service-desk.js';
import { IndexKeeper } from './index-keeper.js';

const customer: Form = {
  kind: 'form',
  schema: 1,
  id: 'customer',
  label: '客户',
  title: 'name',
  fields: [
    { id: 'name', type: 'text', label: '名称', required: true },
    {
      id: 'tier',
      type: 'choice',
      label: '等级',
      options: [
        { id: 'vip', label: 'VIP' },
        { id: 'a', label: 'A' },
      ],
    },
    { id: 'secret', type: 'text', label: '备注' },
    // As short as a name of ours in a statement could be.
    { id: 'x', type: 'number', label: '经度' },
    { id: 't', type: 'number', label: '时' },
    { id: 'r', type: 'text', label: '行' },
  ],
  layout: [{ kind: 'field', field: 'name' }],
};
const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  title: 'number',
  status: 'status',
  fields: [
    {
      id: 'number',
      type: 'auto_number',
      label: '编号',
      prefix: 'WO-',
      datePart: 'YYYYMMDD',
      digits: 4,
      reset: 'day',
    },
    { id: 'subject', type: 'text', label: '主题', required: true },
    {
      id: 'status',
      type: 'choice',
      label: '状态',
      default: 'open',
      options: [
        { id: 'open', label: '待处理' },
        { id: 'closed', label: '已关闭' },
      ],
    },
    { id: 'customer', type: 'reference', label: '客户', form: 'customer', lookups: ['tier', 'secret'] },
    {
      id: 'reason',
      type: 'text',
      label: '原因',
      visible: { '==': [{ var: 'status' }, 'closed'] },
      required: true,
    },
    { id: 'vip_note', type: 'text', label: 'VIP', visible: { '==': [{ var: 'customer.tier' }, 'vip'] } },
    { id: 'cost', type: 'money', label: '费用' },
    {
      id: 'parts',
      type: 'sub_table',
      label: '备件',
      fields: [
        { id: 'name', type: 'text', label: '名称', required: true },
        { id: 'quantity', type: 'number', label: '数量', scale: 0 },
        { id: 'price', type: 'money', label: '单价' },
        {
          id: 'amount',
          type: 'formula',
          label: '金额',
          result: 'number',
          compute: { '*': [{ var: 'quantity' }, { var: 'price' }] },
        },
      ],
    },
    {
      id: 'total',
      type: 'formula',
      label: '合计',
      result: 'number',
      scale: 2,
      compute: { sum: [{ var: 'parts' }, { var: 'amount' }] },
    },
    { id: 'description', type: 'rich_text', label: '描述' },
  ],
  layout: [{ kind: 'field', field: 'subject' }],
};
const role = (id: string, forms: Role['forms']): Role => ({ kind: 'role', schema: 1, id, label: id, forms });
const mine: ExpressionJson = { '==': [{ var: 'owner' }, { user: ['id'] }] };

// biome-ignore lint/suspicious/noExplicitAny: tests read answers freely
type Answered = { data?: any };

/** The data of an answer; a refusal is shown whole. */
function answered(response: { status: number; body: Answered }, status: number) {
  expect({ status: response.status, body: response.status === status ? {} : response.body }).toEqual({
    status,
    body: {},
  });
  return response.body.data;
}

const base = '/api/v1/apps/shop/forms';

describe('records', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let agent: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    const adminId = (
      await test.database.query<{ id: string }>(`select id from platform.user where login = 'admin'`)
    ).rows[0]?.id;
    await test.app.get(AppService).install(
      [
        { kind: 'app', schema: 1, id: 'shop', label: '售后', menu: [{ type: 'form', form: 'work_order' }] },
        customer,
        order,
        role('agent', {
          work_order: { read: mine, create: true, update: mine, hidden: ['cost'], readOnly: ['status'] },
          customer: { read: { '==': [{ var: 'tier' }, 'vip'] }, hidden: ['secret'] },
        }),
      ],
      adminId ?? null,
    );
    admin = await test.as('admin');
    const agentId = await test.createUser('agent');
    await test.database.query(
      `insert into platform.app_member (app, user_id, role) values ('shop', $1, 'agent')`,
      [agentId],
    );
    agent = await test.as('agent');
  });
  afterAll(() => test.close());

  const make = async (who: typeof admin, form: string, body: object) =>
    answered(await patiently(() => who.post(`${base}/${form}/records`).send(body)), 201);

  it('keeps a record, computes its formulas exactly and gives it a number', async () => {
    const record = await make(admin, 'work_order', {
      subject: '空调不制冷',
      parts: [
        { name: '电容', quantity: 3, price: '0.10' },
        { name: '风机', quantity: '2', price: '120.05' },
      ],
    });
    expect(record.number).toMatch(/^WO-\d{8}-\d{4}$/);
    expect(record).toMatchObject({ subject: '空调不制冷', status: 'open', version: 1, total: '240.4' });
    expect(record.parts).toMatchObject([
      { name: '电容', quantity: '3', price: '0.10', amount: '0.3' },
      { name: '风机', quantity: '2' },
    ]);
    expect(record.created_by.title).toBeTruthy();
    const read = (await admin.get(`${base}/work_order/records/${record.id}`).expect(200)).body.data;
    expect(read).toEqual(record);
  });

  it('names each field that is not in order', async () => {
    const { body } = await admin
      .post(`${base}/work_order/records`)
      .send({ status: 'closed', cost: '1.234', nonsense: 1 })
      .expect(422);
    expect(
      body.issues
        .map((issue: { path: string[]; code: string }) => `${issue.path.join('.')} ${issue.code}`)
        .sort(),
    ).toEqual(['cost too_precise', 'nonsense unknown_field', 'reason required', 'subject required']);
  });

  it('empties hidden fields, and looks at the record it refers to for that', async () => {
    const plain = await make(admin, 'customer', { name: '甲', tier: 'a' });
    const vip = await make(admin, 'customer', { name: '乙', tier: 'vip' });
    const one = await make(admin, 'work_order', {
      subject: 'x',
      customer: plain.id,
      vip_note: '急',
      reason: '不该有',
    });
    expect(one).toMatchObject({
      vip_note: null,
      reason: null,
      customer: { id: plain.id, title: '甲', tier: 'a' },
    });
    const two = await make(admin, 'work_order', { subject: 'x', customer: { id: vip.id }, vip_note: '急' });
    expect(two).toMatchObject({ vip_note: '急', customer: { title: '乙', tier: 'vip' } });
  });

  it('gives 50 parallel submits 50 different numbers without a gap', async () => {
    const records = await Promise.all(
      Array.from({ length: 50 }, (_, i) => make(admin, 'work_order', { subject: `并发 ${i}` })),
    );
    const numbers: string[] = records.map(({ number }) => number).sort();
    expect(new Set(numbers).size).toBe(50);
    const gaps = numbers.slice(1).filter((number, index) => {
      const [day, before] = [number.slice(0, -4), numbers[index] as string];
      // A new day, which may begin meanwhile, counts from one.
      const next = before.startsWith(day) ? Number(before.slice(-4)) + 1 : 1;
      return Number(number.slice(-4)) !== next;
    });
    expect(gaps).toEqual([]);
  });

  it('acts once for one idempotency key, even 20 times at once, and refuses another body', async () => {
    const send = (subject: string) =>
      admin.post(`${base}/work_order/records`).set('Idempotency-Key', 'key-0001').send({ subject });
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('一次')));
    expect(new Set(answers.map((answer) => answer.body.data?.id)).size).toBe(1);
    expect((await send('二次')).status).toBe(422);
    const { body } = await admin.get(`${base}/work_order/records?search=${encodeURIComponent('一次')}`);
    expect(body.meta.total).toBe(1);
    const filter = JSON.stringify({ '==': [{ var: 'subject' }, '一次'] });
    expect((await admin.get(`${base}/work_order/records`).query({ filter })).body.meta.total).toBe(1);
  });

  it('refuses a stale write and names the fields that differ; a change keeps its history', async () => {
    const record = await make(admin, 'work_order', { subject: '旧', cost: '10' });
    const url = `${base}/work_order/records/${record.id}`;
    const second = (await admin.patch(url).set('If-Match', '1').send({ subject: '新' }).expect(200)).body
      .data;
    expect(second).toMatchObject({ subject: '新', version: 2 });
    const { body } = await admin
      .patch(url)
      .set('If-Match', '1')
      .send({ subject: '更新', cost: '10' })
      .expect(409);
    expect(body).toMatchObject({ fields: ['subject'], current: { subject: '新', version: 2 } });
    const history = (await admin.get(`${url}/history`).expect(200)).body.data;
    expect(history.map((entry: { kind: string; changes: object }) => [entry.kind, entry.changes])).toEqual([
      ['updated', { subject: ['旧', '新'] }],
      ['created', {}],
    ]);
  });

  it('changes, adds and removes rows of a sub-table, and reaches no row of another record', async () => {
    const a = await make(admin, 'work_order', {
      subject: 'a',
      parts: [{ name: 'p1', quantity: 1, price: 1 }, { name: 'p2' }],
    });
    const b = await make(admin, 'work_order', { subject: 'b', parts: [{ name: 'q' }] });
    const place = `${base}/work_order/records/${a.id}`;
    const rows = [
      { ...a.parts[0], quantity: '5' },
      { ...a.parts[0], name: 'p3' },
    ];
    // Not left out in silence either.
    const stolen = [...rows, { id: b.parts[0].id, name: '偷' }];
    const refused = await admin.patch(place).send({ parts: stolen }).expect(409);
    expect(refused.body.issues).toMatchObject([{ code: 'not_unique' }]);
    const changed = (await admin.patch(place).send({ parts: rows }).expect(200)).body.data;
    expect(changed.parts).toMatchObject([{ id: a.parts[0].id, quantity: '5', amount: '5' }, { name: 'p3' }]);
    expect(changed.parts[1].id).not.toBe(a.parts[0].id);
    const other = (await admin.get(`${base}/work_order/records/${b.id}`)).body.data;
    expect(other.parts).toEqual(b.parts);
  });

  it('moves to the recycle bin and back', async () => {
    const record = await make(admin, 'work_order', { subject: '删' });
    const url = `${base}/work_order/records/${record.id}`;
    const filter = JSON.stringify({ '==': [{ var: 'subject' }, '删'] });
    const count = async (deleted: string) =>
      (await admin.get(`${base}/work_order/records`).query({ filter, deleted })).body.meta.total;
    await admin.delete(url).expect(204);
    expect([await count('no'), await count('only')]).toEqual([0, 1]);
    await admin.post(`${url}/restore`).expect(204);
    expect([await count('no'), await count('only')]).toEqual([1, 0]);
  });

  it('shows and takes only what the role allows, on every path', async () => {
    const theirs = await make(admin, 'work_order', { subject: '别人的', cost: '77' });
    const vip = await make(admin, 'customer', { name: '大客户', tier: 'vip', secret: '机密' });
    const plain = await make(admin, 'customer', { name: '小客户', tier: 'a' });
    const own = await make(agent, 'work_order', { subject: '我的', customer: vip.id });
    expect(own).not.toHaveProperty('cost');
    expect(own.customer).toEqual({ id: vip.id, title: '大客户', tier: 'vip' });
    await agent.post(`${base}/work_order/records`).send({ subject: 'x', customer: plain.id }).expect(422);
    await agent.post(`${base}/work_order/records`).send({ subject: 'x', cost: '1' }).expect(422);
    await agent
      .post(`${base}/work_order/records`)
      .send({ subject: 'x', status: 'closed', reason: 'y' })
      .expect(422);
    await agent.get(`${base}/work_order/records/${theirs.id}`).expect(404);
    await agent.patch(`${base}/work_order/records/${theirs.id}`).send({ subject: 'x' }).expect(404);
    await agent.delete(`${base}/work_order/records/${own.id}`).expect(403);
    await agent.post(`${base}/customer/records`).send({ name: 'x' }).expect(403);
    const list = (query: object) => agent.get(`${base}/work_order/records`).query(query);
    expect((await list({})).body.meta.total).toBe(1);
    await list({ filter: JSON.stringify({ '>': [{ var: 'cost' }, 1] }) }).expect(422);
    await list({ sort: 'cost' }).expect(422);
    await list({ sort: 'customer.secret' }).expect(422);
    await list({ fields: 'nonsense' }).expect(422);
    await list({ filter: JSON.stringify({ '==': [{ var: 'customer.secret' }, '机密'] }) }).expect(422);
    await admin.patch(`${base}/work_order/records/${own.id}`).send({ cost: '5', subject: '改' }).expect(200);
    const history = (await agent.get(`${base}/work_order/records/${own.id}/history`).expect(200)).body.data;
    expect(history[0].changes).toEqual({ subject: ['我的', '改'] });
  });

  it('takes hostile names as what they are: unknown', async () => {
    for (const name of [
      `"; drop table x; --`,
      '__proto__',
      'constructor',
      `a' or '1'='1`,
      'created_at desc; select 1',
    ]) {
      await admin.get(`${base}/work_order/records`).query({ sort: name }).expect(422);
      await admin
        .get(`${base}/work_order/records`)
        .query({ filter: JSON.stringify({ '==': [{ var: name }, 'x'] }) })
        .expect(422);
    }
    const body = JSON.parse('{"subject":"x","__proto__":{"polluted":1},"version":9}');
    await admin.post(`${base}/work_order/records`).send(body).expect(400);
    await admin
      .post(`${base}/work_order/records`)
      .send({ subject: 'x', version: 9, deleted_at: null })
      .expect(422);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('describes the API as it is true for the caller', async () => {
    const read = async (who: typeof admin) => (await who.get('/api/v1/openapi.json').expect(200)).body;
    const all = await read(admin);
    const own = await read(agent);
    const records = '/apps/shop/forms/work_order/records';
    expect(Object.keys(all.paths[`${records}/{id}`])).toEqual(['parameters', 'get', 'patch', 'delete']);
    expect(Object.keys(own.paths[`${records}/{id}`])).toEqual(['parameters', 'get', 'patch']);
    expect(all.components.schemas['shop.work_order'].properties.cost).toMatchObject({
      type: ['string', 'null'],
    });
    expect(own.components.schemas['shop.work_order'].properties).not.toHaveProperty('cost');
    expect(own.components.schemas['shop.work_order.write'].properties).not.toHaveProperty('status');
    expect(own.components.schemas['shop.work_order.write'].properties).not.toHaveProperty('total');
  });

  it('keeps fields whose names are those of a statement, and refuses characters that no database keeps', async () => {
    const made = await make(admin, 'customer', { name: '短', x: '1.5', t: '2', r: 'z' });
    expect(made).toMatchObject({ x: '1.5', t: '2', r: 'z' });
    const { body } = await admin
      .get(`${base}/customer/records`)
      .query({ sort: 'x', fields: 'x,t,r' })
      .expect(200);
    expect(body.data.find((one: { id: string }) => one.id === made.id)).toMatchObject({ x: '1.5' });
    await admin.get(`${base}/customer/records?search=%00`).expect(400);
    const broken = await admin
      .post(`${base}/customer/records`)
      .set('content-type', 'application/json')
      .send('{"name":"\\ud800"}');
    expect(broken.status).toBe(422);
  });

  it('cleans rich text when it is written', async () => {
    const record = await make(admin, 'work_order', {
      subject: 'x',
      description: '<p onclick="x()">好</p><script>x()</script><a href="javascript:x()">y</a>',
    });
    expect(record.description).toBe('<p>好</p><a>y</a>');
  });

  it('builds the indexes that documents and people ask for', async () => {
    for (let i = 0; i < 3; i++)
      await admin.get(`${base}/work_order/records`).query({ sort: '-cost' }).expect(200);
    await test.app.get(IndexKeeper).settled();
    const { rows } = await test.database.query<{ indexname: string }>(
      `select indexname from pg_indexes where schemaname = 'app_shop' and tablename = 'work_order'`,
    );
    const names = rows.map((row) => row.indexname);
    expect(names).toEqual(
      expect.arrayContaining([
        'work_order_customer_btree',
        'work_order_cost_btree',
        'work_order_status_status',
        'work_order_number_text',
      ]),
    );
  });
});
