import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SetupService } from '../identity/setup.service.js';
import { createTestApp, type TestApp, testPassword } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const seeds = JSON.parse(
  readFileSync(new URL('../../../../templates/after-sales/seeds/people.json', import.meta.url), 'utf8'),
) as { users: unknown[] };

interface Installed {
  app: string;
  demo: { password: string; users: { login: string; roles: string[] }[] } | null;
}

describe('installing the after-sales app with its demo', () => {
  let test: TestApp;
  let installed: Installed;

  beforeAll(async () => {
    test = await createTestApp({ config: { demoPassword: testPassword } });
    const admin = await test.as('admin');
    const { body } = await admin.post('/api/v1/templates/after-sales/install').send({ demo: true });
    installed = body.data;
    if (!installed) throw new Error(JSON.stringify(body));
  }, 300_000);
  afterAll(() => test.close());

  const signedIn = async (login: string) => {
    const agent = test.anonymous();
    await agent.post('/api/v1/session').send({ login, password: testPassword }).expect(201);
    return agent;
  };

  it('brings the app and the people of the demo', () => {
    expect(installed.app).toBe('after_sales');
    expect(installed.demo?.users).toHaveLength(seeds.users.length);
  });

  it('is listed as installed, and not installed twice', async () => {
    const admin = await test.as('admin');
    const { body } = await admin.get('/api/v1/templates').expect(200);
    expect(body.data).toMatchObject([{ id: 'after-sales', hasDemo: true, isInstalled: true }]);
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(409);
    await admin.post('/api/v1/templates/elsewhere/install').send({}).expect(404);
  });

  it('shows the manager every order, an engineer his own, and the viewer no phone numbers', async () => {
    const list = '/api/v1/apps/after_sales/forms/work_order/records?pageSize=1';
    const manager = await signedIn('manager1');
    expect((await manager.get(list).expect(200)).body.meta.total).toBe(400);
    const engineer = await signedIn('engineer1');
    const own = (await engineer.get(list).expect(200)).body.meta.total;
    expect(own).toBeGreaterThan(10);
    expect(own).toBeLessThan(120);
    const viewer = await signedIn('viewer1');
    const { body } = await viewer
      .get('/api/v1/apps/after_sales/forms/customer/records?pageSize=5')
      .expect(200);
    expect(body.data).toHaveLength(5);
    expect(body.data.every((customer: object) => !('phone' in customer) || customer.phone === null)).toBe(
      true,
    );
  });

  it('has tasks that wait for the people, and orders with a timeline from the first call on', async () => {
    const agent = await signedIn('agent1');
    const { body } = await agent.get('/api/v1/tasks').expect(200);
    expect(body.data.length).toBeGreaterThanOrEqual(5);
    const { record } = body.data[0];
    const timeline = await agent
      .get(`/api/v1/apps/after_sales/forms/work_order/records/${record.id}/history`)
      .expect(200);
    expect(timeline.body.data.at(-1)).toMatchObject({ kind: 'created' });
    const engineer = await signedIn('engineer3');
    expect((await engineer.get('/api/v1/tasks').expect(200)).body.data.length).toBeGreaterThan(0);
  });

  it('lets a person go on where the demo stands', async () => {
    const dispatcher = await signedIn('dispatcher1');
    const tasks = (await dispatcher.get('/api/v1/tasks').expect(200)).body.data;
    const grading = tasks.find((task: { node: string }) => task.node === 'grade');
    await dispatcher.post(`/api/v1/tasks/${grading.id}/actions`).send({ action: 'graded' }).expect(200);
    const order = await dispatcher.get(
      `/api/v1/apps/after_sales/forms/work_order/records/${grading.record.id}`,
    );
    expect(order.body.data).toMatchObject({ status: 'pending_dispatch' });
  });

  it('answers every report of the dashboard, to the viewer too', async () => {
    const viewer = await signedIn('viewer1');
    const app = (await viewer.get('/api/v1/apps/after_sales').expect(200)).body.data;
    const empty = async () => {
      const ids: string[] = [];
      for (const { id } of app.reports) {
        const { body, status } = await viewer.post(`/api/v1/apps/after_sales/reports/${id}/data`).send({});
        expect([id, status]).toEqual([id, 200]);
        if (body.data.rows.length === 0) ids.push(id);
      }
      return ids;
    };
    // The clocks of the demo are counted behind the installation.
    const end = Date.now() + 150_000;
    let left = await empty();
    while (left.length > 0 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      left = await empty();
    }
    // On the first day of a year its sum may still be of nothing.
    const day = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const isNewYear = day.endsWith('-01-01');
    expect(left.filter((id) => id !== 'orders_cumulative' || !isNewYear)).toEqual([]);
  }, 240_000);

  it('escalates the orders that nobody has begun within a day, and tells the manager', async () => {
    const manager = await signedIn('manager1');
    const escalated = async () => {
      const filter = JSON.stringify({
        and: [
          { '==': [{ var: 'escalated' }, true] },
          {
            in: [
              { var: 'status' },
              ['pending_intake', 'pending_grade', 'pending_dispatch', 'pending_accept'],
            ],
          },
        ],
      });
      const path = `/api/v1/apps/after_sales/forms/work_order/records?filter=${encodeURIComponent(filter)}`;
      return (await manager.get(path).expect(200)).body.data;
    };
    await until(async () => (await escalated()).length >= 6, 60_000);
    const orders = await escalated();
    expect(orders).toHaveLength(6);
    expect(orders.every(({ priority }: { priority: string }) => priority === 'urgent')).toBe(true);
    const { body } = await manager.get('/api/v1/notifications').expect(200);
    expect(JSON.stringify(body.data)).toContain('超过 24 小时未处理');
  });
});

