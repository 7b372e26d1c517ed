import type { AskedData, ConnectorRun } from '@fieldwork/api-contract';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { AppService } from '../metadata/app.service.js';
import { DeliveryWorker } from '../platform/deliveries/delivery.worker.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';
import { RunStore } from './run.store.js';

const v = (path: string) => ({ var: path });
/** A time of day at which none of these tests runs, so that nobody but they asks. */
const inHalfADay = () => new Date(Date.now() + 20 * 3_600_000).toISOString().slice(11, 16);
const text = (id: string, more: object = {}) => ({ id, type: 'text' as const, label: id, ...more });
const documents = [
  { kind: 'app', schema: 1, id: 'desk', label: '售后', timeZone: 'Asia/Shanghai', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'customer',
    label: '客户',
    title: 'name',
    fields: [text('name'), text('crm_id', { unique: true })],
    layout: [],
  },
  {
    kind: 'form',
    schema: 1,
    id: 'contract',
    label: '合同',
    title: 'name',
    fields: [
      text('name', { required: true }),
      text('crm_id', { unique: true }),
      { id: 'customer', type: 'reference', label: '客户', form: 'customer' },
      { id: 'amount', type: 'money', label: '金额' },
      { id: 'starts_on', type: 'date', label: '开始' },
      {
        id: 'state',
        type: 'choice',
        label: '状态',
        options: [
          { id: 'active', label: '生效' },
          { id: 'ended', label: '终止' },
        ],
      },
    ],
    layout: [],
  },
  { kind: 'form', schema: 1, id: 'plan', label: '计划', title: 'name', fields: [text('name')], layout: [] },
  {
    kind: 'rule',
    schema: 1,
    id: 'plan_of_contract',
    label: '服务计划',
    form: 'contract',
    trigger: { on: 'created' },
    actions: [{ type: 'create', form: 'plan', set: [{ field: 'name', value: v('name') }] }],
  },
  {
    kind: 'form',
    schema: 1,
    id: 'part_use',
    label: '领用',
    title: 'part',
    fields: [
      text('part'),
      { id: 'quantity', type: 'number', label: '数量' },
      { id: 'stock', type: 'number', label: '库存' },
      text('erp_number'),
      { id: 'confirmed', type: 'yes_no', label: '确认' },
    ],
    layout: [],
  },
  {
    kind: 'connector',
    schema: 1,
    id: 'contracts_in',
    label: 'CRM 合同',
    system: 'crm',
    form: 'contract',
    direction: 'in',
    request: {
      path: '/services/data/v61.0/query',
      query: [{ name: 'q', value: 'SELECT Id FROM Contract WHERE LastModifiedDate > {{since}}' }],
    },
    items: 'records',
    pages: { by: 'next', next: 'nextRecordsUrl' },
    key: { field: 'crm_id', from: 'Id' },
    map: [
      { field: 'name', from: 'Name' },
      { field: 'customer', from: 'Account.Id', matchBy: 'crm_id' },
      { field: 'amount', from: 'Amount' },
      { field: 'starts_on', from: 'StartDate' },
      { field: 'state', from: 'Status', values: { Activated: 'active', Expired: 'ended' } },
    ],
    schedule: { every: 'day', at: inHalfADay() },
  },
  {
    kind: 'connector',
    schema: 1,
    id: 'stock',
    label: 'ERP 库存',
    system: 'erp',
    form: 'part_use',
    direction: 'ask',
    request: { path: '/sap/opu/odata/sap/ZSTOCK_SRV/Stock(%27{{part}}%27)' },
    items: 'd',
    needs: ['part'],
    shown: [{ label: { 'zh-CN': 'ERP 库存', en: 'ERP stock' }, from: 'Quantity' }],
    map: [{ field: 'stock', from: 'Quantity' }],
  },
  {
    kind: 'connector',
    schema: 1,
    id: 'issue',
    label: 'ERP 出库',
    system: 'erp',
    form: 'part_use',
    direction: 'out',
    on: { event: 'changed', fields: ['confirmed'], when: { '==': [v('confirmed'), true] } },
    request: {
      method: 'POST',
      path: '/sap/opu/odata/sap/ZSTOCK_SRV/Issues',
      body: [
        { to: 'Material', value: v('part') },
        { to: 'Item.Quantity', value: v('quantity') },
      ],
    },
    map: [{ field: 'erp_number', from: 'd.Number' }],
  },
] as unknown as Document[];

