import type { Document, ExpressionJson, Form, Report } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, until } from '../testing/service-desk.js';

/**
 * Every reader with every way to a record: which records answer is worked out here from the condition of his role alone.
 * Three roles are those of the trade, the others are drawn at random; a seed that fails goes with FIELDWORK_SEED=….
 */
const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const random = seeded(seed);
const below = (most: number) => Math.floor(random() * most);
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;

type Agent = Awaited<ReturnType<TestApp['as']>>;
type Truth = (order: Order, me: string) => boolean;
interface Order {
  id: string;
  name: string;
  code: string;
  engineer: string | null;
  priority: string | null;
  cost: number;
  region: string;
  keeper: string;
  photo: string;
}
interface Reader {
  login: string;
  read: ExpressionJson;
  truth: Truth;
  hidden?: string[];
}

const priorities = ['low', 'high', 'urgent'];
const app = '/api/v1/apps/desk';
const orders = `${app}/forms/work_order`;
const me: ExpressionJson = { user: ['id'] };
const isMine: ExpressionJson = { '==': [{ var: 'engineer' }, me] };
const isOfMyRegion: ExpressionJson = { '==': [{ var: 'region.keeper' }, me] };

const readers: Reader[] = [
  { login: 'engineer', read: isMine, truth: ({ engineer }, id) => engineer === id },
  { login: 'region_manager', read: isOfMyRegion, truth: ({ keeper }, id) => keeper === id },
  { login: 'viewer', read: true, truth: () => true, hidden: ['code', 'cost', 'note', 'photo'] },
  ...Array.from({ length: 9 }, (_, at) => ({ login: `reader_${at}`, ...drawn(2) })),
];

function drawn(depth: number): { read: ExpressionJson; truth: Truth } {
  const kind = depth === 0 ? below(4) : below(7);
  if (kind === 0) return { read: isMine, truth: ({ engineer }, id) => engineer === id };
  if (kind === 1) return { read: isOfMyRegion, truth: ({ keeper }, id) => keeper === id };
  if (kind === 2) {
    const some = priorities.filter(() => random() < 0.5);
    const read: ExpressionJson = some.length > 0 ? { in: [{ var: 'priority' }, some] } : { or: [false] };
    return { read, truth: ({ priority }) => priority !== null && some.includes(priority) };
  }
  if (kind === 3) {
    const least = below(60);
    return { read: { '>=': [{ var: 'cost' }, least] }, truth: ({ cost }) => cost >= least };
  }
  const [one, other] = [drawn(depth - 1), drawn(depth - 1)];
  if (kind === 4)
    return {
      read: { and: [one.read, other.read] },
      truth: (order, id) => one.truth(order, id) && other.truth(order, id),
    };
  if (kind === 5)
    return {
      read: { or: [one.read, other.read] },
      truth: (order, id) => one.truth(order, id) || other.truth(order, id),
    };
  return { read: { isEmpty: [{ var: 'engineer' }] }, truth: ({ engineer }) => engineer === null };
}

