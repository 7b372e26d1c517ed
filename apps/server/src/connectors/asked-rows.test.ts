import { randomUUID } from 'node:crypto';
import type { AskedData } from '@fieldwork/api-contract';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const base = { schema: 1, label: 'x' };
const text = (id: string) => ({ id, type: 'text', label: id });
const ask = (id: string, system: string, more: object) => ({
  ...{ ...base, kind: 'connector', id, system, direction: 'ask', items: 'd' },
  shown: [{ label: '库存', from: 'Quantity' }],
  ...more,
});
const documents = [
  { ...base, kind: 'app', id: 'desk', menu: [] },
  { ...base, kind: 'form', id: 'item', title: 'name', fields: [text('name'), text('code')], layout: [] },
  {
    ...{ ...base, kind: 'form', id: 'order', title: 'name', layout: [] },
    fields: [
      text('name'),
      {
        ...{ id: 'lines', type: 'sub_table', label: '备件' },
        fields: [
          { id: 'item', type: 'reference', label: '备件', form: 'item' },
          { id: 'left', type: 'number', label: '库存' },
        ],
      },
    ],
  },
  {
    ...{ ...base, kind: 'role', id: 'clerk' },
    forms: { item: { read: true }, order: { read: true, create: true, hidden: ['lines'] } },
  },
  ask('of_lines', 'erp', {
    ...{ form: 'order', rows: 'lines', needs: ['item'], request: { path: '/stock/{{item.code}}' } },
    map: [{ field: 'left', from: 'Quantity' }],
  }),
  ask('nowhere', 'unconnected', { form: 'item', needs: ['code'], request: { path: '/{{code}}' } }),
] as unknown as Document[];

describe('another system that is asked for each row', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let erp: StandIn;
  const api = '/api/v1/apps/desk';
  const asked = async (connector: string, values: object): Promise<AskedData> =>
    (await admin.post(`${api}/connectors/${connector}/ask`).send({ values }).expect(200)).body.data;

  beforeAll(async () => {
    erp = await startStandIn(({ path }) => ({
      json: { d: { Quantity: path === '/stock/P-1' ? '12' : '0' } },
    }));
    test = await createTestApp({ config: { allowedHosts: [erp.host] } });
    admin = await test.as('admin');
    await test.app.get(AppService).install(documents, null);
    await admin.put(`${api}/connections/erp`).send({ url: erp.url, auth: 'none' }).expect(204);
  });
  afterAll(async () => {
    await test.close();
    await erp.close();
  });

  it('hears what the row holds, and its answer can be taken into the row', async () => {
    const made = await admin
      .post(`${api}/forms/item/records`)
      .send({ name: '压缩机', code: 'P-1' })
      .expect(201);
    expect(await asked('of_lines', { item: made.body.data.id })).toMatchObject({
      ...{ shown: [{ text: '12' }], values: { left: '12' }, problem: null },
    });
    const { asks } = (await admin.get(api).expect(200)).body.data;
    expect(asks.find(({ id }: { id: string }) => id === 'of_lines')).toMatchObject({ rows: 'lines' });
  });

  it('is not asked about a record that is none, whatever was sent beside its id', async () => {
    const before = erp.calls.length;
    const forged = { id: randomUUID(), title: '压缩机', code: 'P-1' };
    expect(await asked('of_lines', { item: forged })).toMatchObject({ shown: [], values: {}, problem: null });
    expect(erp.calls).toHaveLength(before);
  });

  it('is not asked by whoever does not see the rows, and says nothing where it is not connected', async () => {
    await test.app.get(AppMemberService).replace('desk', await test.createUser('cleo'), ['clerk']);
    const clerk = await test.as('cleo');
    await clerk.post(`${api}/connectors/of_lines/ask`).send({ values: {} }).expect(403);
    expect(await asked('nowhere', { code: 'P-1' })).toMatchObject({ shown: [], problem: null });
  });
});
