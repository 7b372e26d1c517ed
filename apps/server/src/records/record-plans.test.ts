import type { ExpressionJson, Form, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';
import { IndexKeeper } from './index-keeper.js';
import { compileList, type ListShape } from './record-queries.js';
import { bind } from './statement.js';
import { viewerOf } from './viewers.js';

const ROWS = 50_000;
const options = ['open', 'working', 'waiting', 'closed'].map((id) => ({ id, label: id }));
const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'ticket',
  label: '工单',
  title: 'subject',
  status: 'status',
  fields: [
    { id: 'subject', type: 'text', label: '主题' },
    { id: 'status', type: 'choice', label: '状态', options },
    { id: 'opened_at', type: 'datetime', label: '报修时间' },
    { id: 'handler', type: 'member', label: '处理人' },
    { id: 'code', type: 'text', label: '代码' },
    { id: 'floor', type: 'number', label: '楼层' },
  ],
  layout: [],
};
const handled: Role = {
  kind: 'role',
  schema: 1,
  id: 'handler',
  label: '处理人',
  forms: { ticket: { read: { '==': [{ var: 'handler' }, { user: ['id'] }] } } },
};

describe('the plans of lists over many records, with nothing done by hand', () => {
  let test: TestApp;
  let handlerId: string;

  beforeAll(async () => {
    test = await createTestApp();
    await test.app
      .get(AppService)
      .install([{ kind: 'app', schema: 1, id: 'plan', label: 'p', menu: [] }, order, handled], null);
    handlerId = await test.createUser('handler');
    await test.database.query(
      `insert into platform.app_member (app, user_id, role) values ('plan', $1, 'handler')`,
      [handlerId],
    );
    await indexesBuilt();
    await test.database.query(
      `insert into app_plan.ticket (subject, status, opened_at, created_at, handler, code, floor)
       select 'T' || n, (array['open','working','waiting','closed'])[1 + least(3, floor(4.6 * random())::int)],
              now() - random() * interval '700 days', now() - random() * interval '700 days',
              case when n % 500 = 0 then $1::uuid end, 'c' || n % 5000, n % 5000
       from generate_series(1, ${ROWS}) n`,
      [handlerId],
    );
    await test.database.query('vacuum analyze app_plan.ticket');
  });
  afterAll(() => test.close());

  /** The publish tells the keeper through the outbox; the last index it builds is one for words. */
  const indexesBuilt = () =>
    until(async () => {
      await test.app.get(IndexKeeper).settled();
      const { rowCount } = await test.database.query(
        `select from pg_index where indisvalid and indexrelid = to_regclass('app_plan.ticket_code_text')`,
      );
      return rowCount === 1;
    });
  const plan = async (shape: Partial<ListShape>, login = 'admin') => {
    const app = await test.app.get(AppRegistry).app('plan');
    const caller = {
      userId: handlerId,
      login,
      name: login,
      departmentId: null,
      isAdministrator: login === 'admin',
      isBuilder: login === 'admin',
      locale: null,
      roles: { plan: ['handler'] },
      viaApiKey: false,
      scopes: [],
      credentialId: '',
    };
    const viewer = viewerOf(caller, app, 'Asia/Shanghai');
    const statement = compileList(viewer, order, { count: 'exact', deleted: 'no', ...shape } as ListShape);
    const values = bind(statement, viewer.context, { limit: 50, offset: 0 });
    const { rows } = await test.database.query<{ 'QUERY PLAN': string }>(`explain ${statement.text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const since = (days: number): ExpressionJson => ({
    '>=': [{ var: 'opened_at' }, { dateAdd: [{ now: [] }, -days, 'day'] }],
  });

  it.each<[string, Partial<ListShape>, string]>([
    ['a state, newest first', { filter: { '==': [{ var: 'status' }, 'waiting'] } }, 'admin'],
    [
      'a state and a week',
      { filter: { and: [{ '==': [{ var: 'status' }, 'open'] }, since(7)] }, sort: ['-opened_at'] },
      'admin',
    ],
    [
      'two states and a day',
      { filter: { and: [{ in: [{ var: 'status' }, ['open', 'waiting']] }, since(1)] }, sort: ['opened_at'] },
      'admin',
    ],
    ['a person', { filter: { '==': [{ var: 'handler' }, '01a20020-c217-758c-be6c-d1061aa6327c'] } }, 'admin'],
    ['the rows of a role', {}, 'handler'],
    ['the rows of a role in a state', { filter: { '==': [{ var: 'status' }, 'open'] } }, 'handler'],
    ['words in the title', { search: 'T19999', count: 'none' }, 'admin'],
  ])('asks an index for %s', async (_name, shape, login) => {
    expect(await plan(shape, login)).not.toMatch(/Seq Scan on ticket/);
  });

  it('notices what people filter by besides, and indexes it', async () => {
    const filter: ExpressionJson = { '==': [{ var: 'floor' }, 77] };
    expect(await plan({ filter })).toMatch(/Seq Scan on ticket/);
    const admin = await test.as('admin');
    for (let i = 0; i < 3; i++)
      await admin
        .get('/api/v1/apps/plan/forms/ticket/records')
        .query({ filter: JSON.stringify(filter) })
        .expect(200);
    await test.app.get(IndexKeeper).settled();
    expect(await plan({ filter })).not.toMatch(/Seq Scan on ticket/);
  });

  it('does not count by reading everything when a role sees little', async () => {
    const handler = await test.as('handler');
    const { body } = await handler.get('/api/v1/apps/plan/forms/ticket/records').expect(200);
    expect(body.meta.total).toBe(ROWS / 500);
  });
});
