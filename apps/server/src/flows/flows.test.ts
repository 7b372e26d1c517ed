import type { FlowProgress, HistoryEntry, TaskData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PublishService } from '../metadata/publish.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, orderFlow, patiently, settled, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = '/api/v1/apps/desk/forms/work_order/records';

describe('flows', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  const who: Record<string, Agent> = {};
  let engineer: string;

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installServiceDesk(test, {
      dora: 'dispatcher',
      dirk: 'dispatcher',
      erik: 'engineer',
      mary: 'manager',
    });
    for (const login of ['admin', ...Object.keys(ids)]) who[login] = await test.as(login);
    const made = await who
      .admin!.post('/api/v1/apps/desk/forms/engineer/records')
      .send({ name: '陈工', account: ids.erik })
      .expect(201);
    engineer = made.body.data.id;
  });
  afterAll(() => test.close());

  const make = async (values: object = {}, as = 'dora'): Promise<string> =>
    (
      await who[as]!.post(orders)
        .send({ subject: '空调不制冷', ...values })
        .expect(201)
    ).body.data.id;
  const tasksOf = async (login: string, record: string): Promise<TaskData[]> =>
    (await who[login]!.get('/api/v1/tasks').query({ record }).expect(200)).body.data;
  const taskOf = (login: string, record: string) => until(async () => (await tasksOf(login, record))[0]);
  const act = (login: string, task: string, body: object) =>
    who[login]!.post(`/api/v1/tasks/${task}/actions`).send(body);
  const order = async (id: string) => (await who.admin!.get(`${orders}/${id}`).expect(200)).body.data;
  const progress = async (id: string): Promise<FlowProgress> =>
    (await who.dora!.get(`${orders}/${id}/flow`).expect(200)).body.data[0];

  it('takes an order through three people, with a return, to its end', async () => {
    const id = await make();
    const dispatch = await taskOf('dora', id);
    expect(dispatch).toMatchObject({
      label: '派工',
      record: { id, title: '空调不制冷' },
      mine: true,
      required: ['engineer'],
      hidden: ['secret'],
      assignees: [{ title: 'dirk' }, { title: 'dora' }],
    });
    expect((await order(id)).status).toBe('new');
    expect((await who.dora!.get('/api/v1/tasks/count').expect(200)).body.data.open).toBeGreaterThan(0);

    const incomplete = await act('dora', dispatch.id, { action: 'assign' }).expect(422);
    expect(incomplete.body.issues).toMatchObject([{ path: ['engineer'], code: 'required' }]);
    const closed = await act('dora', dispatch.id, {
      action: 'assign',
      values: { engineer, cost: '5' },
    }).expect(422);
    expect(closed.body.issues).toMatchObject([{ path: ['cost'], code: 'read_only' }]);
    await act('dora', dispatch.id, { action: 'assign', values: { engineer } }).expect(200);

    const first = await taskOf('erik', id);
    expect(first).toMatchObject({ label: '处理', assignees: [{ id: ids.erik }] });
    expect(Date.parse(first.dueAt as string) - Date.parse(first.createdAt)).toBeGreaterThan(3.9 * 3_600_000);
    await act('erik', first.id, { action: 'decline' }).expect(422);
    await act('erik', first.id, { action: 'decline', reason: '缺配件' }).expect(200);
    await act('dirk', (await taskOf('dirk', id)).id, { action: 'assign' }).expect(200);
    const second = await taskOf('erik', id);
    await act('erik', second.id, {
      action: 'finish',
      values: { diagnosis: '缺氟', cost: '1500' },
    }).expect(200);
    const review = await taskOf('mary', id);
    await act('mary', review.id, { action: 'approve' }).expect(200);

    expect(await order(id)).toMatchObject({ status: 'closed', diagnosis: '缺氟', cost: '1500' });
    const way = await progress(id);
    expect(way).toMatchObject({ status: 'completed', version: 1, ahead: [] });
    expect(way.steps.map((step) => step.node)).toEqual([
      'begin',
      'dispatch',
      'repair',
      'dispatch',
      'repair',
      'is_dear',
      'review',
      'close',
      'tell',
      'done',
    ]);
    expect(way.steps[2]).toMatchObject({ by: { title: 'erik' }, actionLabel: '退回派工', reason: '缺配件' });
    // What the return led back over is not done, though somebody did it once.
    expect(way.steps.map((step) => step.isTakenBack).slice(0, 4)).toEqual([false, true, true, false]);
    const history: HistoryEntry[] = (await who.dora!.get(`${orders}/${id}/history`).expect(200)).body.data;
    const handovers = history
      .filter(({ kind }) => kind === 'task')
      .map(({ detail, by }) => [
        by?.title,
        detail.label,
        detail.actionLabel,
        (detail.assignees as { title: string }[]).map(({ title }) => title).join(),
      ]);
    expect(handovers.reverse()).toEqual([
      ['dora', '派工', '派出', 'erik'],
      ['erik', '处理', '退回派工', 'dora,dirk'],
      ['dirk', '派工', '派出', 'erik'],
      ['erik', '处理', '完成', 'mary'],
      ['mary', '审核', '通过', ''],
    ]);
    const told = (await who.dora!.get('/api/v1/notifications').expect(200)).body.data;
    expect(told[0].title.en).toBe('空调不制冷 已由 陈工 处理');
    expect((await who.erik!.get('/api/v1/notifications')).body.data).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'task.assigned' })]),
    );
    await until(async () =>
      (await who.admin!.get('/api/v1/apps/desk/forms/survey/records')).body.data.some(
        (one: { work_order: { id: string } }) => one.work_order.id === id,
      ),
    );
  });

  it('is nobody else’s: strangers are refused, others of the role are not', async () => {
    const id = await make();
    const task = await taskOf('dirk', id);
    await act('mary', task.id, { action: 'assign', values: { engineer } }).expect(403);
    await who.mary!.post(`/api/v1/tasks/${task.id}/claim`).expect(403);
    await (await test.as('outsider')).post(`/api/v1/tasks/${task.id}/claim`).expect(404);
    await (await test.as('outsider')).get(`/api/v1/tasks/${task.id}`).expect(404);
    await who.mary!.get('/api/v1/tasks?mine=false').expect(403);
    const open = await who
      .mary!.get('/api/v1/tasks')
      .query({ mine: 'false', app: 'desk', form: 'work_order', record: id });
    expect(open.body.data).toMatchObject([{ id: task.id, mine: false }]);
    await who
      .dora!.post(`/api/v1/apps/desk/instances/${(await progress(id)).instance}/terminate`)
      .send({})
      .expect(403);
  });

  it('lets one of twenty take it, and only him do it', async () => {
    const id = await make();
    const task = await taskOf('dora', id);
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        patiently(() => who[n % 2 ? 'dora' : 'dirk']!.post(`/api/v1/tasks/${task.id}/claim`)),
      ),
    );
    const owner = (await who.admin!.get(`/api/v1/tasks/${task.id}`)).body.data.claimedBy.title as string;
    const other = owner === 'dora' ? 'dirk' : 'dora';
    expect(tries.map((answer) => answer.status).sort()).toEqual([
      ...Array(10).fill(200),
      ...Array(10).fill(409),
    ]);
    const refused = await act(other, task.id, { action: 'assign', values: { engineer } }).expect(409);
    expect(refused.body.claimedBy.title).toBe(owner);
    expect(await tasksOf(other, id)).toEqual([]);
    await who[owner]!.post(`/api/v1/tasks/${task.id}/release`).expect(200);
    await act(other, task.id, { action: 'assign', values: { engineer } }).expect(200);
  });

  it('goes on once when twenty complete at once, and says who did it', async () => {
    const id = await make();
    const task = await taskOf('dora', id);
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        patiently(() => act(n % 2 ? 'dora' : 'dirk', task.id, { action: 'assign', values: { engineer } })),
      ),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    const late = tries.filter(({ status }) => status === 409);
    expect(late).toHaveLength(19);
    expect(late[0]?.body.completedBy.title).toMatch(/dora|dirk/);
    const { rows } = await test.database.query('select id from platform.task where record_id = $1', [id]);
    expect(rows).toHaveLength(2);
    expect((await order(id)).version).toBe(4);
  });

  it('answers a repeated request as the first time', async () => {
    const task = await taskOf('dora', await make());
    const body = { action: 'assign', values: { engineer } };
    const send = () => act('dora', task.id, body).set('Idempotency-Key', `once-${task.id}`);
    const answers = await Promise.all([send(), send(), send()]);
    const late = await send().expect(200);
    for (const { status, body: answer } of answers)
      expect({ status, answer }).toEqual({ status: 200, answer: late.body });
    await act('dora', task.id, { action: 'assign' }).set('Idempotency-Key', `once-${task.id}`).expect(422);
    const other = await taskOf('dora', await make());
    for (const what of ['claim', 'release']) {
      const once = () =>
        who.dora!.post(`/api/v1/tasks/${other.id}/${what}`).set('Idempotency-Key', `${what}-${other.id}`);
      const all = await Promise.all([once(), once(), once()]);
      expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
  });

  it('refuses to write over what somebody else wrote meanwhile', async () => {
    const id = await make();
    const task = await taskOf('dora', id);
    await who.admin!.patch(`${orders}/${id}`).send({ subject: '改了' }).expect(200);
    const { body } = await act('dora', task.id, {
      action: 'assign',
      values: { engineer },
      recordVersion: 2,
    }).expect(409);
    expect(body.current.subject).toBe('改了');
  });

  it('stays on the version it began with', async () => {
    const old = await make();
    const task = await taskOf('dora', old);
    const nodes = orderFlow.nodes.map((node) =>
      node.id === 'dispatch' && node.type === 'task'
        ? { ...node, label: '新派工', actions: [{ ...node.actions[0]!, next: 'done' }] }
        : node,
    );
    const reachable = nodes.filter(({ id }) => ['begin', 'dispatch', 'done'].includes(id));
    await test.app.get(PublishService).publish('desk', [{ ...orderFlow, nodes: reachable }], { by: null });
    const fresh = await make();
    expect(await taskOf('dora', fresh)).toMatchObject({ label: '新派工' });
    await act('dora', (await taskOf('dora', fresh)).id, { action: 'assign', values: { engineer } }).expect(
      200,
    );
    expect(await progress(fresh)).toMatchObject({ version: 2, status: 'completed' });

    expect((await taskOf('dora', old)).label).toBe('派工');
    await act('dora', task.id, { action: 'assign', values: { engineer } }).expect(200);
    expect(await taskOf('erik', old)).toMatchObject({ label: '处理' });
    expect(await progress(old)).toMatchObject({
      version: 1,
      status: 'running',
      // Not dear as things stand, so no review.
      ahead: [{ node: 'done' }],
    });
    await test.app.get(PublishService).publish('desk', [orderFlow], { by: null });
  });

  it('gives a task that would be nobody’s to those who look after the app', async () => {
    const lone = await who
      .admin!.post('/api/v1/apps/desk/forms/engineer/records')
      .send({ name: '无账号' })
      .expect(201);
    const id = await make();
    await act('dora', (await taskOf('dora', id)).id, {
      action: 'assign',
      values: { engineer: lone.body.data.id },
    }).expect(200);
    expect(await taskOf('admin', id)).toMatchObject({ label: '处理', mine: true });
    const { rows } = await test.database.query<{ output: unknown }>(
      `select output from platform.flow_step where node = 'repair' and instance_id = $1`,
      [(await progress(id)).instance],
    );
    expect(rows).toEqual([{ output: { nobodyFound: true } }]);
  });

  it('begins only where its condition holds, or when somebody says so, and once at a time', async () => {
    const id = await make({ subject: '不走流程' });
    await settled(test);
    expect((await who.dora!.get(`${orders}/${id}/flow`)).body.data).toEqual([]);
    await who.admin!.post('/api/v1/apps/desk/flows/handling/start').send({ record: id }).expect(422);
    const other = await make();
    await taskOf('dora', other);
    await who.admin!.post('/api/v1/apps/desk/flows/handling/start').send({ record: other }).expect(409);
    await who.dora!.post('/api/v1/apps/desk/flows/handling/start').send({ record: other }).expect(403);
    const { instance } = await progress(other);
    await who
      .admin!.post(`/api/v1/apps/desk/instances/${instance}/terminate`)
      .send({ reason: '重复' })
      .expect(200);
    expect(await tasksOf('dora', other)).toEqual([]);
    await who.admin!.post(`/api/v1/apps/desk/instances/${instance}/terminate`).send({}).expect(409);
    const begin = () =>
      who
        .admin!.post('/api/v1/apps/desk/flows/handling/start')
        .set('Idempotency-Key', 'start-it-once')
        .send({ record: other })
        .expect(201);
    const begun = await Promise.all([begin(), begin(), begin()]);
    for (const { body } of [...begun, await begin()]) expect(body).toEqual(begun[0]?.body);
    expect(await taskOf('dora', other)).toMatchObject({ label: '派工' });
  });

  it('gives a task to one person once, however often the same request comes at the same moment', async () => {
    const id = await make();
    const task = await taskOf('dora', id);
    for (const act of ['claim', 'release']) {
      const ask = () =>
        who
          .dora!.post(`/api/v1/tasks/${task.id}/${act}`)
          .set('Idempotency-Key', `at-once-${act}`)
          .send({})
          .expect(200);
      await Promise.all(Array.from({ length: 5 }, ask));
      const told = (await who.dora!.get(`${orders}/${id}/history`).expect(200)).body.data as HistoryEntry[];
      const event = act === 'claim' ? 'claimed' : 'released';
      expect(
        told.filter(({ detail }) => (detail as { event?: string } | null)?.event === event),
      ).toHaveLength(1);
    }
  });

  it('ends with its record', async () => {
    const id = await make();
    const task = await taskOf('dora', id);
    await who.admin!.delete(`${orders}/${id}`).expect(204);
    await until(async () => (await tasksOf('dora', id)).length === 0);
    await act('dora', task.id, { action: 'assign', values: { engineer } }).expect(409);
    const { rows } = await test.database.query(
      'select status from platform.flow_instance where record_id = $1',
      [id],
    );
    expect(rows).toEqual([{ status: 'terminated' }]);
  });
});
