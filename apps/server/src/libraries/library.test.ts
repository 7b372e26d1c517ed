import type { LibraryData, LibraryRecord } from '@fieldwork/api-contract';
import { type Document, libraryRole } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const articles = '/api/v1/apps/books/forms/article/records';
const library = '/api/v1/libraries/books/guide';
const form: Document & { kind: 'form' } = {
  kind: 'form',
  schema: 1,
  id: 'article',
  label: '文章',
  title: 'title',
  fields: [
    { id: 'title', type: 'text', label: '标题' },
    {
      id: 'state',
      type: 'choice',
      label: '状态',
      options: ['draft', 'open'].map((id) => ({ id, label: id, color: 'grey' as const })),
    },
    {
      id: 'readers',
      type: 'choices',
      label: '对象',
      options: ['staff', 'public'].map((id) => ({ id, label: id, color: 'grey' as const })),
    },
    {
      id: 'line',
      type: 'choices',
      label: '产品线',
      options: ['water', 'air'].map((id) => ({ id, label: id, color: 'blue' as const })),
    },
    { id: 'summary', type: 'long_text', label: '概要' },
    { id: 'body', type: 'rich_text', label: '正文' },
    { id: 'notes', type: 'rich_text', label: '内部说明' },
    { id: 'sheet', type: 'attachment', label: '资料' },
  ],
  layout: [],
};
const page: Document & { kind: 'page'; type: 'library' } = {
  kind: 'page',
  schema: 1,
  id: 'guide',
  label: '帮助',
  type: 'library',
  form: 'article',
  brand: { name: '某公司' },
  filter: { and: [{ '==': [{ var: 'state' }, 'open'] }, { in: ['public', { var: 'readers' }] }] },
  shown: [{ field: 'summary' }, { field: 'body' }, { field: 'sheet' }],
  excerpt: 'summary',
  groups: 'line',
  sort: [{ field: 'title', direction: 'ascending' }],
  report: 'ask',
};
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'books', label: '知识', menu: [] },
  form,
  {
    kind: 'form',
    schema: 1,
    id: 'request',
    label: '请求',
    fields: [
      { id: 'what', type: 'text', label: '什么' },
      {
        id: 'line',
        type: 'choice',
        label: '产品线',
        options: ['water', 'air'].map((id) => ({ id, label: id, color: 'blue' as const })),
      },
      { id: 'who', type: 'text', label: '谁' },
    ],
    layout: [],
  },
  page,
  {
    kind: 'channel',
    schema: 1,
    id: 'ask',
    label: '提问',
    type: 'public_form',
    form: 'request',
    questions: [{ field: 'what', required: true }, { field: 'line' }],
    set: [],
    help: {
      page: 'guide',
      query: ['what'],
      filter: {
        or: [{ isEmpty: [{ var: 'current.line' }] }, { in: [{ var: 'current.line' }, { var: 'line' }] }],
      },
    },
  },
];

