import type { RecordClock } from '@fieldwork/api-contract';
import type { Calendar, Deadline, DecisionTable, ExpressionJson, Form, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { PublishService } from '../metadata/publish.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, orderFlow, orderForm, serviceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const orders = '/api/v1/apps/desk/forms/work_order/records';
const states = ['running', 'paused', 'met', 'missed', 'cancelled'].map((id) => ({ id, label: id }));
const status = (id: string) => ({ '==': [{ var: 'status' }, id] });

/** Minutes from the report to a moment after the October holidays. */
const rounded: ExpressionJson = {
  round: [
    { workingMinutes: [{ var: 'reported_at' }, { datetime: ['2026-10-12T10:00:00+08:00'] }, 'hours'] },
    3,
  ],
};

const clocked: Form = {
  ...orderForm,
  fields: [
    ...orderForm.fields.map((field) => (field.id === 'status' ? { ...field, readOnly: false } : field)),
    { id: 'due_at', type: 'datetime', label: '到期' },
    { id: 'sla', type: 'choice', label: 'SLA', options: states },
    { id: 'used_minutes', type: 'number', label: '已用', scale: 1 },
    { id: 'paused_minutes', type: 'number', label: '暂停', scale: 0 },
    {
      id: 'worked',
      type: 'number',
      label: '工作分钟',
      scale: 3,
      compute: rounded,
    },
  ],
};
const slots = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const hours: Calendar = {
  kind: 'calendar',
  schema: 1,
  id: 'hours',
  label: '工作时间',
  timeZone: 'Asia/Shanghai',
  week: [slots, slots, slots, slots, slots, [], []],
  holidays: ['china'],
};
const limits: DecisionTable = {
  kind: 'decision_table',
  schema: 1,
  id: 'limits',
  label: '时限',
  form: 'work_order',
  hit: { policy: 'unique' },
  inputs: [{ id: 'cost', label: '费用', expression: { var: 'cost' } }],
  outputs: [{ id: 'minutes', label: '分钟', type: 'minutes' }],
  rows: [
    { id: 'dear', when: { cost: { is: '>', value: 100 } }, then: { minutes: 60 } },
    { id: 'cheap', when: { cost: { is: '<=', value: 100 } }, then: { minutes: 240 } },
    { id: 'none', when: { cost: { is: 'empty' } }, then: { minutes: 480 } },
  ],
};
const deadline: Deadline = {
  kind: 'deadline',
  schema: 1,
  id: 'handling',
  label: '处理时限',
  form: 'work_order',
  targets: [
    {
      id: 'done',
      label: '完成',
      start: true,
      pause: status('review'),
      stop: status('closed'),
      limit: { table: 'limits', output: 'minutes' },
      marks: [
        {
          id: 'warn',
          label: '快到期',
          when: { at: 'percent', percent: 75 },
          actions: [{ type: 'set', set: [{ field: 'diagnosis', value: '快到期' }] }],
        },
        {
          id: 'breach',
          label: '超时',
          when: { at: 'breach' },
          actions: [{ type: 'notify', to: [{ by: 'role', role: 'manager' }], title: '{{subject}} 超时' }],
        },
      ],
      keep: { due: 'due_at', state: 'sla' },
    },
    {
      id: 'whole',
      label: '全程',
      start: true,
      pause: status('review'),
      stop: status('closed'),
      keep: { used: 'used_minutes', paused: 'paused_minutes' },
    },
  ],
};

/** Together they show all orders, and the states of some. */
const partly: Role[] = [
  {
    kind: 'role',
    schema: 1,
    id: 'states_of_some',
    label: '部分',
    forms: { work_order: { read: { '==': [{ var: 'subject' }, '看得见'] } } },
  },
  {
    kind: 'role',
    schema: 1,
    id: 'all_without_states',
    label: '全部',
    forms: { work_order: { read: true, hidden: ['status'] } },
  },
];

describe('deadlines', () => {
  let test: TestApp;
  let admin: Agent;
  let mary: Agent;

  beforeAll(async () => {
    test = await createTestApp();
    const others = serviceDesk.filter((one) => one !== orderFlow && one.kind !== 'rule' && one !== orderForm);
    await installServiceDesk(test, { mary: 'manager' }, [
      ...others,
      ...partly,
      hours,
      clocked,
      limits,
      deadline,
    ]);
    admin = await test.as('admin');
    mary = await test.as('mary');
  });
  afterAll(() => test.close());

  const make = async (values: object = {}): Promise<string> =>
    (
      await admin
        .post(orders)
        .send({ subject: '打印机', ...values })
        .expect(201)
    ).body.data.id;
  const order = async (id: string) => (await admin.get(`${orders}/${id}`).expect(200)).body.data;
  const clock = async (id: string, by = admin): Promise<RecordClock | undefined> =>
    (await by.get(`${orders}/${id}/deadlines`).expect(200)).body.data[0];
  const timer = async (id: string) =>
    (
      await test.database.query<{ due: string }>(
        `select due_at as due from platform.outbox where topic = 'deadline.timer' and done_at is null and key = $1`,
        [`desk/handling/${id}`],
      )
    ).rows[0]?.due;
  /** Lets time pass: everything that the clocks of a record know lies earlier. */
  const age = async (id: string, minutes: number) => {
    await test.database.query(`alter table platform.history disable trigger history_kept`);
    await test.database.query(
      `update platform.history set at = at - make_interval(mins => $2) where record_id = $1`,
      [id, minutes],
    );
    for (const table of ['record', 'state', 'entry', 'mark'])
      await test.database.query(`delete from platform.deadline_${table} where record_id = $1`, [id]);
    await test.database.query(
      `insert into platform.deadline_record (app, deadline, form, record_id, version) values ('desk', 'handling', 'work_order', $1, 0)`,
      [id],
    );
    await test.database.query(
      `insert into platform.outbox (topic, payload, key) values ('deadline.timer', $1, $2)
       on conflict (topic, key) where key is not null and done_at is null and failed_at is null do update set due_at = now()`,
      [
        JSON.stringify({ app: 'desk', deadline: 'handling', form: 'work_order', recordId: id }),
        `desk/handling/${id}`,
      ],
    );
  };

  it('starts with the record, by the limit of the decision table, and keeps due time and state in the record', async () => {
    const id = await make({ cost: '200' });
    const found = await until(() => clock(id));
    expect(found).toMatchObject({ state: 'running', limitMinutes: 60, calendar: null });
    const kept = await until(async () => ((await order(id)).sla ? order(id) : null));
    expect(kept).toMatchObject({ sla: 'running', version: 1 });
    expect(Date.parse(kept.due_at) - Date.parse(found!.startedAt)).toBe(3_600_000);
    expect(Date.parse((await timer(id)) as string) - Date.parse(found!.startedAt)).toBe(0.75 * 3_600_000);
  });

  it('keeps the time used up when the limit changes, pauses, goes on and ends', async () => {
    const id = await make({ cost: '50' });
    await until(() => clock(id));
    await admin.patch(`${orders}/${id}`).send({ cost: '500' }).expect(200);
    await until(async () => (await clock(id))?.limitMinutes === 60);
    await admin.patch(`${orders}/${id}`).send({ status: 'review' }).expect(200);
    await until(async () => (await clock(id))?.state === 'paused');
    expect((await clock(id))?.dueAt).toBeNull();
    expect(await timer(id)).toBeUndefined();
    await admin.patch(`${orders}/${id}`).send({ status: 'working' }).expect(200);
    await admin.patch(`${orders}/${id}`).send({ status: 'closed' }).expect(200);
    const met = await until(async () => ((await clock(id))?.state === 'met' ? clock(id) : null));
    expect(met!.ledger.map(({ phase, because }) => [phase, because])).toEqual([
      ['running', 'start'],
      ['running', 'limit'],
      ['paused', 'pause'],
      ['running', 'resume'],
    ]);
    expect(met!.ledger[2]?.seen).toEqual({ status: 'review' });
    expect(met!.ledger.slice(1).map(({ from }) => from)).toEqual(
      met!.ledger.slice(0, -1).map(({ to }) => to),
    );
    expect(met!.ledger.at(-1)?.to).toBe(met!.stoppedAt);
    expect((await order(id)).sla).toBe('met');
  });

  it('measures without a limit, and keeps what was used and what was paused in the record', async () => {
    const id = await make({ cost: '50' });
    for (const status of ['review', 'working', 'closed'])
      await admin.patch(`${orders}/${id}`).send({ status }).expect(200);
    await until(async () => (await clock(id))?.state === 'met');
    await test.database.query(`alter table platform.history disable trigger history_kept`);
    await test.database.query(
      `update platform.history set at = now() - make_interval(secs => (array[6000, 4800, 1800, 594])[version])
       where record_id = $1`,
      [id],
    );
    await age(id, 0);
    await until(async () => (await order(id)).used_minutes === '40.1');
    expect(await order(id)).toMatchObject({ used_minutes: '40.1', paused_minutes: '50', version: 4 });
    const { data } = (await admin.get(`${orders}/${id}/deadlines`).expect(200)).body;
    expect(data[1]).toMatchObject({ state: 'met', limitMinutes: null, dueAt: null });
  });

  it('reaches each mark once, catches up what came due meanwhile, and tells the manager', async () => {
    const id = await make({ cost: '200', subject: '旧单' });
    await until(() => clock(id));
    await age(id, 50);
    await until(async () => (await order(id)).diagnosis === '快到期');
    expect((await clock(id))?.marks.map(({ label }) => label)).toEqual(['快到期']);
    await age(id, 30);
    await until(async () => (await order(id)).sla === 'missed');
    const { rows } = await test.database.query(
      `select mark from platform.deadline_mark where record_id = $1`,
      [id],
    );
    expect(rows.map(({ mark }) => mark).sort()).toEqual(['breach', 'warn']);
    const told = (await mary.get('/api/v1/notifications').expect(200)).body.data;
    expect(told.filter(({ title }: { title: { en: string } }) => title.en === '旧单 超时')).toHaveLength(1);
    const lines = (await admin.get(`${orders}/${id}/history`)).body.data;
    expect(lines.filter(({ kind }: { kind: string }) => kind === 'deadline').length).toBeGreaterThanOrEqual(
      2,
    );
  });

  it('counts a change from the moment it was made, however late it is heard of, and hears of it twice in vain', async () => {
    const id = await make({ cost: '200' });
    await until(() => clock(id));
    await admin.patch(`${orders}/${id}`).send({ status: 'closed' }).expect(200);
    await until(async () => (await clock(id))?.state === 'met');
    const before = await clock(id);
    await test.database.query(
      `update platform.outbox set done_at = null, due_at = now() where topic = 'deadline.record_changed' and payload->>'id' = $1`,
      [id],
    );
    await until(async () => {
      const { rows } = await test.database.query(
        `select from platform.outbox where topic = 'deadline.record_changed' and payload->>'id' = $1 and done_at is null`,
        [id],
      );
      return rows.length === 0;
    });
    expect(await clock(id)).toEqual(before);
  });

  it('is told with the rights of the record', async () => {
    const id = await make();
    await until(() => clock(id));
    await test.createUser('outsider');
    await (await test.as('outsider')).get(`${orders}/${id}/deadlines`).expect(404);
  });

  it('tells what it went by only to those who see the field on every row', async () => {
    const id = await make();
    await until(() => clock(id));
    await admin.patch(`${orders}/${id}`).send({ status: 'review' }).expect(200);
    const seenBy = async (who: Agent) =>
      (await until(() => clock(id, who))).ledger.flatMap(({ seen }) => Object.keys(seen));
    await until(async () => (await seenBy(admin)).includes('status'));
    const person = await test.createUser('partly');
    await test.app.get(AppMemberService).replace('desk', person, ['states_of_some', 'all_without_states']);
    const before = (await (await test.as('partly')).get(`${orders}/${id}`).expect(200)).body.data;
    expect(before.status).toBeNull();
    expect(await seenBy(await test.as('partly'))).not.toContain('status');
  });

  it('looks up limits anew for what is open when a table is published, and begins for old records on request', async () => {
    const id = await make({ cost: '10' });
    await until(async () => (await clock(id))?.limitMinutes === 240);
    const longer = { ...limits, rows: limits.rows.map((row) => ({ ...row, then: { minutes: 300 } })) };
    await test.app.get(PublishService).publish('desk', [longer], { by: null });
    await until(async () => (await clock(id))?.limitMinutes === 300);
    const second: Deadline = {
      ...deadline,
      id: 'second',
      applies: 'existing',
      targets: [{ ...deadline.targets[0]!, keep: {} }],
    };
    await test.app.get(PublishService).publish('desk', [second], { by: null });
    await until(async () => {
      const all = (await admin.get(`${orders}/${id}/deadlines`)).body.data as RecordClock[];
      return all.some((one) => one.deadline === 'second');
    });
    await test.app.get(PublishService).publish('desk', [limits], { by: null });
  });

  it('starts with an import too, tells nobody of it, and measures nothing that was over before', async () => {
    const bytes = Buffer.from(
      'subject,status,cost\n导入的在办,working,200\n导入的已关,closed,200\n坏的,,many\n',
    );
    const sent = await admin.post('/api/v1/files').attach('file', bytes, 'o.csv').set('Origin', test.url);
    const columns = ['subject', 'status', 'cost'].map((field, column) => ({ column, field }));
    const body = { file: sent.body.data.id, columns };
    await admin.post('/api/v1/apps/desk/forms/work_order/imports').send(body).expect(202);
    const ids = await until(async () => {
      const { rows } = await test.database.query<{ id: string; subject: string }>(
        `select id, subject from app_desk.work_order where subject like '导入的%' order by status`,
      );
      return rows.length === 2 ? rows.map(({ id }) => id) : null;
    });
    const [closed, open] = ids as [string, string];
    expect(await until(() => clock(open))).toMatchObject({ state: 'running', limitMinutes: 60 });
    expect(await until(async () => (await order(open)).sla)).toBe('running');
    await until(async () => {
      const { rows } = await test.database.query(
        `select from platform.deadline_state where record_id = $1 and deadline = 'handling' and target = 'done' and stopped_at is not null`,
        [closed],
      );
      return rows.length === 1;
    });
    expect(await clock(closed)).toBeUndefined();
    await admin.patch(`${orders}/${closed}`).send({ subject: '导入的已关，改过' }).expect(200);
    await admin.patch(`${orders}/${open}`).send({ status: 'closed' }).expect(200);
    await until(async () => (await clock(open))?.state === 'met');
    expect(await order(closed)).toMatchObject({ sla: null, due_at: null });
  });

  it('refuses a table whose test rows are red', async () => {
    const red = { ...limits, tests: [{ given: { cost: '5' }, expect: { minutes: '1' } }] };
    await expect(test.app.get(PublishService).publish('desk', [red], { by: null })).rejects.toMatchObject({
      issues: [{ code: 'red_test' }],
    });
  });

  it('counts working minutes in SQL as in JavaScript, over holidays and make-up days', async () => {
    await until(async () => {
      const { rows } = await test.database.query<{ count: number }>(
        `select count(*)::int as count from platform.calendar_span where app = 'desk'`,
      );
      return (rows[0]?.count ?? 0) > 20_000;
    });
    const moments = Array.from({ length: 60 }, (_, index) =>
      new Date(Date.parse('2026-09-20T00:00:00Z') + index * 8_765_432).toISOString(),
    );
    for (const moment of moments) await make({ reported_at: moment });
    const expression = rounded;
    const filter = JSON.stringify({ '!=': [{ var: 'worked' }, expression] });
    const differing = await admin.get(orders).query({ filter, count: 'exact' }).expect(200);
    expect(differing.body.data).toEqual([]);
    const same = JSON.stringify({ '==': [{ var: 'worked' }, expression] });
    const equal = await admin.get(orders).query({ filter: same, pageSize: 100 }).expect(200);
    expect(equal.body.data.length).toBeGreaterThanOrEqual(60);
  });
});
