import type { Form, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, orderFlow, rules, serviceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = '/api/v1/apps/desk/forms/work_order/records';
const role = (id: string, right: Role['forms'][string]): Role => ({
  kind: 'role',
  schema: 1,
  id,
  label: id,
  forms: { work_order: right },
});

const withOpenStatus = (form: Form): Form => ({
  ...form,
  status: 'status',
  fields: form.fields.map((field) => (field.id === 'status' ? { ...field, readOnly: false } : field)),
});

describe('comments', () => {
  let test: TestApp;
  let admin: Agent;
  let mary: Agent;
  let guest: Agent;
  let stranger: Agent;
  let ids: Record<string, string>;
  let order: string;

  beforeAll(async () => {
    test = await createTestApp();
    const documents = serviceDesk
      .filter((one) => one !== orderFlow && !rules.includes(one as never) && one.id !== 'manager')
      .map((one) => (one.kind === 'form' && one.id === 'work_order' ? withOpenStatus(one) : one));
    ids = await installServiceDesk(
      test,
      { mary: 'manager', guest: 'guest', onlooker: 'onlooker', stranger: 'stranger', shy: 'shy' },
      [
        ...documents,
        role('guest', { read: true, comments: 'customer', comment: true }),
        role('onlooker', { read: true }),
        role('shy', { read: true, hidden: ['subject', 'status'] }),
        role('manager', { read: true, comment: true }),
        role('stranger', { read: { '==': [{ var: 'subject' }, 'other'] } }),
      ],
    );
    admin = await test.as('admin');
    mary = await test.as('mary');
    guest = await test.as('guest');
    stranger = await test.as('stranger');
    order = (await admin.post(orders).send({ subject: '打印机' }).expect(201)).body.data.id;
  });
  afterAll(() => test.close());

  const say = (who: Agent, body: object, status = 201) =>
    who.post(`${orders}/${order}/comments`).send(body).expect(status);
  const read = async (who: Agent): Promise<{ body: string; audience: string; id: string }[]> =>
    (await who.get(`${orders}/${order}/comments`).expect(200)).body.data;
  const notices = async (who: Agent): Promise<{ kind: string; body: string | null }[]> =>
    (await who.get('/api/v1/notifications').expect(200)).body.data;

  it('are read by whoever reads the record, as far as his role opens them', async () => {
    await say(mary, { body: '内部说明' });
    await say(mary, { body: '工程师明天到', audience: 'customer' });
    expect((await read(admin)).map(({ body }) => body)).toEqual(['工程师明天到', '内部说明']);
    expect((await read(guest)).map(({ body }) => body)).toEqual(['工程师明天到']);
    await stranger.get(`${orders}/${order}/comments`).expect(404);
    await say(guest, { body: 'x' }, 403);
    await say(guest, { body: '谢谢', audience: 'customer' });
    await say(stranger, { body: 'x' }, 404);
    await admin.get(`/api/v1/apps/desk/forms/survey/records/${order}/comments`).expect(404);
  });

  it('are only read by a role that changes no record, until it is given the right to write them', async () => {
    const onlooker = await test.as('onlooker');
    const place = `${orders}/${order}`;
    const { meta } = (await onlooker.get(`${place}/comments`).expect(200)).body;
    expect(meta.writes).toBe('none');
    expect(await read(onlooker)).not.toHaveLength(0);
    await say(onlooker, { body: 'x' }, 403);
    await say(onlooker, { body: 'x', audience: 'customer' }, 403);
    await onlooker.get(`${place}/mentionable`).query({ search: '' }).expect(403);
  });

  it('are told in short, and no character is cut in two for it', async () => {
    await say(admin, { body: `${'好'.repeat(199)}😀 请看`, mentions: [ids.mary] });
    expect((await notices(mary))[0]?.body).toBe(`${'好'.repeat(199)}😀…`);
  });

  it('mention those who may read them, and refuse the others by name', async () => {
    const refused = await say(mary, { body: '@stranger', mentions: [ids.stranger] }, 422);
    expect(refused.body.issues[0]).toMatchObject({ code: 'may_not_read' });
    expect(refused.body.issues[0].message.en).toContain('stranger');
    await say(mary, { body: '@guest', mentions: [ids.guest] }, 422);
    await say(admin, { body: '@mary 请看', mentions: [ids.mary] });
    expect((await notices(mary))[0]).toMatchObject({ kind: 'comment.mention', body: '@mary 请看' });
    const found = await mary.get(`${orders}/${order}/mentionable`).query({ search: '' }).expect(200);
    const names = found.body.data.map(({ id }: { id: string }) => id);
    expect(names).toContain(ids.guest);
    expect(names).not.toContain(ids.stranger);
  });

  it('reach those who follow the record, once, and never somebody who may no longer read it', async () => {
    const before = (await notices(mary)).length;
    await say(admin, { body: '第二次', audience: 'customer' });
    expect(await notices(mary)).toHaveLength(before + 1);
    await mary.put(`${orders}/${order}/following`).send({ following: false }).expect(204);
    await say(admin, { body: '第三次' });
    expect(await notices(mary)).toHaveLength(before + 1);
    await guest.put(`${orders}/${order}/following`).send({ following: true }).expect(204);
    const told = (await notices(guest)).length;
    await say(admin, { body: '只给内部' });
    expect(await notices(guest)).toHaveLength(told);
    await say(admin, { body: '给客户', audience: 'customer' });
    expect((await notices(guest))[0]).toMatchObject({ kind: 'comment.added', body: '给客户' });
    await admin.patch(`${orders}/${order}`).send({ status: 'closed' }).expect(200);
    await until(async () => (await notices(guest))[0]?.kind === 'record.status');
  });

  it('are told with what each reader sees of the record, its title and state too', async () => {
    const shy = await test.as('shy');
    const place = `${orders}/${(await admin.post(orders).send({ subject: '机密标题' }).expect(201)).body.data.id}`;
    for (const one of [shy, guest]) await one.put(`${place}/following`).send({ following: true }).expect(204);
    await admin
      .post(`${place}/comments`)
      .send({ body: '看', audience: 'customer', mentions: [ids.shy] })
      .expect(201);
    await admin.post(`${place}/comments`).send({ body: '再看', audience: 'customer' }).expect(201);
    await admin.patch(place).send({ status: 'closed' }).expect(200);
    await until(async () => (await notices(guest))[0]?.kind === 'record.status');
    const told = await notices(shy);
    expect(told.map(({ kind, body }) => [kind, body])).toEqual([
      ['comment.added', '再看'],
      ['comment.mention', '看'],
    ]);
    expect(JSON.stringify(told)).not.toContain('机密标题');
    expect(JSON.stringify(await notices(guest))).toContain('机密标题');
  });

  it('are one comment however often the same is sent, and only their author changes them', async () => {
    const id = '01920000-0000-7000-8000-000000000001';
    await say(mary, { id, body: '一次' });
    await say(mary, { id, body: '一次' });
    await say(admin, { id, body: '抢' }, 409);
    expect((await read(mary)).filter((one) => one.id === id)).toHaveLength(1);
    const place = `${orders}/${order}/comments/${id}`;
    await admin.patch(place).send({ body: 'x' }).expect(403);
    await guest.patch(place).send({ body: 'x' }).expect(404);
    await mary.patch(place).send({ body: '改过' }).expect(204);
    expect((await read(mary)).find((one) => one.id === id)).toMatchObject({ body: '改过', mayChange: true });
    await mary.delete(place).expect(204);
    expect((await read(mary)).find((one) => one.id === id)).toMatchObject({ body: '', isDeleted: true });
  });

  it('carry files that are open to the readers of the comment alone', async () => {
    const upload = await mary
      .post('/api/v1/files')
      .set('origin', test.url)
      .attach('file', Buffer.from('hello'), 'a.txt')
      .expect(201);
    const file = upload.body.data.id;
    await say(mary, { body: '见附件', files: [file] });
    await admin.get(`/api/v1/files/${file}`).expect(200);
    await guest.get(`/api/v1/files/${file}`).expect(404);
    await stranger.get(`/api/v1/files/${file}`).expect(404);
    await say(admin, { body: '偷', files: [file] }, 422);
  });
});
