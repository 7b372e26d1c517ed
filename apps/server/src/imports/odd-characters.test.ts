import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'office', label: 'office', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'owner',
    label: 'owner',
    title: 'name',
    fields: [{ id: 'name', type: 'text', label: 'name' }],
    layout: [],
  },
  {
    kind: 'form',
    schema: 1,
    id: 'thing',
    label: 'thing',
    fields: [
      { id: 'name', type: 'text', label: 'name' },
      { id: 'owned_by', type: 'reference', label: 'owner', form: 'owner' },
    ],
    layout: [],
  },
];

describe('an import with characters that cannot be kept', () => {
  let test: TestApp;
  const api = '/api/v1/apps/office';

  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(documents, null);
  });
  afterAll(() => test.close());

  it('brings in the rows beside them, and says which it left out', async () => {
    const admin = await test.as('admin');
    await admin.post(`${api}/forms/owner/records`).send({ name: 'own' }).expect(201);
    // At its head such a file is taken for no table at all.
    const good = Array.from({ length: 500 }, (_, i) => `number ${i},own`);
    const odd = ['ze\u0000ro,own', 'third,o\u0000wn', 'last,own'];
    const bytes = Buffer.from(['name,owner', ...good, ...odd, ''].join('\n'));
    const sent = admin.post('/api/v1/files').attach('file', bytes, 'odd.csv').set('Origin', test.url);
    const file = (await sent.expect(201)).body.data.id;
    const columns = ['name', 'owned_by'].map((field, column) => ({ column, field }));
    const begun = await admin.post(`${api}/forms/thing/imports`).send({ file, columns }).expect(202);
    const done = await until(async () => {
      const { data } = (await admin.get(`/api/v1/jobs/${begun.body.data.job}`).expect(200)).body;
      return ['queued', 'running'].includes(data.state) ? null : data;
    });
    expect(done).toMatchObject({ state: 'done', result: { created: 501, failed: 2 } });
    const rows = done.result.firstErrors.map(({ row }: { row: number }) => row);
    expect(rows).toEqual([502, 503]);
  });
});
