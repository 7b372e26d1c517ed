import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { createTestApp, type TestApp, testPassword } from '../testing/app.js';
import { SetupService } from './setup.service.js';

describe('identity', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  it('refuses everybody who is not signed in, with a problem that carries the request id', async () => {
    const answer = await test
      .anonymous()
      .get('/api/v1/users')
      .set('accept-language', 'zh-CN,zh;q=0.9')
      .expect(401);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      status: 401,
      title: '请先登录',
      requestId: answer.headers['x-request-id'],
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('signs in with a cookie that scripts cannot read, and out', async () => {
    const agent = test.anonymous();
    const answer = await agent
      .post('/api/v1/session')
      .send({ login: 'ADMIN', password: testPassword })
      .expect(201);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^fieldwork=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
    const { body } = await agent.get('/api/v1/session').expect(200);
    expect(body.data.user).toMatchObject({
      login: 'admin',
      isAdministrator: true,
      isBuilder: true,
      department: null,
    });
    await agent.delete('/api/v1/session').expect(204);
    await agent.get('/api/v1/session').expect(401);
    const stolen = answer.headers['set-cookie']?.[0]?.split(';')[0] as string;
    await supertest(test.url).get('/api/v1/session').set('cookie', stolen).expect(401);
  });

  it('keeps no token and no password in the database', async () => {
    const { rows } = await test.database.query<{ text: string }>(
      `select string_agg(t::text, '') as text from (select * from platform.session) t`,
    );
    const cookie = admin.jar.getCookie('fieldwork', {
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    });
    expect(cookie?.value).toHaveLength(43);
    expect(rows[0]?.text).not.toContain(cookie?.value);
    const hashes = await test.database.query<{ hash: string }>(
      'select password_hash as hash from platform.user',
    );
    expect(hashes.rows.every(({ hash }) => hash.startsWith('$argon2id$'))).toBe(true);
  });

  it('slows down guessing from one address without locking the owner out elsewhere', async () => {
    const proxied = await createTestApp({ config: { trustProxy: true } });
    try {
      const from = (address: string, password: string) =>
        supertest(proxied.url)
          .post('/api/v1/session')
          .set('x-forwarded-for', address)
          .send({ login: 'admin', password });
      for (let i = 0; i < 5; i++) await from('198.51.100.7', 'wrong password').expect(401);
      const refused = await from('198.51.100.7', testPassword).expect(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
      await from('203.0.113.9', testPassword).expect(201);
    } finally {
      await proxied.close();
    }
  });

  it('ends sessions and keys the moment a user is disabled', async () => {
    const id = await test.createUser('leaver');
    const agent = await test.as('leaver');
    const key = (await agent.post('/api/v1/api-keys').send({ name: 'mine' }).expect(201)).body.data
      .key as string;
    const withKey = () => supertest(test.url).get('/api/v1/session').set('authorization', `Bearer ${key}`);
    await withKey().expect(200);
    await agent.get('/api/v1/session').expect(200);
    await admin.patch(`/api/v1/users/${id}`).send({ status: 'disabled' }).expect(200);
    await agent.get('/api/v1/session').expect(401);
    await withKey().expect(401);
    await test
      .anonymous()
      .post('/api/v1/session')
      .send({ login: 'leaver', password: testPassword })
      .expect(401);
  });

  it('ends the other sessions when the password changes', async () => {
    const one = await test.as('changer');
    const two = await test.as('changer');
    await one
      .put('/api/v1/session/password')
      .send({ current: 'wrong', password: 'a new long one' })
      .expect(422);
    const weak = await one
      .put('/api/v1/session/password')
      .send({ current: testPassword, password: 'Password1' });
    expect(weak.body.issues).toMatchObject([{ path: ['password'], code: 'too_common' }]);
    await one
      .put('/api/v1/session/password')
      .send({ current: testPassword, password: 'a new long one' })
      .expect(204);
    await one.get('/api/v1/session').expect(200);
    await two.get('/api/v1/session').expect(401);
  });

  it('lets a key do what its scopes say and nothing about keys', async () => {
    const made = await admin
      .post('/api/v1/api-keys')
      .send({ name: 'reader', scopes: ['read'] })
      .expect(201);
    const bearer = { authorization: `Bearer ${made.body.data.key}` };
    const plain = supertest(test.url);
    await plain.get('/api/v1/departments').set(bearer).expect(200);
    await plain.get('/api/v1/users/018f0000-0000-7000-8000-000000000000').set(bearer).expect(403);
    await plain.post('/api/v1/departments').set(bearer).send({ name: 'x' }).expect(403);
    await plain.get('/api/v1/api-keys').set(bearer).expect(403);
    await plain.get(`/api/v1/departments?authorization=Bearer%20${made.body.data.key}`).expect(401);
    const listed = await admin.get('/api/v1/api-keys').expect(200);
    expect(JSON.stringify(listed.body)).not.toContain(made.body.data.key);
    await admin.delete(`/api/v1/api-keys/${made.body.data.id}`).expect(204);
    await plain.get('/api/v1/departments').set(bearer).expect(401);
  });

  it('refuses writes from other sites', async () => {
    const write = () => admin.post('/api/v1/departments');
    await write().set('origin', 'https://evil.example').send({ name: 'x' }).expect(403);
    await write().set('origin', 'null').send({ name: 'x' }).expect(403);
    await write().set('sec-fetch-site', 'cross-site').send({ name: 'x' }).expect(403);
    await write().set('sec-fetch-site', 'same-site').send({ name: 'x' }).expect(403);
    await write().type('form').send('name=x').expect(415);
    await write().type('text/plain').send('{"name":"x"}').expect(415);
    const made = await write().set('origin', test.url).send({ name: '售后部' }).expect(201);
    await admin.delete(`/api/v1/departments/${made.body.data.id}`).expect(204);
  });

  it('keeps the tree of departments free of circles and of orphans', async () => {
    const make = async (name: string, parentId: string | null = null) =>
      (await admin.post('/api/v1/departments').send({ name, parentId }).expect(201)).body.data.id as string;
    const top = await make('总部');
    const below = await make('华东', top);
    await admin.patch(`/api/v1/departments/${top}`).send({ parentId: below }).expect(409);
    await admin.delete(`/api/v1/departments/${top}`).expect(409);
    await admin.patch(`/api/v1/departments/${below}`).send({ parentId: null, name: '华东区' }).expect(200);
    const { body } = await admin.get('/api/v1/departments').expect(200);
    expect(body.data.map((item: { name: string }) => item.name)).toEqual(
      expect.arrayContaining(['总部', '华东区']),
    );
  });

  it('gives ordinary users names only and no way to change anybody', async () => {
    const user = await test.as('ordinary');
    // Whoever knows a login finds its owner; a part of one finds nobody.
    const { id } = (await admin.get('/api/v1/users?detail=all&search=admin').expect(200)).body.data[0];
    expect((await user.get('/api/v1/users?search=Admin').expect(200)).body.data).toMatchObject([{ id }]);
    expect((await user.get('/api/v1/users?search=admi').expect(200)).body.data).toEqual([]);
    const { body } = await user.get('/api/v1/users?search=ORDI').expect(200);
    expect(body).toMatchObject({ data: [{ name: 'ordinary', department: null }], meta: { total: 1 } });
    expect(Object.keys(body.data[0]).sort()).toEqual(['department', 'id', 'name']);
    await user.get('/api/v1/users?detail=all').expect(403);
    await user.patch(`/api/v1/users/${body.data[0].id}`).send({ isAdministrator: true }).expect(403);
    await user.patch('/api/v1/session').send({ isAdministrator: true }).expect(422);
    await user.patch('/api/v1/session').send({ locale: 'en' }).expect(204);
    expect((await user.get('/api/v1/session')).body.data.user.locale).toBe('en');
  });

  it('lists people by the sound of their names, Chinese ones as a telephone book does', async () => {
    const names = ['赵曼', '陈立新', '何晓东', '林国栋', '周雨桐'].map((name) => `${name}序`);
    for (const [index, name] of names.entries())
      await admin
        .post('/api/v1/users')
        .send({ login: `sound${index}`, name, password: testPassword })
        .expect(201);
    const wanted = ['陈立新序', '何晓东序', '林国栋序', '赵曼序', '周雨桐序'];
    for (const address of ['/api/v1/users?search=序', '/api/v1/users?detail=all&search=序']) {
      const { body } = await admin.get(encodeURI(address)).expect(200);
      expect(body.data.map(({ name }: { name: string }) => name)).toEqual(wanted);
    }
  });

  it('never loses its last administrator', async () => {
    const { body } = await admin.get('/api/v1/users?detail=all&search=admin').expect(200);
    await admin.patch(`/api/v1/users/${body.data[0].id}`).send({ isAdministrator: false }).expect(409);
    await admin.patch(`/api/v1/users/${body.data[0].id}`).send({ status: 'disabled' }).expect(409);
    await admin.get('/api/v1/session').expect(200);
  });

  it('says which values are wrong', async () => {
    const answer = await admin
      .post('/api/v1/users')
      .send({ login: 'a b', name: '', password: '123', role: 'x' });
    expect(answer.status).toBe(422);
    expect(answer.body.issues.map((issue: { path: string[] }) => issue.path.join('.'))).toEqual(
      expect.arrayContaining(['login', 'name']),
    );
    await admin.post('/api/v1/users').send({ login: 'Admin', name: 'again' }).expect(409);
    await admin.post('/api/v1/users').set('content-type', 'application/json').send('{"login"').expect(400);
    await admin.get('/api/v1/nothing').expect(404);
  });

  it('gives a member his roles in an app at once, and takes them', async () => {
    const user = await test.as('engineer');
    const { body } = await user.get('/api/v1/users?search=engineer');
    const roles = `/api/v1/apps/after_sales/members/${body.data[0].id}`;
    await user
      .put(roles)
      .send({ roles: ['manager'] })
      .expect(403);
    await admin
      .put(roles)
      .send({ roles: ['engineer', 'agent'] })
      .expect(204);
    expect((await user.get('/api/v1/session')).body.data.apps).toEqual({
      after_sales: ['agent', 'engineer'],
    });
    await admin
      .put(roles)
      .send({ roles: ['agent'] })
      .expect(204);
    const members = await admin.get('/api/v1/apps/after_sales/members').expect(200);
    expect(members.body.data).toMatchObject([{ login: 'engineer', roles: ['agent'] }]);
    await admin.put(roles).send({ roles: [] }).expect(204);
    expect((await user.get('/api/v1/session')).body.data.apps).toEqual({});
  });
});

describe('the set-up', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ isSetupOpen: true });
  });
  afterAll(() => test.close());

  it('can be done with the newest link only, and once only, however many try at the same time', async () => {
    const setup = test.app.get(SetupService);
    const old = await setup.prepare();
    const token = (await setup.prepare()) as string;
    expect((await test.anonymous().get('/api/v1/setup')).body.data).toEqual({ needed: true });
    const complete = (used: unknown, password = testPassword) =>
      test.anonymous().post('/api/v1/setup').send({ token: used, password, content: 'empty' });
    await complete(old).expect(403);
    await complete('wrong').expect(403);
    await complete(token, '12345678').expect(422);
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await complete(token)).status));
    expect(statuses.sort()).toEqual([201, 403, 403, 403]);
    expect((await test.anonymous().get('/api/v1/setup')).body.data).toEqual({ needed: false });
    expect(await setup.prepare()).toBeNull();
    const admin = await test.as('admin');
    await admin.get('/api/v1/users?detail=all').expect(200);
  });
});
