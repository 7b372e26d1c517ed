import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const text = (id: string, more: object = {}) => ({ id, type: 'text', label: id, ...more });
const form = (id: string, label: string, ...fields: object[]) => ({
  kind: 'form',
  schema: 1,
  id,
  label,
  title: 'name',
  fields: [text('name'), ...fields],
  layout: [],
});
const field = (id: string, more: object) => text(id, more);
const documents = [
  {
    kind: 'app',
    schema: 1,
    id: 'shop',
    label: { 'zh-CN': '商店', en: 'Shop' },
    menu: [
      { type: 'form', form: 'item' },
      { type: 'group', label: 'more', items: [{ type: 'form', form: 'note' }] },
    ],
  },
  form('item', '货品'),
  form('note', '便签', field('file', { type: 'attachment' }), {
    ...text('lines', { type: 'sub_table', fields: [text('words')] }),
  }),
  form('sale', '销售', field('item', { type: 'reference', form: 'item' })),
  {
    kind: 'role',
    schema: 1,
    id: 'clerk',
    label: '店员',
    forms: { item: { read: true }, note: { read: true, create: true } },
  },
  {
    kind: 'flow',
    schema: 1,
    id: 'selling',
    label: '销售流程',
    form: 'sale',
    trigger: { on: 'created' },
    nodes: [
      { type: 'start', id: 'start', label: 's', next: 'do' },
      {
        type: 'task',
        id: 'do',
        label: '处理',
        assignee: [{ by: 'initiator' }],
        actions: [{ id: 'done', label: '完成', kind: 'complete', next: 'end' }],
      },
      { type: 'end', id: 'end', label: 'e' },
    ],
  },
];

