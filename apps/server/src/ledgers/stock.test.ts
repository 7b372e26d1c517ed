import type { Document, Form, Ledger, Rule } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerChecks } from '../../../../scripts/verify/ledgers.mjs';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, patiently, serviceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/desk';

const form = (id: string, fields: Form['fields'], title?: string): Form => ({
  kind: 'form',
  schema: 1,
  id,
  label: id,
  ...(title === undefined ? {} : { title }),
  fields,
  layout: [],
});
const place = form(
  'place',
  [
    { id: 'name', type: 'text', label: '名称' },
    {
      id: 'kind',
      type: 'choice',
      label: '类型',
      options: ['supplier', 'store', 'van', 'site'].map((id) => ({ id, label: id })),
    },
  ],
  'name',
);
const part = form(
  'part',
  [
    { id: 'name', type: 'text', label: '名称' },
    { id: 'in_house', type: 'number', label: '在库' },
    { id: 'is_low', type: 'yes_no', label: '不足' },
  ],
  'name',
);
const movement = form('movement', [
  { id: 'kind', type: 'text', label: '类型' },
  { id: 'part', type: 'reference', label: '备件', form: 'part', required: true },
  { id: 'serial', type: 'text', label: '序列号' },
  { id: 'from', type: 'reference', label: '来处', form: 'place', lookups: ['kind'] },
  { id: 'to', type: 'reference', label: '去处', form: 'place', lookups: ['kind'] },
  { id: 'quantity', type: 'number', label: '数量' },
  { id: 'cost', type: 'money', label: '单价' },
  { id: 'value', type: 'money', label: '金额' },
  { id: 'until', type: 'datetime', label: '截止' },
  { id: 'order', type: 'text', label: '工单' },
  { id: 'releases', type: 'reference', label: '释放', form: 'movement' },
  { id: 'reverses', type: 'reference', label: '冲销', form: 'movement' },
]);
const balance = form('balance', [
  { id: 'part', type: 'reference', label: '备件', form: 'part', lookups: ['name'] },
  { id: 'place', type: 'reference', label: '仓库', form: 'place', lookups: ['kind'] },
  { id: 'quantity', type: 'number', label: '数量' },
  { id: 'reserved', type: 'number', label: '预留' },
  { id: 'available', type: 'number', label: '可用' },
  { id: 'value', type: 'money', label: '金额' },
]);
const lot = form('lot', [
  { id: 'part', type: 'reference', label: '备件', form: 'part' },
  { id: 'serial', type: 'text', label: '序列号' },
  { id: 'place', type: 'reference', label: '仓库', form: 'place' },
  { id: 'quantity', type: 'number', label: '数量' },
]);
const ledger: Ledger = {
  kind: 'ledger',
  schema: 1,
  id: 'stock',
  label: '库存',
  form: 'movement',
  keys: ['part', 'serial'],
  quantity: 'quantity',
  between: { from: 'from', to: 'to' },
  negative: { '==': [{ var: 'from.kind' }, 'supplier'] },
  reverses: 'reverses',
  single: { key: 'serial', per: ['part'] },
  value: { field: 'value', method: 'moving_average', cost: { var: 'cost' } },
  reserve: {
    when: { '==': [{ var: 'kind' }, 'reserve'] },
    until: 'until',
    releases: 'releases',
    for: 'order',
    frees: { '==': [{ var: 'kind' }, 'free'] },
  },
  accounts: [
    {
      form: 'balance',
      keys: ['part'],
      place: 'place',
      balance: 'quantity',
      reserved: 'reserved',
      available: 'available',
      value: 'value',
    },
    { form: 'lot', keys: ['part', 'serial'], place: 'place', balance: 'quantity' },
  ],
  keep: [{ key: 'part', where: [{ key: 'from', field: 'kind', in: ['store', 'van'] }], field: 'in_house' }],
};
/** Rules hear of accounts as of any record. */
const low: Rule = {
  kind: 'rule',
  schema: 1,
  id: 'low',
  label: '不足',
  form: 'balance',
  trigger: { on: 'changed', fields: ['available'] },
  condition: { '<': [{ var: 'available' }, 2] },
  actions: [{ type: 'update', target: { reference: 'part' }, set: [{ field: 'is_low', value: true }] }],
};