describe('connectors', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let crm: StandIn;
  let erp: StandIn;
  const api = '/api/v1/apps/desk';
  let erpIs: 'fine' | 'slow' | 'down' | 'wrong' | 'silent' = 'fine';
  /** What the ERP has booked, by the key of the call. */
  const booked = new Map<string, string>();
  let crmContracts: object[] = [];

  const make = async (form: string, values: object) =>
    (await admin.post(`${api}/forms/${form}/records`).send(values).expect(201)).body.data;
  const list = async (form: string) =>
    (await admin.get(`${api}/forms/${form}/records`).query({ sort: 'created_at', pageSize: 200 }).expect(200))
      .body.data as Record<string, unknown>[];
  const run = async (dry = false): Promise<ConnectorRun> => {
    const { body } = await admin.post(`${api}/connectors/contracts_in/runs`).send({ dry }).expect(202);
    return until(async () => {
      const job = (await admin.get(`/api/v1/jobs/${body.data.job}`)).body.data;
      return job.state === 'done' && (job.result as ConnectorRun);
    });
  };
  const ask = async (values: object): Promise<AskedData> =>
    (await admin.post(`${api}/connectors/stock/ask`).send({ values }).expect(200)).body.data;

  beforeAll(async () => {
    crm = await startStandIn(({ path: whole, body, headers, query }) => {
      const base = whole.startsWith('/crm/') ? '/crm' : '';
      const path = whole.slice(base.length);
      if (path === '/services/oauth2/token') {
        const form = new URLSearchParams(body);
        return form.get('client_secret') === 'crm-secret'
          ? { json: { access_token: 'crm-token', expires_in: 3600 } }
          : { status: 400, json: { error: 'invalid_client' } };
      }
      if (headers.authorization !== 'Bearer crm-token') return { status: 401 };
      const half = Math.ceil(crmContracts.length / 2);
      if (path.endsWith('/query/next')) return { json: { records: crmContracts.slice(half), done: true } };
      if (!query.get('q')?.startsWith('SELECT')) return { status: 400 };
      return {
        json: {
          records: crmContracts.slice(0, half),
          nextRecordsUrl: `${base && crm.url}${base}/services/data/v61.0/query/next`,
        },
      };
    });
    erp = await startStandIn(({ method, headers, path }) => {
      const isUser = headers.authorization === `Basic ${Buffer.from('sap:sap-secret').toString('base64')}`;
      if (!isUser) return { status: 401 };
      if (headers['x-csrf-token'] === 'Fetch')
        return { headers: { 'x-csrf-token': 'csrf-1', 'set-cookie': 'SAP_SESSION=1; path=/' } };
      if (erpIs === 'down') return { status: 503 };
      if (erpIs === 'wrong') return { text: '<html>maintenance</html>' };
      if (method === 'GET') return { json: { d: { Quantity: path.includes('P-1') ? '12' : '0' } } };
      if (headers['x-csrf-token'] !== 'csrf-1' || headers.cookie !== 'SAP_SESSION=1')
        return { status: 403, headers: { 'x-csrf-token': 'Required' } };
      const key = String(headers['idempotency-key']);
      if (!booked.has(key)) booked.set(key, `MB-${booked.size + 1}`);
      // It booked, but its answer is lost.
      return erpIs === 'silent' ? { status: 504 } : { json: { d: { Number: booked.get(key) } } };
    });
    test = await createTestApp({ config: { allowedHosts: [crm.host, erp.host] } });
    admin = await test.as('admin');
    await test.app.get(AppService).install(documents, null);
    await admin
      .put(`${api}/connections/crm`)
      .send({
        url: crm.url,
        auth: 'oauth2',
        settings: { token_path: '/services/oauth2/token', client_id: 'c' },
        secrets: { client_secret: 'crm-secret' },
      })
      .expect(204);
    await admin
      .put(`${api}/connections/erp`)
      .send({
        url: erp.url,
        auth: 'sap',
        settings: { user: 'sap', token_path: '/sap/opu/odata/sap/ZSTOCK_SRV' },
        secrets: { password: 'sap-secret' },
      })
      .expect(204);
  });
  afterAll(async () => {
    await test.close();
    await Promise.all([crm.close(), erp.close()]);
  });

  it('bring signed contracts in, known again by their id, and rules make the service plan', async () => {
    await make('customer', { name: '甲', crm_id: 'A1' });
    crmContracts = Array.from({ length: 7 }, (_, index) => ({
      Id: `C${index}`,
      Name: index === 5 ? '' : `合同${index}`,
      Account: { Id: index === 6 ? 'unknown' : 'A1' },
      Amount: 1000.5,
      StartDate: '2026-01-31',
      Status: 'Activated',
    }));
    const tried = await run(true);
    expect(tried).toMatchObject({ isDry: true, read: 7, created: 5, failed: 2 });
    expect(await list('contract')).toEqual([]);
    const first = await run();
    expect(first).toMatchObject({ read: 7, created: 5, updated: 0, failed: 2, error: null });
    expect(first.errors.map(({ item }) => item).sort()).toEqual(['C5', 'C6']);
    const [one] = await list('contract');
    expect(one).toMatchObject({ name: '合同0', amount: '1000.5', starts_on: '2026-01-31', state: 'active' });
    expect(one?.customer).toMatchObject({ title: '甲' });
    await until(async () => (await list('plan')).length === 5);
    crmContracts = crmContracts.map((contract) => ({ ...contract, Status: 'Expired' }));
    expect(await run()).toMatchObject({ created: 0, updated: 5 });
    expect((await list('contract')).every(({ state }) => state === 'ended')).toBe(true);
    expect(await list('plan')).toHaveLength(5);
    // What could not be taken in is asked for once more, however long ago it changed.
    const asked = crm.calls.flatMap(({ query }) => query.get('q') ?? []);
    expect(asked.at(-1)).toContain('LastModifiedDate > 1970');
  });

  it('read on at a whole address below the connection’s own path, and from where all was taken in', async () => {
    await admin
      .put(`${api}/connections/crm`)
      .send({
        url: `${crm.url}/crm/`,
        auth: 'oauth2',
        settings: { token_path: '/services/oauth2/token', client_id: 'c' },
        secrets: { client_secret: 'crm-secret' },
      })
      .expect(204);
    const all = crmContracts;
    crmContracts = all.slice(0, 5);
    const paths = () => crm.calls.map(({ path }) => path);
    expect(await run()).toMatchObject({ read: 5, updated: 5, failed: 0, error: null });
    expect(paths().at(-1)).toBe('/crm/services/data/v61.0/query/next');
    expect(await run()).toMatchObject({ error: null });
    const asked = crm.calls.flatMap(({ query }) => query.get('q') ?? []);
    expect(asked.at(-1)).not.toContain('LastModifiedDate > 1970');
    crmContracts = all;
  });

  it('say what went wrong when the other side refuses, and lose nothing that is here', async () => {
    await admin
      .put(`${api}/connections/crm`)
      .send({
        url: crm.url,
        auth: 'oauth2',
        settings: { token_path: '/services/oauth2/token', client_id: 'c' },
        secrets: { client_secret: 'wrong' },
      })
      .expect(204);
    const failed = await run();
    expect(failed.error).toContain('400');
    expect(await list('contract')).toHaveLength(5);
    const shown = await admin.get(`${api}/connections`).expect(200);
    expect(JSON.stringify(shown.body)).not.toContain('sap-secret');
  });

  it('ask for stock while a part is chosen; slow, down or wrong, the order goes on and the person is told', async () => {
    expect(await ask({ part: '' })).toMatchObject({ shown: [], problem: null });
    expect(await ask({ part: 'P-1' })).toMatchObject({
      shown: [{ text: '12' }],
      values: { stock: '12' },
      problem: null,
    });
    const calls = erp.calls.length;
    await ask({ part: 'P-1' });
    expect(erp.calls).toHaveLength(calls);
    // A value that would leave its place in the address stays there.
    await ask({ part: "x')/../Issues?a=1#" });
    expect(erp.calls.at(-1)?.path).toContain('Stock(%27x%27%29');
    expect(erp.calls.at(-1)?.path).not.toContain('/Issues');
    erpIs = 'wrong';
    expect((await ask({ part: 'P-2' })).problem).toMatchObject({
      en: expect.stringContaining('cannot be read'),
    });
    erpIs = 'down';
    for (const part of ['P-3', 'P-4', 'P-5'])
      expect((await ask({ part })).problem).toMatchObject({ en: expect.stringContaining('does not answer') });
    // After three failures it is left alone for a while: the person is told at once.
    const before = erp.calls.length;
    expect((await ask({ part: 'P-6' })).problem).not.toBeNull();
    expect(erp.calls).toHaveLength(before);
    await make('part_use', { part: 'P-3', quantity: '1' });
    erpIs = 'fine';
  });

  it('book an issue once, also when the answer was lost', async () => {
    erpIs = 'silent';
    const use = await make('part_use', { part: 'P-1', quantity: '2' });
    await admin.patch(`${api}/forms/part_use/records/${use.id}`).send({ confirmed: true }).expect(200);
    await until(async () => booked.size === 1);
    erpIs = 'fine';
    await until(async () => {
      await test.database.query(`update platform.delivery set next_at = now() where state = 'waiting'`);
      await test.app.get(DeliveryWorker).sweep();
      return (await list('part_use')).find(({ id }) => id === use.id)?.erp_number === 'MB-1';
    });
    expect(booked.size).toBe(1);
    const call = erp.calls.find(({ method }) => method === 'POST');
    expect(JSON.parse(call?.body ?? '{}')).toEqual({ Material: 'P-1', Item: { Quantity: '2' } });
    // What came back with the answer is not sent out again.
    await admin.patch(`${api}/forms/part_use/records/${use.id}`).send({ quantity: '3' }).expect(200);
    expect(booked.size).toBe(1);
  });

  it('do not run twice at the same time, but after a process that died', async () => {
    const runs = test.app.get(RunStore);
    const first = await runs.begin('desk', 'contracts_in', false);
    expect(first).not.toBeNull();
    expect(await runs.begin('desk', 'contracts_in', false)).toBeNull();
    await test.database.query(
      `update platform.connector_run set started_at = now() - interval '2 hours' where id = $1`,
      [first],
    );
    const second = await runs.begin('desk', 'contracts_in', false);
    expect(second).not.toBeNull();
    await runs.remove(test.database, second ?? '');
    await runs.remove(test.database, first ?? '');
  });

  it('are set up by administrators, and asked by those who may fill the record in', async () => {
    const member = await test.as('member');
    await member.get(`${api}/connections`).expect(403);
    await member.post(`${api}/connectors/stock/ask`).send({ values: {} }).expect(404);
    await admin
      .put(`${api}/connections/nobody`)
      .send({ url: 'https://example.org', auth: 'none' })
      .expect(404);
    await admin
      .put(`${api}/connections/erp`)
      .send({ url: 'https://example.org', auth: 'constructor' })
      .expect(400);
    await admin.post(`${api}/connectors/stock/runs`).send({}).expect(400);
  });
});
