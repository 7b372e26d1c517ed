import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileService } from '../files/file.service.js';
import { AppMemberService } from '../identity/app-member.service.js';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const articles = '/api/v1/apps/books/forms/article/records';
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'books', label: '知识', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'article',
    label: '文章',
    title: 'title',
    fields: [
      { id: 'title', type: 'text', label: '标题' },
      { id: 'body', type: 'rich_text', label: '正文' },
      { id: 'notes', type: 'rich_text', label: '内部说明' },
      {
        id: 'steps',
        type: 'sub_table',
        label: '步骤',
        fields: [
          { id: 'how', type: 'rich_text', label: '做法' },
          { id: 'sheet', type: 'attachment', label: '资料' },
        ],
      },
    ],
    layout: [],
  },
  {
    kind: 'role',
    schema: 1,
    id: 'reader',
    label: '读者',
    forms: { article: { read: true, hidden: ['notes'] } },
  },
  { kind: 'role', schema: 1, id: 'writer', label: '作者', forms: { article: { read: true, update: true } } },
];

describe('pictures in formatted text', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let reader: Awaited<ReturnType<TestApp['as']>>;
  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(documents, null);
    const id = await test.createUser('reader');
    await test.app.get(AppMemberService).replace('books', id, ['reader']);
    admin = await test.as('admin');
    reader = await test.as('reader');
  });
  afterAll(() => test.close());

  const upload = async (): Promise<string> => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const sent = admin.post('/api/v1/files').set('origin', test.url).attach('file', png, 'step.png');
    return (await sent.expect(201)).body.data.id;
  };
  const img = (id: string) => `<p>第一步</p><img src="/api/v1/files/${id}" alt="step" onerror="alert(1)">`;

  it('belong to the record, are read by whoever reads the field, and go with the text', async () => {
    const [shown, secret] = [await upload(), await upload()];
    await reader.get(`/api/v1/files/${shown}`).expect(404);
    const body = { title: '换滤芯', body: img(shown), notes: img(secret) };
    const { data } = (await admin.post(articles).send(body).expect(201)).body;
    expect(data.body).toBe(`<p>第一步</p><img src="/api/v1/files/${shown}" alt="step" />`);
    await reader.get(`/api/v1/files/${shown}`).expect(200);
    await reader.get(`/api/v1/files/${secret}`).expect(404);
    await admin.patch(`${articles}/${data.id}`).send({ body: '<p>没有图了</p>' }).expect(200);
    await reader.get(`/api/v1/files/${shown}`).expect(404);
  });

  it('stay in the rows of a sub-table, beside the files there, whoever changes the rows', async () => {
    const [shown, sheet] = [await upload(), await upload()];
    const steps = [{ how: img(shown), sheet: [sheet] }];
    const { id } = (await admin.post(articles).send({ title: '步骤', steps }).expect(201)).body.data;
    const writer = await test.createUser('writer');
    await test.app.get(AppMemberService).replace('books', writer, ['writer']);
    const other = await test.as('writer');
    const { data } = (await other.get(`${articles}/${id}`).expect(200)).body;
    await other
      .patch(`${articles}/${id}`)
      .send({ steps: [...data.steps, {}] })
      .expect(200);
    await test.database.query(`update platform.file set unclaimed_since = now() - interval '2 days'
      where unclaimed_since is not null`);
    await test.app.get(FileService).sweep();
    for (const file of [shown, sheet]) await reader.get(`/api/v1/files/${file}`).expect(200);
    await other.patch(`${articles}/${id}`).send({ steps: [] }).expect(200);
    for (const file of [shown, sheet]) await reader.get(`/api/v1/files/${file}`).expect(404);
  });

  it('stay with the record they were copied from', async () => {
    const picture = await upload();
    const first = (
      await admin
        .post(articles)
        .send({ title: 'A', body: img(picture) })
        .expect(201)
    ).body.data;
    await admin
      .post(articles)
      .send({ title: 'B', body: img(picture) })
      .expect(201);
    await reader.get(`/api/v1/files/${picture}`).expect(200);
    await admin.delete(`${articles}/${first.id}`).expect(204);
  });
});
