import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, until } from '../testing/service-desk.js';
import { SearchStatistics } from './search-statistics.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const api = '/api/v1/apps/desk/forms';
const lines = ['hvac', 'printer'].map((id) => ({ id, label: id }));

const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'desk', label: '服务台', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'article',
    label: '知识',
    title: 'title',
    fields: [
      { id: 'title', type: 'text', label: '标题' },
      { id: 'line', type: 'choice', label: '产品线', options: lines },
      { id: 'body', type: 'rich_text', label: '正文' },
      { id: 'files', type: 'attachment', label: '附件' },
      { id: 'source', type: 'reference', form: 'order', label: '来源' },
    ],
    layout: [],
  },
  {
    kind: 'form',
    schema: 1,
    id: 'order',
    label: '工单',
    title: 'subject',
    fields: [
      { id: 'subject', type: 'text', label: '主题' },
      { id: 'line', type: 'choice', label: '产品线', options: lines },
      { id: 'closed', type: 'yes_no', label: '已关闭' },
      { id: 'solution', type: 'long_text', label: '方案' },
      { id: 'secret', type: 'long_text', label: '内部' },
      { id: 'photos', type: 'attachment', label: '照片' },
      { id: 'article', type: 'reference', form: 'article', label: '采用' },
    ],
    layout: [],
    suggestions: [
      {
        id: 'articles',
        label: '知识',
        form: 'article',
        query: ['subject'],
        filter: { '==': [{ var: 'line' }, { var: 'current.line' }] },
        actions: [{ type: 'attach', field: 'article' }],
      },
      { id: 'close', label: '相近', form: 'article', query: ['subject'], leastPercent: 40 },
    ],
    conversions: [
      {
        id: 'to_article',
        label: '整理',
        to: 'article',
        when: { '==': [{ var: 'closed' }, true] },
        set: [
          { field: 'title', value: { var: 'subject' } },
          { field: 'body', value: { var: 'secret' } },
        ],
        files: [{ from: 'photos', to: 'files' }],
        source: 'source',
      },
    ],
  },
  {
    kind: 'role',
    schema: 1,
    id: 'clerk',
    label: 'clerk',
    forms: {
      order: { read: true, create: true, update: true, hidden: ['secret'] },
      article: { read: { '==': [{ var: 'line' }, 'hvac'] }, create: true },
    },
  },
];

describe('a record at hand', () => {
  let test: TestApp;
  let admin: Agent;
  let clerk: Agent;
  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(test, { clerk: 'clerk' }, documents);
    admin = await test.as('admin');
    clerk = await test.as('clerk');
  });
  afterAll(() => test.close());
  const make = async (form: string, values: object): Promise<string> =>
    (await admin.post(`${api}/${form}/records`).send(values).expect(201)).body.data.id;

  it('is helped by records of another form that its filter leaves and its reader may read', async () => {
    const cooling = await make('article', { title: '空调滴水的原因', line: 'hvac' });
    const printing = await make('article', { title: '打印机滴水', line: 'printer' });
    const ask = async (who: Agent, line: string): Promise<string[]> => {
      const { body } = await who
        .post(`${api}/order/suggestions/articles`)
        .send({ values: { subject: '滴水', line } })
        .expect(200);
      return body.data.map((hit: { id: string }) => hit.id);
    };
    // Each comes into the index by itself, not in the order in which they were made.
    for (const line of ['hvac', 'printer']) await until(async () => (await ask(admin, line)).length === 1);
    expect(await ask(clerk, 'hvac')).toEqual([cooling]);
    expect(await ask(admin, 'printer')).toEqual([printing]);
    expect(await ask(clerk, 'printer')).toEqual([]);
    await clerk.post(`${api}/order/suggestions/nothing`).send({ values: {} }).expect(404);
  });

  it('is helped only by records that hold enough of its words, not by characters of them', async () => {
    const fitting = await make('article', { title: '净水器安装步骤', line: 'hvac' });
    await make('article', { title: '会议平板安装支架', line: 'hvac' });
    await make('article', { title: '装饰板安全说明', line: 'hvac' });
    const ask = async () =>
      (
        await admin
          .post(`${api}/order/suggestions/close`)
          .send({ values: { subject: '净水器安装' } })
          .expect(200)
      ).body.data.map((hit: { id: string }) => hit.id);
    await until(async () => (await ask()).includes(fitting));
    await until(async () => {
      const { body } = await admin.get('/api/v1/apps/desk/search').query({ q: '装饰板', form: 'article' });
      return body.data.length > 0;
    });
    test.app.get(SearchStatistics).forget();
    expect(await ask()).toEqual([fitting]);
  });

  it('becomes a draft of another with copies of its files, without what its maker may not see', async () => {
    const uploaded = await admin
      .post('/api/v1/files')
      .set('origin', test.url)
      .attach('file', Buffer.from('photo'), 'a.txt')
      .expect(201);
    const photo = uploaded.body.data.id as string;
    const order = await make('order', {
      subject: '漏水',
      closed: true,
      secret: '<b>欠款</b>\n二',
      photos: [photo],
    });
    const open = await make('order', { subject: '未结' });
    const draft = async (who: Agent, id = order, status = 201) =>
      (await who.post(`${api}/order/records/${id}/conversions/to_article`).expect(status)).body.data;
    const full = await draft(admin);
    expect(full).toMatchObject({ form: 'article', values: { title: '漏水', source: { id: order } } });
    expect(full.values.files[0]).toMatchObject({ name: 'a.txt' });
    expect(full.values.files[0].id).not.toBe(photo);
    expect((await draft(clerk)).values.body).toBeNull();
    await draft(clerk, open, 404);
    const article = await make('article', { ...full.values, line: 'hvac' });
    await clerk.get(`/api/v1/files/${full.values.files[0].id}`).expect(200);
    expect((await admin.get(`${api}/article/records/${article}`)).body.data.source.id).toBe(order);
  });
});
