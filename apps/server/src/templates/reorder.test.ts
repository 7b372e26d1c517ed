import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { settled, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';

describe('reordering in the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  let manager: Agent;
  let director: Agent;
  let storekeeper: Agent;
  const places: Record<string, string> = {};
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    [manager, director, storekeeper] = [
      await member('manager'),
      await member('director'),
      await member('storekeeper'),
    ];
    for (const kind of ['supplier', 'central', 'customer_site', 'in_transit'])
      places[kind] = await make('warehouse', { code: kind, name: kind, kind });
    const engineer = await make('engineer', {
      ...{ name: '甲', phone: '13800005678', level: 'senior', region: 'north', day_capacity: 8 },
      skill_levels: [{ line: 'hvac', level: 4 }],
    });
    places.van = await make('warehouse', { code: 'V', name: 'V', kind: 'van', engineer });
  });
  afterAll(() => test.close());

  async function member(role: string): Promise<Agent> {
    const id = await test.createUser(role);
    await admin.put(`${at}/members/${id}`).send({ roles: [role] });
    return test.as(role);
  }
  async function make(form: string, values: object): Promise<string> {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  }
  const read = async (form: string, id: string) =>
    (await admin.get(`${at}/forms/${form}/records/${id}`).expect(200)).body.data;
  const partOf = (code: string, more: object = {}) =>
    make('part', { code, name: code, price: '100', cost: '60', reorder_point: 5, lead_days: 9, ...more });
  const move = (kind: string, part: string, from: string, to: string, quantity: number) =>
    make('stock_movement', { kind, part, quantity, from: places[from], to: places[to] });
  const asked = async (part: string) =>
    (
      await admin
        .get(`${at}/forms/part_request/records`)
        .query({ filter: JSON.stringify({ '==': [{ var: 'reorder_of' }, part] }) })
        .expect(200)
    ).body.data as { id: string }[];
  const tasks = async (who: Agent, record: string) =>
    (await who.get(`/api/v1/tasks?record=${record}`).expect(200)).body.data as { id: string }[];
  /** Whose turn it is does it. */
  const act = async (who: Agent, record: string, action: string) => {
    await until(async () => (await tasks(who, record)).length === 1);
    const [task] = await tasks(who, record);
    await who.post(`/api/v1/tasks/${task?.id}/actions`).send({ action }).expect(200);
  };
  const timers = async (topic: string) =>
    (
      await test.database.query<{ id: string }>(
        `select id from platform.outbox where topic = $1 and payload->>'rule' = 'reorder' and done_at is null`,
        [topic],
      )
    ).rows;
  /** Seven in the morning: the rule's timer is due, and every part was looked at when it is done. */
  const morning = async () => {
    // What is in stock and asked for counts as it is when the rule looks.
    await settled(test);
    await until(async () => (await timers('rule.moment')).length === 1);
    const [due] = await timers('rule.moment');
    // Another moment each time: for the same one a rule does nothing twice.
    await test.database.query(
      `update platform.outbox set due_at = now(), payload = payload || jsonb_build_object('moment', $2::text)
       where id = $1`,
      [due?.id, new Date().toISOString()],
    );
    await until(async () => (await timers('rule.moment')).some(({ id }) => id !== due?.id));
    await until(async () => (await timers('rule.moment_batch')).length === 0);
  };

  it('asks once for a part below its reorder point, up to twice the point, and for none at or above it', async () => {
    const [low, level, coming, plenty] = [
      await partOf('LOW'),
      await partOf('LEVEL'),
      await partOf('COMING'),
      await partOf('PLENTY'),
    ];
    await move('purchase', low, 'supplier', 'central', 3);
    await move('purchase', level, 'supplier', 'central', 5);
    await move('purchase', coming, 'supplier', 'central', 2);
    await move('purchase', coming, 'supplier', 'in_transit', 4);
    await move('purchase', plenty, 'supplier', 'van', 50);
    await morning();
    await until(async () => (await asked(low)).length === 1);
    const [request] = await asked(low);
    const id = String(request?.id);
    await until(async () => (await read('part_request', id)).status === 'to_issue');
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const expected = new Date(Date.parse(today) + 9 * 86_400_000).toISOString().slice(0, 10);
    expect(await read('part_request', id)).toMatchObject({
      ...{ why: 'reorder', amount: '420', expected_on: expected, note: '在库 3，安全库存 5' },
      from: { id: places.supplier },
      to: { id: places.central },
      lines: [{ part: { id: low }, quantity: '7' }],
    });
    for (const part of [level, coming, plenty]) expect(await asked(part)).toEqual([]);
    await morning();
    expect(await asked(low)).toHaveLength(1);
    await act(storekeeper, id, 'issued');
    await act(storekeeper, id, 'received');
    await until(async () => (await read('part', low)).stock === '10');
    expect((await read('part', low)).on_the_way).toBe('0');
    await move('correction', low, 'central', 'customer_site', 6);
    await morning();
    await until(async () => (await asked(low)).length === 2);
    for (const part of [level, coming, plenty]) expect(await asked(part)).toEqual([]);
  });

  it('tells storekeepers and managers once when a part falls below its point, not above it and not again', async () => {
    const fuse = await partOf('FUSE');
    const told = async (who: Agent) =>
      JSON.stringify((await who.get('/api/v1/notifications').expect(200)).body.data).split(
        '备件 FUSE 库存不足',
      ).length - 1;
    await move('purchase', fuse, 'supplier', 'central', 7);
    await move('transfer', fuse, 'central', 'van', 4);
    await move('correction', fuse, 'van', 'customer_site', 2);
    // What is left is counted when the rule runs: both would find 4 where the second came before it.
    await settled(test);
    await move('correction', fuse, 'van', 'customer_site', 1);
    await until(async () => (await told(storekeeper)) > 0);
    await move('correction', fuse, 'van', 'customer_site', 1);
    await settled(test);
    expect([await told(storekeeper), await told(manager), await told(director)]).toEqual([1, 1, 0]);
    expect(await firstTold(storekeeper)).toContain('备件 FUSE 库存不足：剩余 4');
  });
  const firstTold = async (who: Agent) => JSON.stringify((await who.get('/api/v1/notifications')).body.data);
  it('asks the director after the manager above ¥5,000, and the manager alone up to it', async () => {
    const part = await partOf('DEAR', { reorder_point: 0 });
    const ask = (cost: string) =>
      make('part_request', {
        ...{ why: 'stock', from: places.central, to: places.van },
        lines: [{ part, quantity: 2, cost }],
      });
    const upTo = await ask('2500');
    await act(manager, upTo, 'approve');
    await until(async () => (await read('part_request', upTo)).status === 'to_issue');
    expect(await tasks(director, upTo)).toEqual([]);
    const above = await ask('2500.01');
    await until(async () => (await tasks(manager, above)).length === 1);
    expect(await tasks(director, above)).toEqual([]);
    await act(manager, above, 'approve');
    await until(async () => (await tasks(director, above)).length === 1);
    expect(await tasks(manager, above)).toEqual([]);
    expect((await read('part_request', above)).status).toBe('approving');
    const [task] = await tasks(director, above);
    const early = await manager.post(`/api/v1/tasks/${task?.id}/actions`).send({ action: 'approve' });
    expect(early.status).toBeGreaterThanOrEqual(400);
    await act(director, above, 'approve');
    await until(async () => (await read('part_request', above)).status === 'to_issue');
    const refused = await ask('3000');
    await act(manager, refused, 'approve');
    await until(async () => (await tasks(director, refused)).length === 1);
    const [last] = await tasks(director, refused);
    const reject = { action: 'reject', reason: '太贵' };
    await director.post(`/api/v1/tasks/${last?.id}/actions`).send(reject).expect(200);
    await until(async () => (await read('part_request', refused)).status === 'rejected');
  });

  it('tells an engineer the balances of his own van, however he asks', async () => {
    const account = await test.createUser('engineer');
    await admin.put(`${at}/members/${account}`).send({ roles: ['engineer'] });
    const own = await make('engineer', {
      ...{ name: '乙', phone: '13800005679', level: 'senior', region: 'north', day_capacity: 8, account },
      skill_levels: [{ line: 'hvac', level: 4 }],
    });
    places.own = await make('warehouse', { code: 'VO', name: 'VO', kind: 'van', engineer: own });
    const part = await partOf('P-OWN', { reorder_point: 0 });
    await move('purchase', part, 'supplier', 'central', 9);
    await move('transfer', part, 'central', 'own', 2);
    await move('transfer', part, 'central', 'van', 3);
    const engineer = await test.as('engineer');
    const balances = async (agent: Agent) =>
      (await agent.get(`${at}/ledgers/stock/balances`).expect(200)).body.data
        .filter(({ keys }: { keys: { value: string }[] }) => keys[0]?.value === part)
        .map(({ keys }: { keys: { value: string }[] }) => keys.at(-1)?.value);
    const listed = (await engineer.get(`${at}/forms/stock_lot/records?pageSize=100`).expect(200)).body.data;
    const readable = new Set(listed.map(({ warehouse }: { warehouse: { id: string } }) => warehouse.id));
    expect(readable.has(places.own)).toBe(true);
    expect(readable.has(places.van)).toBe(false);
    const seen = await balances(engineer);
    expect(seen).toContain(places.own);
    expect(seen.filter((place: string) => !readable.has(place))).toEqual([]);
    expect((await balances(admin)).toSorted()).toContain(places.van);
  });
});