describe('a stock ledger over the API', () => {
  let test: TestApp;
  let admin: Agent;
  const places: Record<string, string> = {};
  beforeAll(async () => {
    test = await createTestApp();
    const documents = [place, part, movement, balance, lot, ledger, low] as Document[];
    await installServiceDesk(test, {}, [...serviceDesk, ...documents]);
    admin = await test.as('admin');
    for (const kind of ['supplier', 'store', 'van', 'site'])
      places[kind] = (await send('place', { name: kind, kind }).expect(201)).body.data.id;
  });
  afterAll(() => test.close());

  const send = (id: string, values: object) => admin.post(`${at}/forms/${id}/records`).send(values);
  const newPart = async () => (await send('part', { name: '泵' }).expect(201)).body.data.id as string;
  const move = (from: string, to: string, values: object) =>
    send('movement', { from: places[from], to: places[to], ...values });
  const find = async (id: string, filter: object) =>
    (
      await admin
        .get(`${at}/forms/${id}/records`)
        .query({ filter: JSON.stringify(filter), pageSize: 100 })
        .expect(200)
    ).body.data as Record<string, unknown>[];
  const balanceOf = async (id: string, kind: string) =>
    (
      await find('balance', {
        and: [{ '==': [{ var: 'part' }, id] }, { '==': [{ var: 'place' }, places[kind]] }],
      })
    )[0];

  it('lets exactly 100 of 400 take the last 100, and keeps the record of the account true', async () => {
    const id = await newPart();
    await move('supplier', 'store', { part: id, quantity: '100', cost: '3.33' }).expect(201);
    const answers = await Promise.all(
      Array.from({ length: 400 }, () => patiently(() => move('store', 'van', { part: id, quantity: '1' }))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
    const refused = answers.filter(({ status }) => status === 422);
    expect(refused).toHaveLength(300);
    expect(refused[0]?.text).toMatch('泵 · store：只剩 0，不够 1');
    expect(await balanceOf(id, 'store')).toMatchObject({ quantity: '0', available: '0', value: '0' });
    expect(await balanceOf(id, 'van')).toMatchObject({ quantity: '100', value: '333' });
    expect((await find('part', { '==': [{ var: 'id' }, id] }))[0]).toMatchObject({ in_house: '100' });
  });

  it('tells one of two who take the last piece at once why he gets none', async () => {
    const id = await newPart();
    await move('supplier', 'store', { part: id, quantity: '1', cost: '5' }).expect(201);
    const both = await Promise.all([
      move('store', 'van', { part: id, quantity: '1' }),
      move('store', 'site', { part: id, quantity: '1' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    const refused = both.find(({ status }) => status === 422);
    expect(refused?.body.issues[0]).toMatchObject({ code: 'not_enough' });
    await until(async () => (await find('part', { '==': [{ var: 'id' }, id] }))[0]?.is_low === true);
  });

  it('keeps a serial number in one place, whoever brings it where at once', async () => {
    const id = await newPart();
    const bought = await Promise.all(
      ['store', 'van', 'store', 'site'].map((to) =>
        move('supplier', to, { part: id, serial: 'SN-1', quantity: '1', cost: '9' }),
      ),
    );
    expect(bought.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(bought.find(({ status }) => status === 422)?.body.issues[0]).toMatchObject({
      path: ['serial'],
      code: 'there_already',
    });
    const lots = await find('lot', {
      and: [{ '==': [{ var: 'part' }, id] }, { '>': [{ var: 'quantity' }, 0] }],
    });
    expect(lots).toHaveLength(1);
    await move('supplier', 'store', { part: id, serial: 'SN-2', quantity: '2', cost: '9' }).expect(422);
  });

  it('sets aside for an order until a moment, and shows when the moment has come', async () => {
    const id = await newPart();
    await move('supplier', 'van', { part: id, quantity: '3', cost: '1' }).expect(201);
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const hold = { kind: 'reserve', part: id, quantity: '2' };
    await move('van', 'site', { ...hold, order: 'A', until: later }).expect(201);
    expect(await balanceOf(id, 'van')).toMatchObject({ quantity: '3', reserved: '2', available: '1' });
    await move('van', 'site', { part: id, quantity: '2', order: 'B' }).expect(422);
    // The moment has come.
    await test.database.query(
      `update platform.ledger_hold set until_at = now() - interval '1 s' where until_at is not null`,
    );
    await test.database.query(`update platform.outbox set due_at = now() where topic = 'ledger.hold_ended'`);
    await until(async () => (await balanceOf(id, 'van'))?.available === '3');
    await move('van', 'site', { ...hold, order: 'B' }).expect(201);
    await send('movement', { kind: 'free', part: id, order: 'B' }).expect(201);
    expect(await balanceOf(id, 'van')).toMatchObject({ reserved: '0', available: '3' });
  });

  it('brings back with a counter-movement what the movement was worth', async () => {
    const id = await newPart();
    await move('supplier', 'store', { part: id, quantity: '2', cost: '10' }).expect(201);
    const taken = (await move('store', 'van', { part: id, quantity: '1', value: '999' }).expect(201)).body
      .data;
    expect(taken).toMatchObject({ value: '10' });
    await move('supplier', 'van', { part: id, quantity: '1', cost: '30' }).expect(201);
    await admin.post(`${at}/ledgers/stock/movements/${taken.id}/reversal`).expect(201);
    expect(await balanceOf(id, 'store')).toMatchObject({ quantity: '2', value: '20' });
    expect(await balanceOf(id, 'van')).toMatchObject({ quantity: '1', value: '30' });
  });

  it('lets nobody but the ledger write the record of an account', async () => {
    const id = await newPart();
    await move('supplier', 'store', { part: id, quantity: '2', cost: '10' }).expect(201);
    const record = await balanceOf(id, 'store');
    await send('balance', { part: id, place: places.store, quantity: '5' }).expect(409);
    await admin.patch(`${at}/forms/balance/records/${record?.id}`).send({ quantity: '5' }).expect(409);
    await admin.delete(`${at}/forms/balance/records/${record?.id}`).expect(409);
    expect(await balanceOf(id, 'store')).toMatchObject({ quantity: '2' });
  });

  it('makes accounts, their records and what is missing of values anew from the movements', async () => {
    const id = await newPart();
    await move('supplier', 'store', { part: id, quantity: '4', cost: '2.5' }).expect(201);
    await move('store', 'van', { part: id, quantity: '1' }).expect(201);
    await move('store', 'site', { kind: 'reserve', part: id, quantity: '1', order: 'Z' }).expect(201);
    await test.database.query(`drop trigger fieldwork_ledger on app_desk.movement`);
    await test.database.query(`update app_desk.movement set value = null where part = $1`, [id]);
    await test.database.query(`update app_desk.balance set quantity = 77 where part = $1`, [id]);
    await test.database.query(`delete from app_desk.lot where part = $1`, [id]);
    await test.database.query(`delete from platform.ledger_account where keys[1] = $1`, [id]);
    await test.database.query(`update platform.ledger set basis = 'older'`);
    await move('store', 'van', { part: id, quantity: '3' }).expect(422);
    await move('store', 'van', { part: id, quantity: '2' }).expect(201);
    expect(await balanceOf(id, 'store')).toMatchObject({ quantity: '1', reserved: '1', value: '2.5' });
    expect(await balanceOf(id, 'van')).toMatchObject({ quantity: '3', value: '7.5' });
    const values = await find('movement', { '==': [{ var: 'part' }, id] });
    expect(values.map(({ value }) => Number(value)).sort()).toEqual([0, 10, 2.5, 5].sort());
    expect(await find('lot', { '==': [{ var: 'part' }, id] })).toHaveLength(3);
    await expect(
      test.database.query(`update app_desk.movement set value = 1 where part = $1`, [id]),
    ).rejects.toThrow('only added to');
  });
  it('leaves nothing that the invariants of a database forbid', async () => {
    const found = await Promise.all(
      ledgerChecks.map(async ({ name, find: look }) => {
        return { name, broken: await look({ client: test.database }) };
      }),
    );
    expect(found).toEqual(ledgerChecks.map(({ name }) => ({ name, broken: [] })));
    await test.database.query(`update app_desk.balance set quantity = quantity + 1`);
    await test.database.query(`update platform.ledger_account set value = value + 1 where balance > 0`);
    const broken = await Promise.all(ledgerChecks.map(({ find: look }) => look({ client: test.database })));
    expect(broken.filter((list) => list.length > 0).length).toBeGreaterThanOrEqual(2);
  });
});
