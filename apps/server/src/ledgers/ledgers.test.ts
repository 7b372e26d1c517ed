import type { Document, Form, Ledger, Rule } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, patiently, serviceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/desk';

const contract: Form = {
  kind: 'form',
  schema: 1,
  id: 'contract',
  label: '合同',
  title: 'name',
  fields: [
    { id: 'name', type: 'text', label: '名称' },
    { id: 'visits_left', type: 'number', label: '剩余上门' },
    { id: 'opening', type: 'number', label: '期初' },
    { id: 'state', type: 'text', label: '状态' },
    {
      id: 'lines',
      type: 'sub_table',
      label: '明细',
      fields: [
        { id: 'item', type: 'text', label: '项目' },
        { id: 'amount', type: 'number', label: '数量' },
      ],
    },
  ],
  layout: [],
};
const movement: Form = {
  kind: 'form',
  schema: 1,
  id: 'quota',
  label: '额度流水',
  fields: [
    { id: 'contract', type: 'reference', label: '合同', form: 'contract', required: true },
    {
      id: 'what',
      type: 'choice',
      label: '额度',
      options: [
        { id: 'visits', label: { 'zh-CN': '上门次数', en: 'Visits' } },
        { id: 'hours', label: { 'zh-CN': '工时', en: 'Hours' } },
      ],
    },
    { id: 'quantity', type: 'number', label: '数量', scale: 2 },
    { id: 'note', type: 'text', label: '备注' },
    { id: 'reverses', type: 'reference', label: '冲销', form: 'quota' },
  ],
  layout: [],
};
const ledger: Ledger = {
  kind: 'ledger',
  schema: 1,
  id: 'contract_quota',
  label: '合同额度',
  form: 'quota',
  keys: ['contract', 'what'],
  quantity: 'quantity',
  reverses: 'reverses',
  keep: [{ key: 'contract', where: [{ key: 'what', is: 'visits' }], field: 'visits_left' }],
};

/** Opens the quota of a contract; copies its lines into a bill, and makes a contract of each of them. */
const opening: Rule = {
  kind: 'rule',
  schema: 1,
  id: 'opening',
  label: '期初',
  form: 'contract',
  trigger: { on: 'changed', fields: ['opening'] },
  actions: [
    {
      type: 'post',
      form: 'quota',
      set: [
        { field: 'contract', value: { var: 'id' } },
        { field: 'what', value: 'visits' },
        { field: 'quantity', value: { var: 'opening' } },
      ],
      short: [{ field: 'state', value: '额度不足' }],
    },
  ],
};
const copying: Rule = {
  kind: 'rule',
  schema: 1,
  id: 'copying',
  label: '拆分',
  form: 'contract',
  trigger: { on: 'changed', fields: ['state'] },
  condition: { '==': [{ var: 'state' }, '拆分'] },
  actions: [
    {
      type: 'create',
      form: 'contract',
      each: 'lines',
      set: [{ field: 'name', value: { cat: [{ var: 'name' }, '/', { var: 'row.item' }] } }],
      rows: [
        {
          field: 'lines',
          from: 'lines',
          set: [
            { field: 'item', value: { var: 'row.item' } },
            { field: 'amount', value: { '*': [{ var: 'row.amount' }, 2] } },
          ],
        },
      ],
    },
  ],
};

