import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';

const text = (id: string) => ({ id, type: 'text', label: id });
const form = (id: string, ...fields: string[]) => ({
  kind: 'form',
  schema: 1,
  id,
  label: `form ${id}`,
  fields: fields.map(text),
  layout: fields.map((field) => ({ kind: 'field', field })),
});
const shop = (...forms: { id: string }[]) => ({
  format: 'fieldwork-app',
  documents: [
    {
      kind: 'app',
      schema: 1,
      id: 'shop',
      label: '商店',
      menu: forms.map(({ id }) => ({ type: 'form', form: id })),
    },
    ...forms,
  ],
});

describe('an app file of an app that is there', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await send(shop(form('item', 'name', 'colour'), form('note', 'words'), form('rest', 'a'))).expect(201);
  });
  afterAll(() => test.close());

  const send = (body: object) => admin.post('/api/v1/apps/import').send(body);
  const versions = async (id: string) =>
    (await admin.get(`/api/v1/apps/shop/forms/${id}/versions`).expect(200)).body.data.length;
  const app = async (id = 'shop') => (await admin.get(`/api/v1/apps/${id}`).expect(200)).body.data;
  const records = '/api/v1/apps/shop/forms/item/records';

  it('is refused unless somebody asks for more', async () => {
    await send(shop(form('item', 'name'))).expect(409);
    expect(await versions('item')).toBe(1);
  });

  it('updates it in one publish: what differs gets a version, what the file lacks stays, in the menu too', async () => {
    const record = await admin.post(records).send({ name: 'Chair', colour: 'red' }).expect(201);
    const next = shop(form('item', 'name', 'colour', 'size'), form('note', 'words'));
    const { body } = await send({ ...next, existing: 'update' }).expect(201);
    // The form differs; the note is as it was, and with its old entries so is the menu; one form is not in the file.
    expect(body.data).toEqual({ id: 'shop', written: 1, kept: 1 });
    expect([await versions('item'), await versions('note'), await versions('rest')]).toEqual([2, 1, 1]);
    expect((await app()).app.menu.map((entry: { form: string }) => entry.form)).toEqual([
      'item',
      'note',
      'rest',
    ]);
    const kept = await admin.get(`${records}/${record.body.data.id}`).expect(200);
    expect(kept.body.data).toMatchObject({ name: 'Chair', colour: 'red', size: null });
  });

  it('asks before data is lost, naming the form, and updates nothing until that is agreed to', async () => {
    const next = shop(form('item', 'name', 'size'), form('note', 'words', 'more'));
    const { body } = await send({ ...next, existing: 'update' }).expect(409);
    const losing = body.steps.filter((step: { losesData: boolean }) => step.losesData);
    expect(losing.map((step: { text: object }) => step.text)).toEqual([
      { 'zh-CN': 'form item：删除字段「colour」及其全部数据', en: expect.stringContaining('form item: ') },
    ]);
    expect(await versions('note')).toBe(1);
    await send({ ...next, existing: 'update', confirm: body.confirm }).expect(201);
    expect([await versions('item'), await versions('note')]).toEqual([3, 2]);
  });

  it('refuses what would break a document that stays, and names it', async () => {
    const rule = {
      kind: 'rule',
      schema: 1,
      id: 'sized',
      label: '尺寸',
      form: 'item',
      trigger: { on: 'created' },
      actions: [{ type: 'set', set: [{ field: 'size', value: 'M' }] }],
    };
    await admin.put('/api/v1/apps/shop/rules/sized').send({ document: rule }).expect(200);
    await admin.post('/api/v1/apps/shop/rules/sized/publish').send({}).expect(200);
    const { body } = await send({ ...shop(form('item', 'name')), existing: 'update' }).expect(422);
    expect(body.issues[0].path.slice(0, 2)).toEqual(['rules', 'sized']);
    expect(await versions('item')).toBe(3);
  });

  it('becomes a second app under another id and name, with data of its own', async () => {
    const file = (await admin.get('/api/v1/apps/shop/export').expect(200)).body;
    const as = { id: 'shop_2', label: '分店' };
    await send({ ...file, as: { id: 'shop', label: '分店' } }).expect(409);
    const { body } = await send({ ...file, as }).expect(201);
    expect(body.data).toMatchObject({ id: 'shop_2', kept: 0 });
    expect((await app('shop_2')).app).toMatchObject({ id: 'shop_2', label: '分店' });
    expect((await app()).app.label).toBe('商店');
    const own = '/api/v1/apps/shop_2/forms/item/records';
    expect((await admin.get(own).expect(200)).body.data).toEqual([]);
    await admin.post(own).send({ name: 'Table' }).expect(201);
    expect((await admin.get(records).expect(200)).body.data).toHaveLength(1);
  });
});
