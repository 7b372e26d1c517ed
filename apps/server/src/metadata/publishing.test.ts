import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { AppService } from './app.service.js';

const api = '/api/v1/apps/shop';
const field = (id: string, more: object = {}) => ({ id, type: 'text', label: id, ...more });
const item = (...ids: string[]) => ({
  kind: 'form',
  schema: 1,
  id: 'item',
  label: '货品',
  title: 'name',
  fields: ['name', ...ids].map((id) => field(id)),
  layout: ['name', ...ids].map((id) => ({ kind: 'field', field: id })),
});
const overview = {
  kind: 'page',
  schema: 1,
  id: 'item_page',
  label: '货品总览',
  type: 'overview',
  form: 'item',
  fields: ['name', 'colour'],
  figures: [],
  lists: [],
};

describe('publishing', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    await test.app
      .get(AppService)
      .install(
        [
          { kind: 'app', schema: 1, id: 'shop', label: '商店', timeZone: 'Asia/Shanghai', menu: [] },
          item('colour', 'size'),
          overview,
        ] as never,
        null,
      );
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const save = async (document: { id: string }) =>
    (await admin.put(`${api}/forms/${document.id}`).send({ document }).expect(200)).body.data;
  const publish = (body: object = {}, key?: string) => {
    const request = admin.post(`${api}/forms/item/publish`);
    return (key ? request.set('Idempotency-Key', key) : request).send(body);
  };
  const versions = async () => (await admin.get(`${api}/forms/item/versions`).expect(200)).body.data;

  it('acts once under one key, however often and at once it is asked', async () => {
    await save(item('colour', 'size', 'weight'));
    const before = (await versions()).length;
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => publish({ note: 'a' }, 'publish-once')),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.data.version)).size).toBe(1);
    expect(await versions()).toHaveLength(before + 1);

    await save(item('colour', 'size', 'weight', 'origin'));
    await publish().expect(200);
    // The answer that was lost, asked for when others have published since.
    const late = await publish({ note: 'a' }, 'publish-once').expect(200);
    expect(late.body.data).toEqual(answers[0]?.body.data);
    expect(await versions()).toHaveLength(before + 2);
    await publish({ note: 'b' }, 'publish-once').expect(422);
  });

  it('answers the revision of the draft, so that its designer goes on without a conflict', async () => {
    await save(item('colour', 'size', 'weight', 'origin'));
    const { revision } = (await publish().expect(200)).body.data;
    const document = item('colour', 'size', 'weight', 'origin');
    await admin.put(`${api}/forms/item`).send({ document, revision }).expect(200);
  });

  it('refuses a draft that somebody else has changed meanwhile', async () => {
    const { revision } = await save(item('colour', 'size', 'weight', 'origin'));
    await save(item('colour', 'size', 'weight', 'origin', 'brand'));
    const { body } = await publish({ revision }).expect(409);
    expect(body.revision).toBe(revision + 1);
  });

  it('says which data goes, and does it only when that is confirmed', async () => {
    await save(item('colour', 'weight', 'origin'));
    const { body } = await publish().expect(409);
    expect(body.steps).toMatchObject([{ losesData: true }]);
    const count = (await versions()).length;
    await publish({ confirm: body.confirm }).expect(200);
    expect(await versions()).toHaveLength(count + 1);
  });

  it('refuses a form without the field that a page shows, and names the page', async () => {
    const { issues } = await save(item('weight', 'origin'));
    expect(issues[0].path.slice(0, 2)).toEqual(['pages', 'item_page']);
    const { body } = await publish({ confirm: ['drop_column:item:colour'] }).expect(422);
    expect(body.issues[0].path.slice(0, 2)).toEqual(['pages', 'item_page']);
  });
});
