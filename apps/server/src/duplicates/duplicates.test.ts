import type { Duplicate, HistoryEntry } from '@fieldwork/api-contract';
import type { Document, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tableOf } from '../metadata/table-names.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const api = '/api/v1/apps/desk';
const role = (id: string, forms: Role['forms']): Role => ({ kind: 'role', schema: 1, id, label: id, forms });
const every = { read: true, create: true, update: true, delete: true } as const;

const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'desk', label: '服务台', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'customer',
    label: '客户',
    title: 'name',
    fields: [
      { id: 'name', type: 'text', label: '名称' },
      { id: 'phone', type: 'phone', label: '电话' },
      { id: 'code', type: 'text', label: '编码', unique: true },
      { id: 'note', type: 'long_text', label: '备注' },
      { id: 'papers', type: 'attachment', label: '附件' },
      {
        id: 'sites',
        type: 'sub_table',
        label: '地点',
        fields: [
          { id: 'place', type: 'text', label: '地址' },
          { id: 'plans', type: 'attachment', label: '图纸' },
        ],
      },
    ],
    layout: [],
    duplicates: {
      keys: [{ fields: ['phone'] }, { fields: ['name'], compare: 'normalised' }],
    },
  },
  {
    kind: 'form',
    schema: 1,
    id: 'request',
    label: '请求',
    title: 'subject',
    fields: [
      { id: 'subject', type: 'text', label: '主题' },
      { id: 'customer', type: 'reference', form: 'customer', label: '客户' },
      { id: 'open', type: 'yes_no', label: '未结' },
      {
        id: 'others',
        type: 'sub_table',
        label: '涉及',
        fields: [{ id: 'customer', type: 'reference', form: 'customer', label: '客户' }],
      },
    ],
    layout: [],
    duplicates: {
      keys: [{ fields: ['customer'] }],
      near: [{ field: 'subject', similarity: 0.6 }],
      within: { field: 'created_at', days: 7 },
      filter: { '==': [{ var: 'open' }, true] },
    },
  },
  role('clerk', { customer: every, request: every }),
  role('blind', { customer: { ...every, hidden: ['phone'] }, request: every }),
  role('reader', { customer: { read: true }, request: { read: true } }),
];

