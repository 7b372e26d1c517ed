import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const api = '/api/v1/apps/office';

describe('a repeated import', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  beforeAll(async () => {
    test = await createTestApp();
    await test.app
      .get(AppService)
      .install(
        [{ kind: 'app', schema: 1, id: 'office', label: '办公', timeZone: 'Asia/Shanghai', menu: [] }],
        null,
      );
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const columns = [{ column: 0, field: 'name' }];
  const file = async (text: string): Promise<string> =>
    (
      await admin
        .post('/api/v1/files')
        .attach('file', Buffer.from(text), 'x.csv')
        .set('Origin', test.url)
        .expect(201)
    ).body.data.id;
  const into = (form: string, key: string, id: string) =>
    admin.post(`${api}/forms/${form}/imports`).set('Idempotency-Key', key).send({ file: id, columns });
  const asForm = (form: string, key: string, id: string) =>
    admin
      .post(`${api}/imports`)
      .set('Idempotency-Key', key)
      .send({
        file: id,
        form: { id: form, label: form },
        columns: [{ ...columns[0], type: 'text', label: 'n' }],
      });
  const finished = (job: string) =>
    until(async () => {
      const { body } = await admin.get(`/api/v1/jobs/${job}`).expect(200);
      return !['queued', 'running'].includes(body.data.state);
    });
  const count = async (form: string) =>
    (await admin.get(`${api}/forms/${form}/records`).expect(200)).body.meta.total;

  it('imports once, however often the same request is sent', async () => {
    await finished((await asForm('once', 'import-form-0001', await file('name\na\n'))).body.data.job);
    const more = await file('name\nb\nc\n');
    const answers = [await into('once', 'import-0001', more), await into('once', 'import-0001', more)];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(answers[1]?.body.data).toEqual(answers[0]?.body.data);
    await finished(answers[0]?.body.data.job);
    expect(await count('once')).toBe(3);
  });

  it('answers requests that come at the same moment under one key alike', async () => {
    const id = await file('name\na\nb\nc\n');
    const made = () => asForm('at_once', 'import-form-at-once', id);
    for (const send of [made, made, () => into('at_once', 'import-at-once', id)]) {
      const answers = await Promise.all([send(), send(), send(), send()]);
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body.data))).size).toBe(1);
      await finished(answers[0]?.body.data.job);
    }
    expect(await count('at_once')).toBe(6);
  });
});
