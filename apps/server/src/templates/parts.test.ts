import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';

describe('parts of the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  const places: Record<string, string> = {};
  const engineers: Record<string, string> = {};
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    const installed = await admin.post('/api/v1/templates/after-sales/install').send({});
    expect(installed.text).toMatch('after_sales');
    for (const kind of [
      'supplier',
      'central',
      'customer_site',
      'original',
      'defective',
      'repair',
      'scrapped',
    ])
      places[kind] = await make('warehouse', { code: kind, name: kind, kind });
    for (const name of ['甲', '乙']) {
      const skills = [{ line: 'hvac', level: 4 }];
      const certificates = [{ name: '证', line: 'hvac', expires_on: '2099-01-01' }];
      const more = { phone: '13800005678', level: 'senior', region: 'north', skill_levels: skills };
      engineers[name] = await make('engineer', { name, ...more, certificates, day_capacity: 8 });
      const van = { code: `V-${name}`, name: `${name}的车`, kind: 'van', engineer: engineers[name] };
      places[name] = await make('warehouse', van);
    }
    const customer = {
      name: '朗悦酒店',
      tier: 'vip',
      type: 'company',
      region: 'north',
      phone: '13800001234',
    };
    ids.customer = await make('customer', customer);
    ids.model = await make('product_model', { name: 'HK-1', line: 'hvac', warranty_months: 12 });
  });
  afterAll(() => test.close());

  async function make(form: string, values: object): Promise<string> {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  }
  const read = async (form: string, id: string) =>
    (await admin.get(`${at}/forms/${form}/records/${id}`).expect(200)).body.data;
  const change = (form: string, id: string, values: object) =>
    admin.patch(`${at}/forms/${form}/records/${id}`).send(values).expect(200);
  const find = async (form: string, filter: object) =>
    (
      await admin
        .get(`${at}/forms/${form}/records`)
        .query({ filter: JSON.stringify(filter), pageSize: 100, sort: 'created_at' })
        .expect(200)
    ).body.data as Record<string, unknown>[];
  const is = (path: string, value: unknown) => ({ '==': [{ var: path }, value] });
  const on = async (part: string, place: string) => {
    const [found] = await find('stock_balance', { and: [is('part', part), is('warehouse', places[place])] });
    return { quantity: found?.quantity ?? '0', available: found?.available ?? '0' };
  };
  const buy = (part: string, to: string, quantity: number, more: object = {}) =>
    make('stock_movement', {
      kind: 'purchase',
      part,
      quantity,
      from: places.supplier,
      to: places[to],
      ...more,
    });
  const partOf = (code: string, more: object = {}) =>
    make('part', { code, name: code, price: '100', cost: '60', ...more });
  let serial = 0;
  const orderOf = async (more: object = {}) => {
    serial += 1;
    const { customer, model } = ids;
    const device = await make('device', {
      serial: `DEV-${serial}00000`,
      model,
      customer,
      installed_on: '2015-01-01',
    });
    const order = { type: 'repair', subject: '不制冷', fault_category: 'cooling', severity: 'low' };
    return { device, order: await make('work_order', { ...order, customer, device, ...more }) };
  };
  const finished = {
    accepted_at: new Date().toISOString(),
    diagnosis: '坏了',
    cause: 'ageing',
    solution: '换件',
    labour_hours: '1',
  };

  it('propose only who has the needed parts on the van, and say what would have to change', async () => {
    const [pump, valve] = [await partOf('PUMP'), await partOf('VALVE')];
    await buy(pump, '甲', 2);
    await buy(valve, '甲', 1);
    await buy(pump, '乙', 5);
    const needed = [
      { part: pump, quantity: 2 },
      { part: valve, quantity: 1 },
    ];
    const { order } = await orderOf({ parts_needed: needed });
    const propose = async () =>
      (await admin.post(`${at}/matchings/engineer_for_order/proposals`).send({ recordId: order }).expect(200))
        .body.data;
    const proposal = await propose();
    expect(proposal.ranked.map((one: { candidate: { id: string } }) => one.candidate.id)).toEqual([
      engineers.甲,
    ]);
    const [without] = proposal.excluded;
    expect(without.candidate.id).toBe(engineers.乙);
    expect(without.failed).toHaveLength(1);
    expect(without.failed[0]).toMatchObject({ constraint: 'parts', isComplete: true });
    expect(without.failed[0].changes[0]).toMatchObject({ path: 'figure.parts_on_van', from: '1', to: '2' });
    expect(without.failed[0].changes[0].words['zh-CN']).toMatch('车上备齐的计划备件');
    await buy(valve, '乙', 1);
    expect((await propose()).ranked).toHaveLength(2);
    const { order: plain } = await orderOf();
    const other = await admin.post(`${at}/matchings/engineer_for_order/proposals`).send({ recordId: plain });
    expect(other.body.data.ranked).toHaveLength(2);
  });

  it('reserve on the van of who is assigned, follow a change of hands, and are free again at the end', async () => {
    const fan = await partOf('FAN');
    await buy(fan, '甲', 2);
    await buy(fan, '乙', 1);
    const { order } = await orderOf({ parts_needed: [{ part: fan, quantity: 2 }] });
    await change('work_order', order, { engineer: engineers.甲 });
    await until(async () => (await on(fan, '甲')).available === '0');
    expect((await read('work_order', order)).parts_state).toBe('reserved');
    await change('work_order', order, { engineer: engineers.乙 });
    await until(async () => (await read('work_order', order)).parts_state === 'short');
    expect(await on(fan, '甲')).toEqual({ quantity: '2', available: '2' });
    await change('work_order', order, { engineer: engineers.甲, parts_needed: [{ part: fan, quantity: 1 }] });
    await until(async () => (await on(fan, '甲')).available === '1');
    await change('work_order', order, { status: 'cancelled' });
    await until(async () => (await on(fan, '甲')).available === '2');
  });

  it('leave the van when the work is finished, anew after rework, and tell the genealogy of serial numbers', async () => {
    const board = await partOf('BOARD', { tracking: 'serial' });
    for (const serial of ['B-1', 'B-2']) await buy(board, '甲', 1, { serial });
    const { order, device } = await orderOf();
    await change('work_order', order, { engineer: engineers.甲 });
    const used = { part: board, quantity: 1, price: '100', old_serial: 'OLD-7' };
    const finish = (number: string) =>
      change('work_order', order, {
        ...finished,
        parts_used: [{ ...used, new_serial: number }],
        status: 'pending_acceptance',
      });
    await finish('B-1');
    await until(async () => (await read('work_order', order)).stock_booking === 'booked');
    const where = async (number: string) =>
      (await find('stock_lot', { and: [is('serial', number), { '>': [{ var: 'quantity' }, 0] }] })).map(
        ({ kind }) => kind,
      );
    expect(await where('B-1')).toEqual(['customer_site']);
    await change('work_order', order, { status: 'in_progress' });
    await finish('B-2');
    await until(async () => (await where('B-2'))[0] === 'customer_site');
    expect(await where('B-1')).toEqual(['van']);
    await change('work_order', order, { status: 'closed', closed_at: new Date().toISOString() });
    await until(async () => (await find('old_part', is('work_order', order))).length === 1);
    const [old] = await find('old_part', is('work_order', order));
    const [put] = await find('installed_part', is('device', device));
    expect(put).toMatchObject({ serial: 'B-2', old_serial: 'OLD-7' });
    await act(String(old?.id), 'received');
    await until(async () => (await where('OLD-7'))[0] === 'defective');
    await act(String(old?.id), 'scrap');
    await until(async () => (await where('OLD-7'))[0] === 'scrapped');
    // The next repair of the same device takes out what was put in: who replaced whom is known.
    const again = (await make('work_order', {
      ...{ type: 'repair', subject: '又坏了', fault_category: 'cooling', severity: 'low' },
      ...{ customer: ids.customer, device, engineer: engineers.甲 },
    })) as string;
    await change('work_order', again, {
      ...finished,
      parts_used: [{ ...used, new_serial: 'B-1', old_serial: 'B-2' }],
      status: 'pending_acceptance',
    });
    await until(async () => (await where('B-1'))[0] === 'customer_site');
    await change('work_order', again, { status: 'closed', closed_at: new Date().toISOString() });
    await until(async () => (await read('installed_part', String(put?.id))).replaced_by !== null);
    const [second] = await find('old_part', is('work_order', again));
    await act(String(second?.id), 'received');
    await until(async () => (await where('B-2'))[0] === 'defective');
    await act(String(second?.id), 'repair');
    await act(String(second?.id), 'repaired');
    await until(async () => (await where('B-2'))[0] === 'central');
  });

  it('are not taken from a van that has none: the order says so, and is booked when they are there', async () => {
    const coil = await partOf('COIL');
    const { order } = await orderOf({ engineer: engineers.乙 });
    await change('work_order', order, {
      ...finished,
      parts_used: [{ part: coil, quantity: 2, price: '100' }],
      status: 'pending_acceptance',
    });
    await until(async () => (await read('work_order', order)).stock_booking === 'short');
    await buy(coil, '乙', 2);
    await change('work_order', order, { stock_booking: 'again' });
    await until(async () => (await on(coil, 'customer_site')).quantity === '2');
    expect((await read('work_order', order)).stock_booking).toBe('booked');
    await change('work_order', order, { status: 'cancelled' });
    await until(async () => (await on(coil, '乙')).quantity === '2');
  });

  const act = async (record: string, action: string) => {
    await until(async () => (await tasksOf(record)).length === 1);
    const [task] = (await tasksOf(record)) as [{ id: string }];
    await admin.post(`/api/v1/tasks/${task.id}/actions`).send({ action }).expect(200);
  };

  it('are asked for, issued into transit and received on the van; what the warehouse lacks is refused', async () => {
    const seal = await partOf('SEAL', { cost: '10' });
    await buy(seal, 'central', 3);
    places.transit = await make('warehouse', { code: 'T', name: 'T', kind: 'in_transit' });
    const ask = (quantity: number) =>
      make('part_request', {
        ...{ why: 'stock', engineer: engineers.甲, from: places.central, to: places.甲 },
        lines: [{ part: seal, quantity, cost: '10' }],
      });
    const request = await ask(2);
    await until(async () => (await read('part_request', request)).status === 'to_issue');
    expect((await read('part_request', request)).served_at_once).toBe(true);
    await act(request, 'issued');
    await until(async () => (await on(seal, 'transit')).quantity === '2');
    await act(request, 'received');
    await until(async () => (await on(seal, '甲')).quantity === '2');
    const short = await ask(5);
    await until(async () => (await read('part_request', short)).status === 'to_issue');
    expect((await read('part_request', short)).served_at_once).toBe(false);
    const [task] = await tasksOf(short);
    const issue = (values: object) =>
      admin.post(`/api/v1/tasks/${task?.id}/actions`).send({ action: 'issued', values });
    const refused = await issue({}).expect(422);
    expect(refused.body.issues[0].message['zh-CN']).toContain('可用数量不足');
    expect((await read('part_request', short)).status).toBe('to_issue');
    expect((await on(seal, 'central')).quantity).toBe('1');
    // Two lines of one part are asked for together.
    const half = { part: seal, quantity: 1, cost: '10' };
    await issue({ lines: [half, half] }).expect(422);
    await issue({ lines: [{ part: seal, quantity: 1, cost: '10' }] }).expect(200);
    await until(async () => (await on(seal, 'transit')).quantity === '1');
    const dear = await ask(60);
    await until(async () => (await read('part_request', dear)).status === 'approving');
    await act(dear, 'approve');
    await until(async () => (await read('part_request', dear)).status === 'to_issue');
  });

  it('are approved at what they cost, whatever an engineer, who may not see costs, sends', async () => {
    const dear = await partOf('DEAR', { cost: '2000' });
    const account = await test.createUser('fitter');
    await admin.put(`${at}/members/${account}`).send({ roles: ['engineer'] });
    const fitter = await test.as('fitter');
    await change('engineer', String(engineers.乙), { account });
    // Who holds a van is computed when the van is saved.
    await change('warehouse', String(places.乙), { name: '乙的面包车' });
    const ask = (quantity: number, more: object = {}) => {
      const lines = [{ part: dear, quantity, cost: '0' }];
      const request = { why: 'stock', engineer: engineers.乙, from: places.central, to: places.乙, lines };
      return fitter.post(`${at}/forms/part_request/records`).send({ ...request, ...more });
    };
    const large = (await ask(18).expect(201)).body.data.id as string;
    await until(async () => (await tasksOf(large)).length === 1);
    expect(await read('part_request', large)).toMatchObject({ status: 'approving', amount: '36000' });
    await act(large, 'approve');
    await until(async () => (await tasksOf(large)).length === 1);
    expect((await read('part_request', large)).status).toBe('approving');
    await act(large, 'approve');
    await until(async () => (await read('part_request', large)).status === 'to_issue');
    await buy(dear, 'central', 30);
    // What is added after the approval is approved as well.
    await change('part_request', large, { lines: [{ part: dear, quantity: 19 }] });
    await act(large, 'issued');
    await until(async () => (await read('part_request', large)).status === 'approving');
    expect((await read('part_request', large)).amount).toBe('38000');
    const bare = (await ask(1, { lines: [{ part: dear, quantity: 1 }] }).expect(201)).body.data.id as string;
    await until(async () => (await read('part_request', bare)).status === 'approving');
    await ask(1, { from: places.supplier }).expect(403);
    expect((await ask(1, { engineer: null }).expect(422)).body.issues).toMatchObject([
      { path: ['engineer'] },
    ]);
    expect((await ask(1, { to: places.central }).expect(422)).body.issues).toMatchObject([{ path: ['to'] }]);
    const move = (to: string) =>
      fitter
        .post(`${at}/forms/stock_movement/records`)
        .send({ kind: 'return', part: dear, quantity: 1, from: places.乙, to: places[to] });
    await buy(dear, '乙', 2);
    await move('scrapped').expect(403);
    await move('supplier').expect(403);
    await move('central').expect(201);
    const byHand = (values: object) =>
      admin.post(`${at}/forms/stock_movement/records`).send({
        ...{ part: dear, quantity: 1, from: places.乙, to: places.central },
        ...values,
      });
    const refused: [object, string][] = [
      [{ kind: 'transfer', to: places.customer_site }, 'to'],
      [{ kind: 'use', to: places.customer_site }, 'work_order'],
      [{ kind: 'count' }, 'kind'],
      [{ kind: 'purchase', from: places.supplier, unit_cost: '1000001' }, 'unit_cost'],
    ];
    for (const [values, field] of refused)
      expect((await byHand(values).expect(422)).body.issues).toMatchObject([{ path: [field] }]);
  });

  it('are counted: what differs from the books is posted against count differences', async () => {
    const [more, less] = [await partOf('MORE'), await partOf('LESS')];
    places.difference = await make('warehouse', { code: 'D', name: 'D', kind: 'difference' });
    await buy(less, 'central', 5);
    const count = await make('stock_count', {
      warehouse: places.central,
      lines: [
        { part: more, booked: '0', counted: '2' },
        { part: less, booked: '5', counted: '4' },
      ],
    });
    await change('stock_count', count, { status: 'confirmed' });
    await until(async () => (await on(less, 'central')).quantity === '4');
    expect((await on(more, 'central')).quantity).toBe('2');
    expect((await read('stock_count', count)).posting).toBe('posted');
    const refused = async (sent: Promise<{ status: number; body: { issues: object[] } }>, path: string) => {
      const { status, body } = await sent;
      expect({ status, path: body.issues[0] }).toMatchObject({ status: 422, path: { path: [path] } });
    };
    const again = (values: object) =>
      admin.patch(`${at}/forms/stock_count/records/${count}`).send(values) as never;
    await refused(again({ status: 'open' }), 'status');
    await refused(again({ lines: [{ part: more, booked: '0', counted: '9' }] }), 'lines');
    const begin = (lines: object[], values: object = {}) =>
      admin
        .post(`${at}/forms/stock_count/records`)
        .send({ warehouse: places.central, lines, ...values }) as never;
    const line = { part: less, booked: '4', counted: '3' };
    await refused(begin([line], { status: 'confirmed' }), 'status');
    // What the books do not say, or what is there twice, is not posted.
    const never = await partOf('NEVER');
    const stale = [
      [{ ...line, booked: '9' }],
      [{ ...line, booked: '0', batch: 'none' }],
      [line, { ...line, counted: '2' }],
      [{ part: never, booked: '5', counted: '0' }],
      Array(2).fill({ part: never, booked: '0', counted: '5' }),
    ];
    for (const lines of stale) {
      const wrong = await make('stock_count', { warehouse: places.central, lines });
      await change('stock_count', wrong, { status: 'confirmed' });
      await until(async () => (await read('stock_count', wrong)).posting === 'short');
    }
    expect((await on(never, 'central')).quantity).toBe('0');
    expect((await on(less, 'central')).quantity).toBe('4');
  });

  it('are low wherever they are in house when all of it is below their reorder point', async () => {
    const hose = await partOf('HOSE', { reorder_point: 3 });
    for (const place of ['central', '甲']) await buy(hose, place, 1);
    const { body } = await admin.get(`${at}/forms/stock_balance`).expect(200);
    const { views, flags } = body.data.document ?? body.data;
    const { filter } = views.find(({ id }: { id: string }) => id === 'low');
    expect(flags[0].when).toEqual(filter);
    const low = async () =>
      (await find('stock_balance', { and: [filter, is('part', hose)] })).map(({ kind }) => kind);
    expect((await low()).toSorted()).toEqual(['central', 'van']);
    await buy(hose, 'central', 1);
    expect(await low()).toEqual([]);
  });

  it('become orders and requests by themselves where an inspection finds them failed', async () => {
    const belt = await partOf('BELT');
    const { order } = await orderOf({ type: 'maintain', engineer: engineers.甲 });
    await change('work_order', order, {
      ...finished,
      checklist: [
        { step: '皮带', done: true, result: 'failed', finding: '开裂', part: belt, quantity: 2 },
        { step: '滤网', done: true, result: 'ok' },
      ],
      status: 'pending_acceptance',
    });
    await until(async () => (await find('work_order', is('inspection_of', order))).length === 1);
    const [request] = await find('part_request', is('work_order', order));
    expect(request).toMatchObject({ why: 'inspection' });
    expect((await read('part_request', String(request?.id))).lines).toMatchObject([{ quantity: '2' }]);
  });

  const tasksOf = async (record: string) =>
    (await admin.get(`/api/v1/tasks?mine=false&record=${record}`).expect(200)).body.data as { id: string }[];
});
