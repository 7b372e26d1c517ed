import type { SearchHit } from '@fieldwork/api-contract';
import type { Document, Form, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const api = '/api/v1/apps/desk';

const customer: Form = {
  kind: 'form',
  schema: 1,
  id: 'customer',
  label: '客户',
  title: 'name',
  fields: [
    { id: 'name', type: 'text', label: '名称' },
    { id: 'phone', type: 'phone', label: '电话' },
  ],
  layout: [],
};
const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: '工单',
  title: 'subject',
  fields: [
    { id: 'subject', type: 'text', label: '标题' },
    { id: 'description', type: 'rich_text', label: '描述' },
    { id: 'secret', type: 'long_text', label: '内部' },
    { id: 'open', type: 'yes_no', label: '公开' },
    { id: 'customer', type: 'reference', form: 'customer', label: '客户' },
    {
      id: 'visits',
      type: 'sub_table',
      label: '到访',
      fields: [{ id: 'place', type: 'reference', form: 'customer', label: '地点' }],
    },
  ],
  search: {
    fields: [
      { field: 'subject', weight: 3 },
      { field: 'description' },
      { field: 'secret' },
      { field: 'customer', weight: 0.4 },
      { field: 'visits' },
    ],
  },
  layout: [],
};
const role = (id: string, forms: Role['forms']): Role => ({ kind: 'role', schema: 1, id, label: id, forms });
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'desk', label: '服务台', menu: [] },
  customer,
  order,
  role('all', { order: { read: true, create: true, update: true, delete: true }, customer: { read: true } }),
  role('blind', { order: { read: true, hidden: ['secret'] }, customer: { read: false } }),
  role('partly', {
    order: { read: { '==': [{ var: 'open' }, true] }, hidden: [] },
    customer: { read: true },
  }),
];