describe('a library', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let visitor: ReturnType<TestApp['anonymous']>;
  const kept = { open: '', staff: '', draft: '', air: '', picture: '', secret: '', sheet: '' };

  const upload = async (name: string): Promise<string> => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const sent = admin.post('/api/v1/files').set('origin', test.url).attach('file', png, name);
    return (await sent.expect(201)).body.data.id;
  };
  const img = (id: string) => `<img src="/api/v1/files/${id}" alt="图">`;
  const write = async (values: Record<string, unknown>): Promise<string> =>
    (await admin.post(articles).send(values).expect(201)).body.data.id;
  const list = async (query = ''): Promise<LibraryData> =>
    (await visitor.get(`${library}${query}`).expect(200)).body.data;
  const titles = async (query = '') => (await list(query)).rows.map(({ title }) => title);
  const asking = (word: string, more = '') => titles(`?q=${encodeURIComponent(word)}${more}`);
  const read = async (id: string): Promise<LibraryRecord> =>
    (await visitor.get(`${library}/records/${id}`).expect(200)).body.data;

  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(documents, null);
    admin = await test.as('admin');
    visitor = test.anonymous();
    kept.picture = await upload('step.png');
    kept.secret = await upload('secret.png');
    kept.sheet = await upload('sheet.png');
    const open = { state: 'open', readers: ['public'] };
    kept.open = await write({
      ...open,
      title: '出水变小怎么办',
      line: ['water'],
      summary: '滤芯堵塞时水流变细',
      body: `<p>关闭进水阀<script>alert(1)</script></p>${img(kept.picture)}`,
      notes: `<p>成本价暗号丁香</p>${img(kept.secret)}`,
      sheet: [{ id: kept.sheet }],
    });
    kept.air = await write({ ...open, title: '空调滴水的处理', line: ['air'], summary: '排水管堵塞' });
    kept.staff = await write({ ...open, readers: ['staff'], title: '滤芯拆解密档', summary: '滤芯堵塞' });
    kept.draft = await write({
      ...open,
      state: 'draft',
      title: '滤芯草稿',
      summary: '滤芯堵塞',
      body: img(await upload('draft.png')),
    });
    await until(async () => ((await asking('滤芯')).length > 0 ? true : undefined));
    const inside = () => admin.get(`/api/v1/apps/books/search?q=${encodeURIComponent('滤芯')}`);
    await until(async () => ((await inside().expect(200)).body.data.length === 3 ? true : undefined));
  });
  afterAll(() => test.close());

  it('lists what its filter admits, with how it begins', async () => {
    const { rows, groups, hasMore, report } = await list();
    expect(rows.map(({ title }) => title)).toEqual(['出水变小怎么办', '空调滴水的处理']);
    expect(rows[0]?.excerpt).toEqual([{ text: '滤芯堵塞时水流变细', hit: false }]);
    expect(groups.map(({ id }) => id)).toEqual(['water', 'air']);
    expect({ hasMore, report }).toEqual({ hasMore: false, report: '/p/books/ask' });
    expect(await titles('?group=air')).toEqual(['空调滴水的处理']);
    expect(await titles('?group=nothing')).toEqual([]);
  });

  it('finds nothing that is internal or a draft, and nothing by words that it does not show', async () => {
    expect(await asking('滤芯')).toEqual(['出水变小怎么办']);
    expect(await asking('堵塞', '&group=air')).toEqual(['空调滴水的处理']);
    expect(await asking('密档')).toEqual([]);
    expect(await asking('草稿')).toEqual([]);
    // Words of a field that the page does not name tell nothing, though staff find the record by them.
    const { body } = await admin.get(`/api/v1/apps/books/search?q=${encodeURIComponent('丁香')}`).expect(200);
    expect(body.data).toHaveLength(1);
    expect(await asking('丁香')).toEqual([]);
  });

  it('opens nothing by its id but what is admitted, and answers the rest as what does not exist', async () => {
    const nothing = await visitor.get(`${library}/records/0190a000-0000-7000-8000-000000000000`).expect(404);
    for (const id of [kept.staff, kept.draft]) {
      const { body } = await visitor.get(`${library}/records/${id}`).expect(404);
      expect(body.title).toBe(nothing.body.title);
    }
    await visitor.get(`${library}/records/x' or true`).expect(422);
    await visitor.get('/api/v1/libraries/books/ask').expect(404);
    await visitor.get('/api/v1/libraries/nowhere/guide').expect(404);
  });

  it('shows of a record what it names, its markup clean and its pictures by the library', async () => {
    const { title, parts } = await read(kept.open);
    expect(title).toBe('出水变小怎么办');
    const picture = `${library}/records/${kept.open}/files/${kept.picture}`;
    const sheet = `${library}/records/${kept.open}/files/${kept.sheet}`;
    expect(parts).toEqual([
      { label: '概要', text: '滤芯堵塞时水流变细' },
      { label: '正文', html: `<p>关闭进水阀</p><img src="${picture}" alt="图" />` },
      { label: '资料', files: [{ name: 'sheet.png', path: sheet, isPicture: true }] },
    ]);
    await visitor.get(picture).expect(200).expect('content-type', 'image/png');
    await visitor.get(sheet).expect(200);
    expect(JSON.stringify(parts)).not.toContain('丁香');
  });

  it('gives no file of another field, record or state', async () => {
    await visitor.get(`${library}/records/${kept.open}/files/${kept.secret}`).expect(404);
    await visitor.get(`${library}/records/${kept.air}/files/${kept.picture}`).expect(404);
    await visitor.get(`${library}/records/${kept.staff}/files/${kept.picture}`).expect(404);
    await visitor.get(`/api/v1/files/${kept.picture}`).expect(401);
  });

  it('lets go at once of what is withdrawn', async () => {
    const id = await write({ state: 'open', readers: ['public'], title: '临时公告', body: '<p>停水</p>' });
    expect(await titles()).toContain('临时公告');
    await admin.patch(`${articles}/${id}`).send({ state: 'draft' }).expect(200);
    await visitor.get(`${library}/records/${id}`).expect(404);
    expect(await titles()).not.toContain('临时公告');
    expect(await asking('公告')).toEqual([]);
    await admin.patch(`${articles}/${id}`).send({ state: 'open' }).expect(200);
    await admin.delete(`${articles}/${id}`).expect(204);
    await visitor.get(`${library}/records/${id}`).expect(404);
  });

  it('helps before a request is sent, with what fits the answers', async () => {
    const help = async (values: Record<string, unknown>): Promise<string[]> =>
      (await visitor.post('/api/v1/public/books/ask/help').send({ values }).expect(200)).body.data.map(
        ({ title }: { title: string }) => title,
      );
    expect(await help({ what: '滤芯堵塞' })).toEqual(['出水变小怎么办', '空调滴水的处理']);
    expect(await help({ what: '堵塞', line: 'air' })).toEqual(['空调滴水的处理']);
    expect(await help({ what: '密档' })).toEqual([]);
    expect(await help({ who: '滤芯' })).toEqual([]);
    const { body } = await visitor.get('/api/v1/public/books/ask').expect(200);
    expect(body.data.help).toEqual({ questions: ['what', 'line'], path: '/l/books/guide' });
  });

  it('has an end for paging, and for whoever asks without end', async () => {
    await visitor.get(`${library}?page=11`).expect(422);
    let status = 200;
    for (let tries = 0; tries < 200 && status === 200; tries++)
      status = (await visitor.get(`${library}?q=x${tries}`)).status;
    expect(status).toBe(429);
    // Reading goes on for everybody behind the same address.
    await visitor.get(library).expect(200);
  });

  it('is a role that reads alone, and of the form alone', () => {
    const role = libraryRole(page, form);
    expect(Object.keys(role.forms)).toEqual(['article']);
    expect(role.forms.article).toEqual({
      read: page.filter,
      comments: 'none',
      hidden: ['state', 'readers', 'notes'],
    });
  });
});