describe('a ledger over the API', () => {
  let test: TestApp;
  let admin: Agent;
  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(test, {}, [
      ...serviceDesk,
      contract,
      movement,
      ledger,
      opening,
      copying,
    ] as Document[]);
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const post = (form: string, values: object) => admin.post(`${at}/forms/${form}/records`).send(values);
  const contractWith = async (quantity: string) => {
    const id = (await post('contract', { name: '年保' }).expect(201)).body.data.id as string;
    await post('quota', { contract: id, what: 'visits', quantity }).expect(201);
    return id;
  };
  const balance = async (id: string) =>
    (await admin.get(`${at}/ledgers/contract_quota/balances?contract=${id}&what=visits`).expect(200)).body
      .data[0];
  const summed = async (id: string) =>
    (
      await test.database.query<{ sum: string }>(
        `select sum(quantity)::text from app_desk.quota where contract = $1`,
        [id],
      )
    ).rows[0]?.sum;

  it('lets exactly ten of fifty who come at once take from a quota of ten', async () => {
    const id = await contractWith('10');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        patiently(() => post('quota', { contract: id, what: 'visits', quantity: '-1' })),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 422);
    expect(refused).toHaveLength(40);
    expect(refused[0]?.body.issues[0]).toMatchObject({ path: ['quantity'], code: 'not_enough' });
    expect(refused[0]?.text).toMatch('年保 · 上门次数：只剩 0，不够 1');
    expect(await balance(id)).toMatchObject({ balance: '0', available: '0' });
    expect(Number(await summed(id))).toBe(0);
    const record = (await admin.get(`${at}/forms/contract/records/${id}`).expect(200)).body.data;
    expect(record).toMatchObject({ visits_left: '0', version: 1 });
  });

  it('answers whoever lost the answer to the last that was taken, and not that nothing is left', async () => {
    const id = await contractWith('2');
    const take = () =>
      post('quota', { contract: id, what: 'visits', quantity: '-2' }).set('Idempotency-Key', `last-of-${id}`);
    const first = await take().expect(201);
    const again = await take().expect(201);
    expect(again.body.data.id).toBe(first.body.data.id);
    // At once as well: whoever finds nothing left may be the one who took it.
    const other = await contractWith('2');
    const taken = await Promise.all(
      Array.from({ length: 20 }, () =>
        post('quota', { contract: other, what: 'visits', quantity: '-2' }).set(
          'Idempotency-Key',
          `all-${other}`,
        ),
      ),
    );
    expect([...new Set(taken.map(({ status, body }) => `${status} ${body.data?.id}`))]).toHaveLength(1);
    expect((await balance(other)).balance).toBe('0');
    await post('quota', { contract: id, what: 'visits', quantity: '-1' }).expect(422);
  });

  it('keeps an account where it is: its record goes into no other', async () => {
    const id = await contractWith('3');
    const survivor = await contractWith('1');
    const merge = { survivor, other: id, take: [] };
    await admin.post(`${at}/forms/contract/merges`).send(merge).expect(409);
    expect(await balance(id)).toMatchObject({ balance: '3' });
  });

  it('is only added to: no change, no deletion, not even in SQL; a counter-movement undoes once', async () => {
    const id = await contractWith('3');
    const taken = (
      await post('quota', { contract: id, what: 'visits', quantity: '-2', note: 'x' }).expect(201)
    ).body.data;
    const record = `${at}/forms/quota/records/${taken.id}`;
    await admin.patch(record).send({ quantity: '-1' }).expect(409);
    await admin.patch(record).send({ note: 'y' }).expect(409);
    await admin.delete(record).expect(409);
    await expect(test.database.query(`delete from app_desk.quota where id = $1`, [taken.id])).rejects.toThrow(
      'only added to',
    );
    await expect(
      test.database.query(`update app_desk.quota set quantity = 5 where id = $1`, [taken.id]),
    ).rejects.toThrow('only added to');
    const wrong = { contract: id, what: 'visits', quantity: '1', reverses: taken.id };
    await post('quota', wrong).expect(422);
    const reversal = `${at}/ledgers/contract_quota/movements/${taken.id}/reversal`;
    await admin.post(reversal).expect(201);
    await admin.post(reversal).expect(422);
    expect(await balance(id)).toMatchObject({ balance: '3' });
  });

  it('tells balances only to those who may read the movements', async () => {
    const stranger = await test.as('stranger');
    const { status } = await stranger.get(`${at}/ledgers/contract_quota/balances`);
    expect([403, 404]).toContain(status);
    await admin.get(`${at}/ledgers/contract_quota/balances?quantity=1`).expect(400);
  });

  it('agrees with its movements after random commands, some of them at once', async () => {
    const id = await contractWith('5');
    let seed = 7;
    const next = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    let taken = 0;
    for (let step = 0; step < 40; step++) {
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => {
          const quantity = ((next() < 0.6 ? -1 : 1) * Math.ceil(next() * 300)) / 100;
          return post('quota', { contract: id, what: 'visits', quantity: String(quantity) });
        }),
      );
      taken += answers.filter(({ status }) => status === 201).length;
      expect(answers.every(({ status }) => status === 201 || status === 422)).toBe(true);
    }
    expect(taken).toBeGreaterThan(40);
    const left = Number(await summed(id));
    expect(left).toBeGreaterThanOrEqual(0);
    expect(Number((await balance(id)).balance)).toBe(left);
  });

  it('is made anew from its movements when it is published over those that are there', async () => {
    const id = await contractWith('4');
    await test.database.query(`delete from platform.ledger_account where keys[1] = $1`, [id]);
    await test.database.query(`update platform.ledger set basis = 'older'`);
    await post('quota', { contract: id, what: 'visits', quantity: '-5' }).expect(422);
    await post('quota', { contract: id, what: 'visits', quantity: '-4' }).expect(201);
    expect(await balance(id)).toMatchObject({ balance: '0' });
  });

  it('is posted to by rules, which do something else when too little is left, and nothing for nothing', async () => {
    const id = await contractWith('2');
    const set = (values: object) =>
      admin.patch(`${at}/forms/contract/records/${id}`).send(values).expect(200);
    const read = async () => (await admin.get(`${at}/forms/contract/records/${id}`)).body.data;
    await set({ opening: '3' });
    await until(async () => (await read()).visits_left === '5');
    await set({ opening: '-9' });
    await until(async () => (await read()).state === '额度不足');
    await set({ opening: '0' });
    await set({ opening: '-1' });
    await until(async () => (await read()).visits_left === '4');
    expect(await balance(id)).toMatchObject({ balance: '4' });
  });

  it('shows what rules make of the rows of a sub-table: a record each, and rows of their own', async () => {
    const lines = [
      { item: '滤芯', amount: '1.5' },
      { item: '工时', amount: '2' },
    ];
    const id = (await post('contract', { name: 'A', lines }).expect(201)).body.data.id;
    await admin.patch(`${at}/forms/contract/records/${id}`).send({ state: '拆分' }).expect(200);
    const made = async () =>
      (
        await admin
          .get(`${at}/forms/contract/records`)
          .query({ filter: JSON.stringify({ startsWith: [{ var: 'name' }, 'A/'] }), sort: 'name' })
      ).body.data as { name: string; lines: { item: string; amount: string }[] }[];
    await until(async () => (await made()).length === 2);
    const found = await made();
    expect(found.map(({ name }) => name).sort()).toEqual(['A/工时', 'A/滤芯']);
    const first = (await admin.get(`${at}/forms/contract/records/${(found[0] as { id?: string }).id}`)).body
      .data;
    expect(first.lines.map(({ amount }: { amount: string }) => Number(amount))).toEqual([3, 4]);
  });
});
