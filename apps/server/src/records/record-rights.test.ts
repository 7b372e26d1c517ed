import type { Document, ExpressionJson, Form, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const name = { id: 'name', type: 'text', label: '名称', required: true } as const;
const layout: Form['layout'] = [{ kind: 'field', field: 'name' }];
const form = (id: string, fields: Form['fields']): Form => ({
  kind: 'form',
  schema: 1,
  id,
  label: id,
  title: 'name',
  fields: [name, ...fields],
  layout,
});
const role = (id: string, forms: Role['forms']): Role => ({ kind: 'role', schema: 1, id, label: id, forms });
const mine: ExpressionJson = { '==': [{ var: 'owner' }, { user: ['id'] }] };
const ofMyRegion: ExpressionJson = { '==': [{ var: 'customer.keeper' }, { user: ['id'] }] };

const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'shop', label: '售后', menu: [{ type: 'form', form: 'visit' }] },
  form('customer', [
    { id: 'keeper', type: 'member', label: '负责人' },
    { id: 'latest', type: 'reference', label: '最近上门', form: 'visit', lookups: ['customer'] },
  ]),
  form('visit', [
    { id: 'channel', type: 'text', label: '渠道', default: 'portal' },
    { id: 'customer', type: 'reference', label: '客户', form: 'customer', lookups: ['latest'] },
    {
      id: 'findings',
      type: 'sub_table',
      label: '发现',
      fields: [
        { id: 'what', type: 'text', label: '什么' },
        { id: 'photos', type: 'photo', label: '照片' },
      ],
    },
  ]),
  role('keeper', {
    customer: { read: true },
    visit: { read: ofMyRegion, create: ofMyRegion, update: ofMyRegion, delete: ofMyRegion },
  }),
  role('guest', { visit: { read: mine, create: { '==': [{ var: 'channel' }, 'portal'] } } }),
  role('cleaner', { visit: { read: mine, create: true, delete: true } }),
];
const records = (of: string) => `/api/v1/apps/shop/forms/${of}/records`;
type Agent = Awaited<ReturnType<TestApp['as']>>;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('rights on records', () => {
  let test: TestApp;
  let admin: Agent;
  let keeper: Agent;
  let cleaner: Agent;
  let keepersCustomer: string;
  let otherCustomer: string;

  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(documents, null);
    admin = await test.as('admin');
    const ids: Record<string, string> = {};
    for (const id of ['keeper', 'cleaner', 'guest']) {
      ids[id] = await test.createUser(id);
      await test.database.query(
        `insert into platform.app_member (app, user_id, role) values ('shop', $1, $2)`,
        [ids[id], id],
      );
    }
    keeper = await test.as('keeper');
    cleaner = await test.as('cleaner');
    keepersCustomer = (await make(admin, 'customer', { name: '甲', keeper: ids.keeper })).id;
    otherCustomer = (await make(admin, 'customer', { name: '乙' })).id;
  });
  afterAll(() => test.close());

  const make = async (who: Agent, of: string, body: object) =>
    (await who.post(records(of)).send(body).expect(201)).body.data;

  it('means the same by a condition that leads through a reference on every path', async () => {
    const near = await make(admin, 'visit', { name: '近', customer: keepersCustomer });
    const far = await make(admin, 'visit', { name: '远', customer: otherCustomer });
    const listed = (await keeper.get(records('visit')).expect(200)).body.data;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([near.id]);
    await keeper
      .patch(`${records('visit')}/${near.id}`)
      .send({ name: '近了' })
      .expect(200);
    await keeper
      .patch(`${records('visit')}/${far.id}`)
      .send({ name: '近了' })
      .expect(404);
    await keeper.post(records('visit')).send({ name: '新', customer: keepersCustomer }).expect(201);
    await keeper.post(records('visit')).send({ name: '新', customer: otherCustomer }).expect(403);
    await keeper.delete(`${records('visit')}/${far.id}`).expect(404);
    await keeper.delete(`${records('visit')}/${near.id}`).expect(204);
  });

  it('tells of each record what its reader may do with it, and nothing of the others', async () => {
    const near = await make(admin, 'visit', { name: '近', customer: keepersCustomer });
    const far = await make(admin, 'visit', { name: '远', customer: otherCustomer });
    const ask = async (who: Agent, of: string, ...ids: string[]) =>
      (
        await who
          .post(`${records(of)}/rights`)
          .send({ ids })
          .expect(200)
      ).body.data;
    expect(await ask(keeper, 'visit', near.id, far.id)).toEqual({
      [near.id]: { update: true, delete: true },
    });
    expect(await ask(keeper, 'customer', keepersCustomer)).toEqual({
      [keepersCustomer]: { update: false, delete: false },
    });
    expect((await ask(admin, 'visit', near.id, far.id))[far.id]).toEqual({ update: true, delete: true });
    const own = await make(cleaner, 'visit', { name: '自己的' });
    expect(await ask(cleaner, 'visit', own.id)).toEqual({ [own.id]: { update: false, delete: true } });
    const { access } = (await keeper.get('/api/v1/apps/shop').expect(200)).body.data;
    expect([access.visit.byRecord, access.customer.byRecord]).toEqual([true, false]);
  });

  it('lets nobody write a record into a state in which his own condition closes it', async () => {
    const visit = (await make(keeper, 'visit', { name: '换手', customer: keepersCustomer })).id;
    const change = (values: object) => keeper.patch(`${records('visit')}/${visit}`).send(values);
    await change({ name: '改名', channel: 'phone' }).expect(200);
    const { body } = await change({ customer: otherCustomer }).expect(403);
    expect(body.detail).toContain('into this state');
    await change({ customer: null }).expect(403);
    expect((await admin.get(`${records('visit')}/${visit}`)).body.data.customer.id).toBe(keepersCustomer);
    await admin
      .patch(`${records('visit')}/${visit}`)
      .send({ customer: otherCustomer })
      .expect(200);
    await keeper.get(`${records('visit')}/${visit}`).expect(404);
  });

  it('deletes and restores once for one idempotency key, and says so again', async () => {
    const visit = (await make(admin, 'visit', { name: '一次' })).id;
    const at = `${records('visit')}/${visit}`;
    for (let turn = 0; turn < 2; turn++)
      await admin.delete(at).set('Idempotency-Key', 'delete-it-1').expect(204);
    await admin.delete(at).expect(404);
    for (let turn = 0; turn < 2; turn++)
      await admin.post(`${at}/restore`).set('Idempotency-Key', 'restore-it-1').expect(204);
    await admin.post(`${at}/restore`).set('Idempotency-Key', 'delete-it-1').expect(422);
    await admin.post(`${at}/restore`).expect(404);
    const history = (await admin.get(`${at}/history`)).body.data as { kind: string }[];
    expect(history.filter(({ kind }) => kind === 'deleted')).toHaveLength(1);
    expect(history.filter(({ kind }) => kind === 'restored')).toHaveLength(1);
  });

  it('counts what the form fills in by itself when a role asks what is in a new record', async () => {
    const guest = await test.as('guest');
    expect((await make(guest, 'visit', { name: '门户' })).channel).toBe('portal');
    await guest.post(records('visit')).send({ name: '门户', channel: 'phone' }).expect(403);
  });

  it('shows records of two forms that look each other up', async () => {
    const { id } = await make(admin, 'visit', { name: '互', customer: otherCustomer });
    await admin
      .patch(`${records('customer')}/${otherCustomer}`)
      .send({ latest: id })
      .expect(200);
    const read = (await admin.get(`${records('visit')}/${id}`).expect(200)).body.data;
    expect(read.customer).toEqual({ id: otherCustomer, title: '乙', latest: { id, title: '互' } });
  });

  it('shows in the recycle bin only what the caller could read before', async () => {
    const theirs = await make(admin, 'visit', { name: '别人的' });
    const own = await make(cleaner, 'visit', { name: '自己的' });
    await admin.delete(`${records('visit')}/${theirs.id}`).expect(204);
    await cleaner.delete(`${records('visit')}/${own.id}`).expect(204);
    const { body } = await cleaner.get(records('visit')).query({ deleted: 'only' }).expect(200);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([own.id]);
  });

  it('has deleted what it says is deleted, however often others write meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await make(admin, 'visit', { name: '争' });
      const url = `${records('visit')}/${id}`;
      const [removed] = await Promise.all([
        admin.delete(url),
        admin.patch(url).send({ name: `争 ${round}` }),
        admin.patch(url).send({ name: `抢 ${round}` }),
      ]);
      const { deleted_at } = (await admin.get(url).expect(200)).body.data;
      expect([removed.status, deleted_at === null]).toEqual([204, false]);
    }
  });

  it('keeps the pictures in the rows of a record and shows them to its readers', async () => {
    const upload = async (who: Agent, content = png): Promise<string> => {
      const sent = who.post('/api/v1/files').set('origin', test.url).attach('file', content, 'x.png');
      return (await sent.expect(201)).body.data.id;
    };
    const photo = await upload(admin);
    const findings = [{ what: '漏水', photos: [photo] }];
    const { id } = await make(admin, 'visit', { name: '照', customer: keepersCustomer, findings });
    await keeper.get(`/api/v1/files/${photo}`).expect(200);
    await cleaner.get(`/api/v1/files/${photo}`).expect(404);
    const program = await upload(admin, Buffer.from('MZ\0\0'));
    const refused = await admin
      .patch(`${records('visit')}/${id}`)
      .send({ findings: [{ what: '漏水', photos: [photo, program] }] })
      .expect(422);
    expect(refused.body.issues).toMatchObject([{ path: ['findings', 1], code: 'not_picture' }]);
    const foreign = await upload(cleaner);
    await admin
      .patch(`${records('visit')}/${id}`)
      .send({ findings: [{ what: '偷', photos: [foreign] }] })
      .expect(422);
  });
});