describe('taking away', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  const api = '/api/v1/apps/shop';

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await admin.post('/api/v1/apps/import').send({ format: 'fieldwork-app', documents }).expect(201);
  });
  afterAll(() => test.close());

  const look = async (place: string) => (await admin.get(`${api}/${place}/removal`).expect(200)).body.data;
  const remove = (place: string, body: object = {}) => admin.post(`${api}/${place}/removal`).send(body);
  const ids = async () =>
    (await admin.get(`${api}/documents`).expect(200)).body.data.map((one: { id: string }) => one.id);
  const rowsOf = async (form: string) => {
    const tables = ['history', 'flow_instance', 'task', 'search_entry'];
    const counts = await Promise.all(
      tables.map((table) =>
        test.database.query<{ count: string }>(
          `select count(*) from platform.${table} where app = 'shop' and form = $1`,
          [form],
        ),
      ),
    );
    return counts.reduce((sum, { rows }) => sum + Number(rows[0]?.count), 0);
  };

  it('refuses what another document refers to, and names it', async () => {
    expect(await look('forms/item')).toMatchObject({
      records: 0,
      users: [{ kind: 'form', id: 'sale', label: '销售' }],
    });
    const { body } = await remove('forms/item', { name: '货品' }).expect(409);
    expect(body.detail).toContain('销售');
    expect(body.users).toEqual([{ kind: 'form', id: 'sale', label: '销售' }]);
  });

  it('asks for the name of a form, and takes its records, its menu entry and its rights with it', async () => {
    const made = await admin
      .post(`${api}/forms/note/records`)
      .send({ name: 'one', lines: [{ words: 'a' }] })
      .expect(201);
    // Somebody is at work on the role: that work stays, without the rights.
    const role = (await admin.get(`${api}/roles/clerk`).expect(200)).body.data.document;
    await admin
      .put(`${api}/roles/clerk`)
      .send({ document: { ...role, label: '新店员' } })
      .expect(200);
    expect(await look('forms/note')).toMatchObject({ records: 1, users: [], reasons: [] });
    await remove('forms/note').expect(422);
    await remove('forms/note', { name: '别的' }).expect(422);
    await remove('forms/note', { name: '便签' }).expect(204);

    expect(await ids()).not.toContain('note');
    await admin.get(`${api}/forms/note/records/${made.body.data.id}`).expect(404);
    await admin.get(`${api}/forms/note`).expect(404);
    const { data } = (await admin.get(api).expect(200)).body;
    expect(data.app.menu).toEqual([{ type: 'form', form: 'item' }]);
    const clerk = (await admin.get(`${api}/roles/clerk`).expect(200)).body.data;
    expect(clerk).toMatchObject({ publishedVersion: 2, changed: true, document: { label: '新店员' } });
    expect(Object.keys(clerk.document.forms)).toEqual(['item']);
    const { rows } = await test.database.query(
      `select 1 from information_schema.tables where table_schema = 'app_shop' and table_name like 'note%'`,
    );
    expect(rows).toEqual([]);
    expect(await rowsOf('note')).toBe(0);
  });

  it('lets the id be used again, with an empty table and the versions going on', async () => {
    const again = form('note', '便签');
    await admin.put(`${api}/forms/note`).send({ document: again, revision: 0 }).expect(200);
    const { body } = await admin.post(`${api}/forms/note/publish`).send({}).expect(200);
    expect(body.data.version).toBe(2);
    expect((await admin.get(`${api}/forms/note/records`).expect(200)).body.data).toEqual([]);
  });

  it('keeps a channel while a mailbox or a messenger is connected to it', async () => {
    const channels = [
      { id: 'letters', type: 'mail', set: [{ field: 'name', value: { var: 'mail.subject' } }] },
      { id: 'tell', type: 'message', title: '{{name}}', body: '{{name}}' },
    ].map((one) => ({ kind: 'channel', schema: 1, label: one.id, form: 'item', ...one }));
    for (const document of channels) {
      await admin.put(`${api}/channels/${document.id}`).send({ document, revision: 0 }).expect(200);
      await admin.post(`${api}/channels/${document.id}/publish`).send({}).expect(200);
    }
    const box = { app: 'shop', channel: 'letters', address: 'letters@shop.example', isEnabled: false };
    const mailbox = (await admin.post('/api/v1/mail-accounts').send(box).expect(201)).body.data.id;
    const settings = {
      type: 'dingtalk_robot',
      name: '群机器人',
      settings: { url: 'https://robot.example/send' },
      secrets: { token: 't', secret: 's' },
    };
    const messenger = (await admin.post('/api/v1/messengers').send(settings).expect(201)).body.data.id;
    const route = (to: string | null) =>
      admin
        .put('/api/v1/messengers/routes')
        .send({ app: 'shop', channel: 'tell', messengerId: to })
        .expect(204);
    await route(messenger);

    expect((await look('channels/letters')).reasons[0].en).toContain('letters@shop.example');
    await remove('channels/letters').expect(409);
    await remove('channels/tell').expect(409);
    await admin.delete(`/api/v1/mail-accounts/${mailbox}`).expect(204);
    await route(null);
    await remove('channels/letters').expect(204);
    await remove('channels/tell').expect(204);
  });

  it('keeps a flow while records are in it, and a role while somebody has it', async () => {
    await admin.post(`${api}/forms/sale/records`).send({ name: 'sold' }).expect(201);
    const task = await until(async () => (await admin.get('/api/v1/tasks').expect(200)).body.data[0]);
    expect((await look('flows/selling')).reasons).toHaveLength(1);
    await remove('flows/selling').expect(409);
    await admin.post(`/api/v1/tasks/${task.id}/actions`).send({ action: 'done' }).expect(200);
    await remove('flows/selling').expect(204);
    expect(await ids()).not.toContain('selling');

    const member = await test.createUser('clerk1');
    await admin
      .put(`${api}/members/${member}`)
      .send({ roles: ['clerk'] })
      .expect(204);
    const { body } = await remove('roles/clerk').expect(409);
    expect(body.detail).toMatch(/1/);
    await admin.put(`${api}/members/${member}`).send({ roles: [] }).expect(204);
    await remove('roles/clerk').expect(204);
    await remove('roles/clerk').expect(404);
  });

  it('is for builders', async () => {
    const other = await test.as('other');
    await other.get(`${api}/forms/item/removal`).expect(403);
    await other.post(`${api}/forms/item/removal`).send({ name: '货品' }).expect(403);
  });

  it('of a whole app is for administrators who type its name, and leaves nothing but the other apps', async () => {
    const twin = { format: 'fieldwork-app', documents, as: { id: 'twin', label: '双胞胎' } };
    await admin.post('/api/v1/apps/import').send(twin).expect(201);
    await admin.post('/api/v1/apps/twin/forms/item/records').send({ name: 'kept' }).expect(201);
    await test.createUser('builder', { isBuilder: true });
    const builder = await test.as('builder');
    await builder.post(`${api}/removal`).send({ name: '商店' }).expect(403);
    await admin.post(`${api}/removal`).send({ name: '商' }).expect(422);
    await admin.post(`${api}/removal`).send({ name: 'Shop' }).expect(204);
    await admin.get(api).expect(404);
    await admin.post(`${api}/removal`).send({ name: 'Shop' }).expect(404);
    const { rows } = await test.database.query(
      `select 1 from information_schema.schemata where schema_name = 'app_shop'`,
    );
    expect(rows).toEqual([]);
    expect(await rowsOf('sale')).toBe(0);
    const { body } = await admin.get('/api/v1/apps').expect(200);
    expect(body.data.map((one: { id: string }) => one.id)).toEqual(['twin']);
    const kept = await admin.get('/api/v1/apps/twin/forms/item/records').expect(200);
    expect(kept.body.data).toMatchObject([{ name: 'kept' }]);
    // Its id is free again.
    await admin.post('/api/v1/apps/import').send({ format: 'fieldwork-app', documents }).expect(201);
    expect((await admin.get(`${api}/forms/sale/records`).expect(200)).body.data).toEqual([]);
  });
});