const text = (id: string) => ({ id, type: 'text' as const, label: id });
const layout: Form['layout'] = [{ kind: 'field', field: 'name' }];
const count: Report['measures'] = [{ id: 'n', label: 'n', aggregate: 'count' }];
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'desk', label: '服务台', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'region',
    label: '区域',
    title: 'name',
    fields: [text('name'), { id: 'keeper', type: 'member', label: '负责人' }],
    layout,
  },
  {
    kind: 'form',
    schema: 1,
    id: 'work_order',
    label: '工单',
    title: 'name',
    fields: [
      text('name'),
      text('code'),
      text('note'),
      text('batch'),
      { id: 'engineer', type: 'member', label: '工程师' },
      { id: 'region', type: 'reference', form: 'region', label: '区域' },
      {
        id: 'priority',
        type: 'choice',
        label: '优先级',
        options: priorities.map((id) => ({ id, label: id })),
      },
      { id: 'cost', type: 'number', label: '费用', scale: 0 },
      { id: 'photo', type: 'photo', label: '照片' },
      { id: 'planned_at', type: 'datetime', label: '计划', default: { now: [] } },
    ],
    layout,
    search: { fields: [{ field: 'name' }, { field: 'note' }] },
    duplicates: { keys: [{ fields: ['batch'] }] },
  },
  {
    kind: 'report',
    schema: 1,
    id: 'by_priority',
    label: '按优先级',
    form: 'work_order',
    dimensions: [{ id: 'priority', field: 'priority' }],
    measures: count,
    chart: { type: 'bar' },
  },
  {
    kind: 'report',
    schema: 1,
    id: 'costs',
    label: '费用',
    form: 'work_order',
    dimensions: [],
    measures: [{ id: 'sum', label: 'sum', aggregate: 'sum', value: { var: 'cost' } }],
    chart: { type: 'table' },
  },
  {
    kind: 'kpi',
    schema: 1,
    id: 'all_orders',
    label: '工单数',
    formula: '工单数',
    form: 'work_order',
    measures: count,
    period: { field: 'planned_at', unit: 'year', count: 1 },
    direction: 'higher',
  },
  {
    kind: 'page',
    schema: 1,
    id: 'region_360',
    label: '区域全景',
    type: 'overview',
    form: 'region',
    fields: ['keeper'],
    figures: [
      {
        id: 'orders',
        form: 'work_order',
        filter: { '==': [{ var: 'region' }, { var: 'current.id' }] },
        aggregate: 'count',
      },
    ],
    lists: [
      {
        id: 'orders',
        form: 'work_order',
        filter: { '==': [{ var: 'region' }, { var: 'current.id' }] },
        columns: ['name'],
        limit: 50,
      },
    ],
    timeline: [
      {
        id: 'orders',
        form: 'work_order',
        filter: { '==': [{ var: 'region' }, { var: 'current.id' }] },
        at: 'planned_at',
        text: 'name',
        comments: true,
      },
    ],
  },
  ...readers.map(({ login, read, hidden }): Document => {
    const forms = {
      region: { read: true },
      work_order: { read, export: true, ...(hidden ? { hidden } : {}) },
    };
    return { kind: 'role', schema: 1, id: login, label: login, forms, reports: 'all', pages: 'all' };
  }),
];

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe(`every way to a record opens the same records to a reader (seed ${seed})`, () => {
  let test: TestApp;
  let admin: Agent;
  const made: Order[] = [];
  const regions: { id: string; keeper: string }[] = [];
  const agents = new Map<string, Agent>();
  let ids: Record<string, string>;

  beforeAll(async () => {
    test = await createTestApp();
    const people = Object.fromEntries(readers.map(({ login }) => [login, login]));
    ids = await installServiceDesk(test, people, documents);
    admin = await test.as('admin');
    for (const { login } of readers) agents.set(login, await test.as(login));
    const create = async (form: string, values: object): Promise<string> => {
      const answer = await admin.post(`${app}/forms/${form}/records`).send(values);
      expect(answer.body.issues ?? []).toEqual([]);
      return answer.body.data.id;
    };
    const everybody = Object.values(ids);
    for (const [at, keeper] of everybody.entries())
      regions.push({ id: await create('region', { name: `R${at}`, keeper }), keeper });
    for (let at = 0; at < 48; at++) {
      const { id: region, keeper } = oneOf(regions);
      const values = {
        name: `空调维修 ${at}`,
        code: `secret${at}`,
        engineer: random() < 0.15 ? null : oneOf(everybody),
        priority: random() < 0.1 ? null : oneOf(priorities),
        cost: below(100),
        region,
      };
      const upload = admin.post('/api/v1/files').set('origin', test.url);
      const { body } = await upload.attach('file', png, { filename: `${at}.png`, contentType: 'image/png' });
      const photo = body.data.id;
      const id = await create('work_order', {
        ...values,
        note: `编号密文 ${at}`,
        batch: 'B1',
        photo: [photo],
      });
      await admin
        .post(`${orders}/records/${id}/comments`)
        .send({ body: `评论 ${at}` })
        .expect(201);
      made.push({ ...values, id, keeper, photo });
    }
    await until(async () => (await searched(admin, '空调维修')).length === made.length);
  });
  afterAll(() => test.close());

  const searched = async (who: Agent, q: string): Promise<string[]> =>
    (await who.get(`${app}/search`).query({ q, limit: 100 }).expect(200)).body.data.map(idOf);
  const listed = async (who: Agent, query: object): Promise<string[]> => {
    const { body } = await who
      .get(`${orders}/records`)
      .query({ pageSize: 100, ...query })
      .expect(200);
    expect(body.meta.total).toBe(body.data.length);
    return body.data.map(idOf);
  };
  const report = async (who: Agent, path: string): Promise<unknown[][]> =>
    (await who.post(`${app}/${path}/data`).send({}).expect(200)).body.data.rows;
  const exported = async (who: Agent): Promise<string> => {
    const { job } = (await who.post(`${orders}/exports`).send({ format: 'csv' }).expect(202)).body.data;
    const file = await until(async () => {
      const { state, result, error } = (await who.get(`/api/v1/jobs/${job}`).expect(200)).body.data;
      if (state === 'failed') throw new Error(error);
      return state === 'done' && (result.file as string);
    });
    return (await who.get(`/api/v1/files/${file}`).buffer(true).expect(200)).text;
  };
  const byId = (a: string, b: string) => (a < b ? -1 : 1);
  const open = async (who: Agent, path: (order: Order) => string): Promise<string[]> => {
    const answers: string[] = [];
    for (const order of made) {
      const { status } = await who.get(path(order));
      expect([200, 404]).toContain(status);
      if (status === 200) answers.push(order.id);
    }
    return answers.sort(byId);
  };

  it.each(readers.map((reader) => [reader.login, reader] as const))('to %s', async (login, reader) => {
    const who = agents.get(login) as Agent;
    const seen = made.filter((order) => reader.truth(order, ids[login] as string));
    const truth = seen.map(({ id }) => id).sort(byId);
    const same = (answer: string[], path: string, want = truth) =>
      expect([path, answer.sort(byId)]).toEqual([path, want]);
    const opens = (field: string) => !reader.hidden?.includes(field);

    same(await listed(who, {}), 'list');
    same(await listed(who, { search: '空调' }), 'picker');
    same(await searched(who, '空调维修'), 'search');
    const urgent = seen.filter(({ priority }) => priority === 'urgent').map(({ id }) => id);
    const ofPriority = JSON.stringify({ '==': [{ var: 'priority' }, 'urgent'] });
    same(await listed(who, { filter: ofPriority }), 'drill', urgent.sort(byId));
    const onBoard = JSON.stringify({
      and: [{ '>': [{ var: 'planned_at' }, '2020-01-01T00:00:00Z'] }, { isNotEmpty: [{ var: 'engineer' }] }],
    });
    const owned = seen.filter(({ engineer }) => engineer !== null).map(({ id }) => id);
    same(await listed(who, { filter: onBoard }), 'board', owned.sort(byId));

    for (const part of ['', '/history', '/comments', '/deadlines', '/merges'])
      same(await open(who, ({ id }) => `${orders}/records/${id}${part}`), `record${part}`);
    const files = await open(who, ({ photo }) => `/api/v1/files/${photo}`);
    same(files, 'file', opens('photo') ? truth : []);

    const { body } = await who
      .post(`${orders}/duplicates`)
      .send({ values: { batch: 'B1' } })
      .expect(200);
    const alike: string[] = body.data.map(idOf);
    expect(alike.filter((id) => !truth.includes(id))).toEqual([]);
    expect(alike.length > 0).toBe(truth.length > 0);

    const bars = (await report(who, 'reports/by_priority')).map(([key, n]) => [label(key), Number(n)]);
    const want = new Map<string | null, number>();
    for (const { priority } of seen) want.set(priority, (want.get(priority) ?? 0) + 1);
    expect(new Map(bars as [string | null, number][])).toEqual(want);
    const kpi = (await who.post(`${app}/kpis/all_orders/data`).send({}).expect(200)).body.data;
    expect(kpi.rows[0][0]).toBe(String(seen.length));
    same(await listed(who, { filter: JSON.stringify(kpi.drill[0][0]) }), 'drill of a figure');
    const costs = await who.post(`${app}/reports/costs/data`).send({});
    if (opens('cost')) {
      const sum = String(seen.reduce((total, { cost }) => total + cost, 0));
      expect(costs.body.data.rows).toEqual([[sum]]);
    } else expect(costs.status).toBe(422);

    const sheet = await exported(who);
    const names = [...sheet.matchAll(/空调维修 (\d+)/g)].map(([, at]) => (made[Number(at)] as Order).id);
    same(names, 'export');
    expect(sheet.includes('secret')).toBe(opens('code') && seen.length > 0);

    const overviews: string[] = [];
    for (const { id } of regions) {
      const { data } = (await who.get(`${app}/pages/region_360/overview/${id}`).expect(200)).body;
      const inside = seen.filter(({ region }) => region === id).map((order) => order.id);
      expect(data.figures.orders).toBe(String(inside.length));
      overviews.push(...(data.lists[0]?.records ?? []).map(idOf));
      const moments: { record: { id: string }; comment?: unknown }[] = data.moments;
      for (const moment of moments) expect(inside).toContain(moment.record.id);
      expect(moments.filter(({ comment }) => comment)).toHaveLength(Math.min(inside.length, 10));
    }
    same(overviews, 'overview');

    for (const filter of ['{"/":[1,0]}', '{"%":[5,0]}', '7', '"x"'])
      await who.get(`${orders}/records`).query({ filter }).expect(422);
    if (!opens('code')) {
      const secret = JSON.stringify({ '==': [{ var: 'code' }, 'secret1'] });
      await who.get(`${orders}/records`).query({ filter: secret }).expect(422);
      await who.get(`${orders}/records`).query({ sort: 'code' }).expect(422);
      expect(await searched(who, '编号密文')).toEqual([]);
      const dimensions = [{ id: 'c', field: 'code' }];
      await who.post(`${orders}/records/aggregate`).send({ dimensions, measures: count }).expect(422);
      const one = await who.get(`${orders}/records/${made[0]?.id}`).expect(200);
      expect(JSON.stringify(one.body)).not.toContain('secret');
    }
  });
});

function idOf({ id }: { id: string }): string {
  return id;
}

function label(key: unknown): string | null {
  return typeof key === 'object' && key !== null ? (key as { id: string }).id : (key as string | null);
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function seeded(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