describe('searching records', () => {
  let test: TestApp;
  let admin: Agent;
  const ids: Record<string, string> = {};
  const make = async (name: string, form: string, values: object) => {
    const answer = await admin.post(`${api}/forms/${form}/records`).send(values);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    ids[name] = answer.body.data.id;
  };
  const ask = async (q: string, who: Agent = admin, form = 'order'): Promise<SearchHit[]> =>
    (await who.get(`${api}/search`).query({ q, form }).expect(200)).body.data;
  const found = async (q: string, who: Agent = admin, form = 'order') =>
    (await ask(q, who, form)).map(({ id }) => Object.entries(ids).find(([, one]) => one === id)?.[0]);
  const indexed = async () =>
    until(async () => {
      const { body } = await admin.get(`${api}/search/progress`).expect(200);
      return (body.data as { indexed: number; records: number }[]).every(
        (one) => one.indexed === one.records,
      );
    });

  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(test, { reader: 'all', blind: 'blind', partly: 'partly' }, documents);
    admin = await test.as('admin');
    await make('hospital', 'customer', { name: '北京协和医院', phone: '13812345678' });
    await make('hotel', 'customer', { name: '希尔顿' });
    await make('aircon', 'order', {
      subject: '空调不制冷',
      description: '<p>型号 <b>AC-2000X</b>，压缩机不启动</p>',
      open: true,
      customer: ids.hospital,
    });
    await make('printer', 'order', {
      subject: '打印机卡纸',
      description: '<p>走廊里的打印机</p>',
      secret: '客户欠款未付',
      visits: [{ place: ids.hotel }],
    });
    await make('network', 'order', { subject: 'compressor noise 网络断线', secret: 'AC-2000X' });
    await indexed();
  });
  afterAll(() => test.close());

  it('finds Chinese words inside a text, in titles before other places, without markup', async () => {
    expect((await found('不制冷'))[0]).toBe('aircon');
    expect(await found('打印机')).toEqual(['printer']);
    expect((await found('压缩机不启动'))[0]).toBe('aircon');
    expect(await found('<b>')).toEqual([]);
  });

  it('finds codes however they are written, what is only begun, and what is mistyped', async () => {
    for (const q of ['AC-2000X', 'ac2000x', 'ac 2000x', 'ＡＣ－２０００Ｘ', 'ac2000'])
      expect(await found(q)).toContain('aircon');
    expect(await found('compresor')).toEqual(['network']);
    expect(await found('comprsesor')).toEqual(['network']);
  });

  it('finds by pinyin, by its first letters, and words typed with the same sound', async () => {
    expect((await found('kongtiao'))[0]).toBe('aircon');
    expect((await found('dayinji'))[0]).toBe('printer');
    expect((await found('dyj'))[0]).toBe('printer');
    expect((await found('打因机卡指'))[0]).toBe('printer');
  });

  it('finds customers by the tail of the phone and orders by the title of the customer', async () => {
    expect(await found('5678', admin, 'customer')).toEqual(['hospital']);
    expect(await found('13812345678', admin, 'customer')).toEqual(['hospital']);
    expect(await found('协和医院')).toEqual(['aircon']);
  });

  it('knows what people call the same', async () => {
    await admin
      .put(`${api}/search/synonyms`)
      .send({ groups: [['打印机', '复印一体机']] })
      .expect(204);
    expect(await found('复印一体机')).toContain('printer');
    const reader = await test.as('reader');
    await reader.put(`${api}/search/synonyms`).send({ groups: [] }).expect(403);
  });

  it('shows where the words stand', async () => {
    const [hit] = await ask('压缩机');
    expect(hit?.title).toBe('空调不制冷');
    expect(hit?.excerpts).toEqual([
      {
        field: 'description',
        pieces: [
          { text: '型号 AC-2000X，', hit: false },
          { text: '压缩机', hit: true },
          { text: '不启动', hit: false },
        ],
      },
    ]);
  });

  it('finds nothing by a word of a field that the reader may not see, and no row he may not read', async () => {
    const [reader, blind, partly] = [
      await test.as('reader'),
      await test.as('blind'),
      await test.as('partly'),
    ];
    expect(await found('欠款', reader)).toEqual(['printer']);
    expect(await found('欠款', blind)).toEqual([]);
    expect(await found('qiankuan', blind)).toEqual([]);
    expect(await found('ac2000x', reader)).toEqual(expect.arrayContaining(['aircon', 'network']));
    expect(await found('ac2000x', blind)).toEqual(['aircon']);
    expect(await found('协和', reader)).toEqual(['aircon']);
    expect(await found('协和', blind)).toEqual([]);
    expect(await found('希尔顿', reader)).toEqual(['printer']);
    expect(await found('希尔顿', blind)).toEqual([]);
    expect(await found('打印机', partly)).toEqual([]);
    expect(await found('空调', partly)).toEqual(['aircon']);
  });

  it('follows changes, and forgets what is in the recycle bin', async () => {
    await admin.patch(`${api}/forms/order/records/${ids.network}`).send({ subject: '电梯困人' }).expect(200);
    await until(async () => (await found('电梯困人'))[0] === 'network');
    expect(await found('断线')).toEqual([]);
    await admin.patch(`${api}/forms/customer/records/${ids.hospital}`).send({ name: '朝阳医院' }).expect(200);
    await until(async () => (await found('朝阳医院'))[0] === 'aircon');
    await admin.delete(`${api}/forms/order/records/${ids.network}`).expect(204);
    await until(async () => (await found('电梯')).length === 0);
  });

  it('writes an entry only when a word changes, and renames all of many records', async () => {
    await until(async () => (await pending()) === 0);
    const before = await written();
    await admin.patch(`${api}/forms/order/records/${ids.aircon}`).send({ open: false }).expect(200);
    expect(await written()).toBe(before);
    await admin.patch(`${api}/forms/order/records/${ids.aircon}`).send({ subject: '空调漏水' }).expect(200);
    expect(await written()).toBe(before + 1);
    await test.database.query(
      `insert into app_desk."order" (subject, customer) select '批量' || n, $1::uuid from generate_series(1, 700) n`,
      [ids.hotel],
    );
    await admin.patch(`${api}/forms/customer/records/${ids.hotel}`).send({ name: '凯宾斯基' }).expect(200);
    await until(async () => (await pending()) === 0);
    const { body } = await admin.get(`${api}/forms/order/records`).query({ search: '凯宾斯基', pageSize: 1 });
    expect(body.meta.total).toBe(701);
  });

  const written = async () =>
    (
      await test.database.query<{ n: number }>(
        `select count(*)::int as n from platform.outbox where topic = 'search.record_changed'`,
      )
    ).rows[0]?.n ?? 0;
  const pending = async () =>
    (
      await test.database.query<{ n: number }>(
        `select count(*)::int as n from platform.outbox where topic like 'search.%' and done_at is null`,
      )
    ).rows[0]?.n;
});