describe('duplicates', () => {
  let test: TestApp;
  let clerk: Agent;
  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(test, { clerk: 'clerk', blind: 'blind', reader: 'reader' }, documents);
    clerk = await test.as('clerk');
  });
  afterAll(() => test.close());

  const make = async (form: string, values: object): Promise<string> => {
    const answer = await clerk.post(`${api}/forms/${form}/records`).send(values);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.data.id;
  };
  const read = async (form: string, id: string) =>
    (await clerk.get(`${api}/forms/${form}/records/${id}`).expect(200)).body.data;
  const likely = async (form: string, values: object, who = clerk): Promise<Duplicate[]> =>
    (await who.post(`${api}/forms/${form}/duplicates`).send({ values }).expect(200)).body.data;
  const merge = (survivor: string, other: string, take: string[] = [], who = clerk) =>
    who.post(`${api}/forms/customer/merges`).send({ survivor, other, take });

  it('are found by equal fields, also written differently, and never by a field the reader may not see', async () => {
    const id = await make('customer', { name: 'ACME（北京） Ltd', phone: '13800001111' });
    expect(await likely('customer', { phone: '13800001111' })).toMatchObject([
      { id, title: 'ACME（北京） Ltd', reasons: [{ kind: 'same', fields: ['phone'] }] },
    ]);
    expect((await likely('customer', { name: 'acme(北京)ltd' }))[0]?.id).toBe(id);
    expect(await likely('customer', { phone: '13800001111' }, await test.as('blind'))).toEqual([]);
    expect(await likely('customer', { phone: '13800002222', name: '' })).toEqual([]);
    await clerk
      .post(`${api}/forms/request/duplicates`)
      .send({ values: { customer: 'nobody' } })
      .expect(400);
  });

  it('are found by near words among what is open, with the parts that differ', async () => {
    const customer = await make('customer', { name: '甲' });
    const id = await make('request', { subject: '三楼空调漏水严重', customer, open: true });
    await make('request', { subject: '三楼空调漏水严重', open: false });
    const near = await until(async () => {
      const found = await likely('request', { subject: '三楼的空调漏水' });
      return found.length > 0 && found;
    });
    expect(near).toHaveLength(1);
    expect(near[0]).toMatchObject({ id, reasons: [{ kind: 'near', field: 'subject' }] });
    expect((await likely('request', { subject: '打印机', customer }))[0]?.id).toBe(id);
  });

  it('are listed as pairs', async () => {
    const first = await make('customer', { name: '同名公司' });
    const second = await make('customer', { name: '同名 公司' });
    const { body } = await clerk.get(`${api}/forms/customer/duplicates`).expect(200);
    expect(body.data).toContainEqual({
      first: { id: first, title: '同名公司' },
      second: { id: second, title: '同名 公司' },
      reasons: [{ kind: 'same', fields: ['name'] }],
    });
    await (await test.as('reader')).get(`${api}/forms/customer/duplicates`).expect(403);
    const third = await make('customer', { name: '同名-公司' });
    const page = async (page: number) =>
      (await clerk.get(`${api}/forms/customer/duplicates`).query({ page, pageSize: 1 }).expect(200)).body;
    const total = (await page(1)).meta.total as number;
    expect((await page(1)).data[0].second.id).toBe(third);
    expect((await page(2)).data[0].second.id).not.toBe(third);
    const dismiss = (isDismissed: boolean, who = clerk) =>
      who
        .post(`${api}/forms/customer/duplicates/dismissals`)
        .send({ first: third, second: first, isDismissed });
    await dismiss(true, await test.as('reader')).expect(403);
    await dismiss(true).expect(204);
    expect((await page(1)).meta.total).toBe(total - 1);
    const near = await clerk
      .post(`${api}/forms/customer/duplicates`)
      .send({ id: third, values: { name: '同名公司' } });
    expect(near.body.data.map((one: Duplicate) => one.id)).toEqual([second]);
    await dismiss(false).expect(204);
    expect((await page(1)).meta.total).toBe(total);
  });

  it('move notices with them, and tell rules of each record that refers to the one that stays', async () => {
    const [mine, theirs] = [
      await make('customer', { name: '甲方' }),
      await make('customer', { name: '乙方' }),
    ];
    const request = await make('request', { subject: '改派', customer: theirs });
    await test.database.query(
      `insert into platform.notification (user_id, kind, title, app, form, record_id)
       select id, 'rule', '{"zh-CN":"看","en":"look"}', 'desk', 'customer', $1 from platform.user where login = 'clerk'`,
      [theirs],
    );
    await merge(mine, theirs).expect(201);
    const notices = await test.database.query('select from platform.notification where record_id = $1', [
      mine,
    ]);
    expect(notices.rowCount).toBe(1);
    const told = await test.database.query<{ changes: unknown }>(
      `select payload->'changes' as changes from platform.outbox
       where topic = 'search.record_changed' and payload->>'id' = $1 order by id desc limit 1`,
      [request],
    );
    expect(told.rows[0]?.changes).toEqual({ customer: [theirs, mine] });
  });

  it('become one record with all that hung on both, and two again as they were', async () => {
    const upload = async (name: string) =>
      (
        await clerk
          .post('/api/v1/files')
          .set('origin', test.url)
          .attach('file', Buffer.from(name), name)
          .expect(201)
      ).body.data.id as string;
    const plan = await upload('plan.txt');
    const mine = await make('customer', {
      name: '主',
      code: 'A',
      sites: [{ place: '一号' }],
      papers: [await upload('a.txt')],
    });
    const theirs = await make('customer', {
      name: '次',
      phone: '021-55556666',
      note: '常客',
      sites: [{ place: '二号', plans: [plan] }],
      papers: [await upload('b.txt')],
    });
    const request = await make('request', {
      subject: '一',
      customer: theirs,
      others: [{ customer: theirs }],
    });
    const drawing = await upload('drawing.txt');
    await clerk
      .post(`${api}/forms/customer/records/${theirs}/comments`)
      .send({ body: '说明', files: [drawing] })
      .expect(201);
    const before = [
      await read('customer', mine),
      await read('customer', theirs),
      await read('request', request),
    ];

    await merge(mine, theirs, [], await test.as('reader')).expect(403);
    const { body } = await merge(mine, theirs, ['phone', 'sites', 'papers']).expect(201);
    const merged = await read('customer', mine);
    expect(merged).toMatchObject({ name: '主', phone: '021-55556666', note: null });
    expect(merged.papers.map((file: { name: string }) => file.name)).toEqual(['a.txt', 'b.txt']);
    expect(merged.sites[1]).toMatchObject({ place: '二号', plans: [{ id: plan }] });
    const moved = await read('request', request);
    expect(moved.customer.id).toBe(mine);
    expect((await read('customer', theirs)).deleted_at).not.toBeNull();
    const comments = await clerk.get(`${api}/forms/customer/records/${mine}/comments`).expect(200);
    expect(comments.body.data).toHaveLength(1);
    const reader = await test.as('reader');
    await reader.get(`/api/v1/files/${drawing}`).expect(200);
    const history = await clerk.get(`${api}/forms/customer/records/${mine}/history`).expect(200);
    const kinds = history.body.data.map((entry: { kind: string }) => entry.kind);
    expect(kinds).toEqual(expect.arrayContaining(['merged', 'deleted']));
    expect(kinds.filter((kind: string) => kind === 'created')).toHaveLength(2);
    const merges = await clerk.get(`${api}/forms/customer/records/${theirs}/merges`).expect(200);
    expect(merges.body.data).toMatchObject([{ survivor: mine, other: theirs, undoneAt: null }]);

    await clerk.post(`${api}/forms/customer/merges/${body.data.id}/undo`).expect(204);
    const after = [
      await read('customer', mine),
      await read('customer', theirs),
      await read('request', request),
    ];
    const still = (record: Record<string, unknown>) => {
      const { version: _, updated_at: __, ...rest } = record;
      return rest;
    };
    expect(after.map(still)).toEqual(before.map(still));
    await clerk.post(`${api}/forms/customer/merges/${body.data.id}/undo`).expect(409);
    const back = await clerk.get(`${api}/forms/customer/records/${theirs}/comments`).expect(200);
    expect(back.body.data).toHaveLength(1);
    for (const file of [drawing, plan]) await reader.get(`/api/v1/files/${file}`).expect(200);
  });

  it('that were merged one into another come apart in any number of turns without a loss', async () => {
    const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
    let state = seed;
    const pick = (most: number) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state % most;
    };
    for (let turn = 0; turn < 5; turn++) {
      const customers: string[] = [];
      for (let n = 0; n < 4; n++)
        customers.push(await make('customer', { name: `客户 ${turn}-${n}`, phone: `1380000${turn}${n}00` }));
      const requests: string[] = [];
      for (let n = 0; n < 8; n++)
        requests.push(await make('request', { subject: `${n}`, customer: customers[pick(4)] }));
      const held = async () =>
        Promise.all(requests.map(async (id) => (await read('request', id)).customer.id as string));
      const first = await held();
      const done: string[] = [];
      const alive = [...customers];
      while (alive.length > 1) {
        const other = alive.splice(pick(alive.length), 1)[0] as string;
        const survivor = alive[pick(alive.length)] as string;
        done.push((await merge(survivor, other, pick(2) ? ['phone'] : []).expect(201)).body.data.id);
        expect((await held()).every((id) => alive.includes(id))).toBe(true);
      }
      for (const id of done.reverse())
        await clerk.post(`${api}/forms/customer/merges/${id}/undo`).expect(204);
      try {
        expect(await held()).toEqual(first);
      } catch (error) {
        throw new Error(`seed ${seed}: ${(error as Error).message}`);
      }
    }
  });

  it('stand once in the history, and so does every version of what refers to them', async () => {
    const [survivor, other] = [
      await make('customer', { name: '留' }),
      await make('customer', { name: '并' }),
    ];
    const request = await make('request', { subject: '历史', customer: other });
    const done = await merge(survivor, other).expect(201);
    const story = async (form: string, id: string): Promise<HistoryEntry[]> =>
      (await clerk.get(`${api}/forms/${form}/records/${id}/history`).expect(200)).body.data;
    expect((await story('customer', survivor)).filter(({ kind }) => kind === 'merged')).toHaveLength(1);
    const [moved] = await story('request', request);
    expect(moved).toMatchObject({ kind: 'updated', version: 2, by: { title: 'clerk' } });
    expect(Object.keys(moved?.changes ?? {})).toEqual(['customer']);
    await clerk.post(`${api}/forms/customer/merges/${done.body.data.id}/undo`).expect(204);
    expect((await story('request', request)).map(({ version }) => version)).toEqual([3, 2, 1]);
    for (const form of ['customer', 'request']) {
      const { rows } = await test.database.query(
        `select r.id from ${tableOf('desk', form)} r where version <> 1 + (select count(*) from platform.history h
           where h.record_id = r.id and h.kind in ('updated', 'deleted', 'restored'))`,
      );
      expect(rows).toEqual([]);
    }
  });
});