describe('a template whose app is there already', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  const install = (body: object) => admin.post('/api/v1/templates/after-sales/install').send(body);
  const listed = async () => (await admin.get('/api/v1/templates').expect(200)).body.data[0];

  beforeAll(async () => {
    test = await createTestApp({ config: { demoPassword: testPassword } });
    admin = await test.as('admin');
    await install({}).expect(201);
  });
  afterAll(() => test.close());

  it('brings what was changed back to what the template has, and leaves the rest alone', async () => {
    const address = '/api/v1/apps/after_sales/roles/viewer';
    const { document } = (await admin.get(address).expect(200)).body.data;
    await admin
      .put(address)
      .send({ document: { ...document, label: '看客' } })
      .expect(200);
    await admin.post(`${address}/publish`).send({}).expect(200);
    const { body } = await install({ existing: 'update' }).expect(201);
    expect(body.data).toEqual({ app: 'after_sales', demo: null, written: 1, kept: 0 });
    const restored = (await admin.get(address).expect(200)).body.data;
    expect(restored).toMatchObject({ publishedVersion: 3, document: { label: document.label } });
  });

  it('gives its people and records later, while there are no records yet, to an administrator', async () => {
    expect(await listed()).toMatchObject({ isInstalled: true, hasRecords: false });
    await test.createUser('builder', { isBuilder: true });
    const builder = await test.as('builder');
    const wish = { demo: true, existing: 'update' };
    await builder.post('/api/v1/templates/after-sales/install').send(wish).expect(403);
    const { body } = await install(wish).expect(201);
    expect(body.data.demo.users).toHaveLength(seeds.users.length);
    const manager = test.anonymous();
    await manager.post('/api/v1/session').send({ login: 'manager1', password: testPassword }).expect(201);
    const orders = await manager.get('/api/v1/apps/after_sales/forms/work_order/records?pageSize=1');
    expect(orders.body.meta.total).toBe(400);
  }, 300_000);

  it('does not mix the demo with records that are there', async () => {
    expect(await listed()).toMatchObject({ hasRecords: true });
    const { body } = await install({ demo: true, existing: 'update' }).expect(409);
    expect(body.detail).toMatch(/已有记录|has records/);
    await install({ existing: 'update' }).expect(201);
  });
});

describe('the first page', () => {
  it('installs the app with its demo and shows the password of its people once', async () => {
    const test = await createTestApp({ isSetupOpen: true });
    try {
      const token = (await test.app.get(SetupService).prepare()) as string;
      const browser = test.anonymous();
      const answers = { token, password: testPassword, content: 'after-sales-demo' };
      const { body } = await browser.post('/api/v1/setup').send(answers).expect(201);
      expect(body.data).toMatchObject({
        content: 'installed',
        demo: { users: { length: seeds.users.length } },
      });
      const login = { login: 'manager1', password: body.data.demo.password };
      await test.anonymous().post('/api/v1/session').send(login).expect(201);
    } finally {
      await test.close();
    }
  }, 300_000);
});
