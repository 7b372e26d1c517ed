import type { HistoryEntry, TaskData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/crew';
const jobs = `${at}/forms/job/records`;

describe('what a device pushes', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  let erik: Agent;
  let olga: Agent;
  let phone: Phone;

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, { erik: 'engineer', ella: 'engineer', olga: 'office' });
    erik = await test.as('erik');
    olga = await test.as('olga');
    phone = await new Phone(erik).register();
  });
  afterAll(() => test.close());

  const job = async (values: object = {}): Promise<string> =>
    (
      await olga
        .post(jobs)
        .send({ subject: 'Pump', assignee: ids.erik, ...values })
        .expect(201)
    ).body.data.id;
  const read = async (id: string) => (await olga.get(`${jobs}/${id}`).expect(200)).body.data;
  const history = async (id: string): Promise<HistoryEntry[]> =>
    (await olga.get(`${jobs}/${id}/history`).expect(200)).body.data;
  const change = (id: string, values: object, before: object = {}) =>
    ({ name: 'record.change', form: 'job', id, values, before, version: 1 }) as never;

  it('applies each entry once, in order, and answers a repetition the same', async () => {
    const own = await new Phone(erik).register();
    const id = uuidv7();
    const made = own.mutation({
      name: 'record.create',
      form: 'job',
      id,
      values: { subject: 'Leak', assignee: ids.erik },
    });
    const changed = own.mutation(change(id, { finding: 'a seal' }), { needs: [1] });
    const said = own.mutation({ name: 'comment.add', form: 'job', record: id, id: uuidv7(), body: 'Here' });
    const first = (await own.push([changed, said, made]).expect(200)).body.data;
    expect(first).toMatchObject({
      settledSeq: 3,
      results: [{ seq: 1 }, { seq: 2 }, { seq: 3, state: 'applied' }],
    });
    const again = (await own.push([made, changed, said]).expect(200)).body.data;
    expect(again.results).toEqual(first.results);
    expect(await read(id)).toMatchObject({ subject: 'Leak', finding: 'a seal', version: 2 });
    const { body } = await olga.get(`${jobs}/${id}/comments`).expect(200);
    expect(body.data).toMatchObject([{ body: 'Here', by: { id: ids.erik } }]);
    await own.push([{ ...changed, wish: change(id, { finding: 'another' }) }]).expect(422);
  });

  it.each([
    ['a zero', 'a\u0000b'],
    ['half a character', 'a\ud83d'],
  ])('refuses what holds %s, and goes on with what comes after it', async (_, words) => {
    const own = await new Phone(erik).register();
    const id = uuidv7();
    const made = own.mutation({
      name: 'record.create',
      form: 'job',
      id,
      values: { subject: 'Leak', assignee: ids.erik },
    });
    const refused = [
      own.mutation({ name: 'record.create', form: 'job', id: uuidv7(), values: { subject: words } }),
      own.mutation(change(id, { finding: words })),
      own.mutation({ name: 'comment.add', form: 'job', record: id, id: uuidv7(), body: `${words}\u0000` }),
    ];
    const last = own.mutation(change(id, { finding: 'a seal' }));
    const { body } = await own.push([made, ...refused, last]).expect(200);
    expect(body.data.settledSeq).toBe(5);
    expect(body.data.results.map(({ state }: { state: string }) => state)).toEqual([
      'applied',
      'refused',
      'refused',
      'refused',
      'applied',
    ]);
    expect(await read(id)).toMatchObject({ finding: 'a seal', version: 2 });
  });

  it('waits for what is missing in between, and does not run ahead', async () => {
    const own = await new Phone(erik).register();
    const id = await job();
    const one = own.mutation(change(id, { finding: '1' }));
    const two = own.mutation(change(id, { finding: '2' }, { finding: '1' }));
    expect((await own.push([two]).expect(200)).body.data).toMatchObject({ settledSeq: 0, results: [] });
    await own.push([one]).expect(200);
    expect((await own.push([two]).expect(200)).body.data.settledSeq).toBe(2);
    expect(await read(id)).toMatchObject({ finding: '2' });
  });

  it('settles each entry once when the same push comes many times at once', async () => {
    const own = await new Phone(erik).register();
    const id = await job();
    const batch = [1, 2, 3].map((n) =>
      own.mutation(change(id, { remark: `${n}` }, { remark: n > 1 ? `${n - 1}` : null })),
    );
    const answers = await Promise.all(Array.from({ length: 8 }, () => own.push(batch)));
    for (const { status } of answers) expect([200, 503]).toContain(status);
    expect((await own.push(batch).expect(200)).body.data.settledSeq).toBe(3);
    expect(await read(id)).toMatchObject({ remark: '3', version: 4 });
  });

  it('merges by field: planning is the office’s, execution the engineer’s, both values are shown once', async () => {
    const id = await job({ planned_at: '2026-12-01T02:00:00Z', finding: '?', remark: 'a', hours: '1' });
    await olga
      .patch(`${jobs}/${id}`)
      .send({ planned_at: '2026-12-02T02:00:00Z', finding: 'office', remark: 'b', secret: 'x' })
      .expect(200);
    const result = await phone.wish(
      change(
        id,
        { planned_at: '2026-12-03T02:00:00Z', finding: 'mine', remark: 'c', hours: '2.50' },
        { planned_at: '2026-12-01T02:00:00.000Z', finding: '?', remark: 'a', hours: '1.00' },
      ),
    );
    expect(result.state).toBe('applied');
    expect(result.conflicts?.map(({ field, kept }) => [field, kept])).toEqual([
      ['planned_at', 'theirs'],
      ['finding', 'mine'],
      ['remark', 'mine'],
    ]);
    const now = await read(id);
    expect(Date.parse(now.planned_at)).toBe(Date.parse('2026-12-02T02:00:00Z'));
    expect(now).toMatchObject({ finding: 'mine', remark: 'c', hours: '2.50' });
    const told = (await history(id)).filter(({ kind }) => kind === 'conflict');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ by: { id: ids.erik }, changes: { finding: ['office', 'mine'] } });
  });

  it('merges the rows of a sub-table by their ids, cell by cell', async () => {
    const id = await job({
      lines: [
        { item: 'seal', count: '1' },
        { item: 'oil', count: '1' },
      ],
    });
    const before = (await read(id)).lines as { id: string; item: string; count: string }[];
    const [seal, oil] = before as [(typeof before)[0], (typeof before)[0]];
    await olga
      .patch(`${jobs}/${id}`)
      .send({ lines: [{ ...seal, item: 'seal 40' }, oil, { item: 'pipe', count: '3' }] })
      .expect(200);
    const mine = [
      { ...seal, count: '2' },
      { item: 'screw', count: '9' },
    ];
    const result = await phone.wish(change(id, { lines: mine }, { lines: before }));
    expect(result).toMatchObject({ state: 'applied' });
    expect(result.conflicts).toBeUndefined();
    const rows = (await read(id)).lines.map(({ item, count }: Record<string, string>) => `${item} ${count}`);
    expect(rows).toEqual(['seal 40 2', 'pipe 3', 'screw 9']);
  });

  it('refuses with its reason what is no longer his, gone or not allowed, and goes on behind it', async () => {
    const given = await job();
    await olga.patch(`${jobs}/${given}`).send({ assignee: ids.ella }).expect(200);
    const deleted = await job();
    await olga.delete(`${jobs}/${deleted}`).expect(204);
    const closed = await job({ serial: 'x' });
    const own = await new Phone(erik).register();
    const wishes = [
      own.mutation(change(given, { finding: 'x' })),
      own.mutation(change(deleted, { finding: 'x' })),
      own.mutation(change(closed, { serial: 'y' }, { serial: 'x' })),
      own.mutation({ name: 'record.create', form: 'site', id: uuidv7(), values: { name: 'x' } }),
      own.mutation(
        { name: 'comment.add', form: 'job', record: closed, id: uuidv7(), body: 'x' },
        { needs: [3] },
      ),
      own.mutation(change(closed, { finding: 'fine' })),
    ];
    const { results } = (await own.push(wishes).expect(200)).body.data;
    expect(results.map(({ state }: { state: string }) => state)).toEqual([
      'refused',
      'refused',
      'refused',
      'refused',
      'refused',
      'applied',
    ]);
    expect(results[0].message.en).toContain('somebody else');
    expect(results[1].message.en).toContain('deleted by olga');
    expect(results[2].issues).toMatchObject([{ path: ['serial'], code: 'read_only' }]);
    expect(results[4].message.en).toContain('entry 3');
    expect(await read(closed)).toMatchObject({ finding: 'fine', serial: 'x' });
  });

  it('refuses a movement that the stock does not carry, and the next one is posted', async () => {
    const van = (await olga.post(`${at}/forms/van/records`).send({ name: 'van' }).expect(201)).body.data.id;
    const part = (await olga.post(`${at}/forms/part/records`).send({ name: 'seal' }).expect(201)).body.data
      .id;
    await olga.post(`${at}/forms/move/records`).send({ van, part, quantity: '2' }).expect(201);
    const take = (quantity: string) =>
      phone.wish({ name: 'record.create', form: 'move', id: uuidv7(), values: { van, part, quantity } });
    const refused = await take('-3');
    expect(refused).toMatchObject({ state: 'refused', issues: [{ code: 'not_enough' }] });
    expect(await take('-2')).toMatchObject({ state: 'applied' });
  });

  it('does a task that only came to be offline, and offers what was filled in when the office was quicker', async () => {
    const id = await job();
    const task = { name: 'task.act', form: 'job', record: id, flow: 'handling' } as const;
    await until(async () => (await erik.get('/api/v1/tasks').query({ record: id })).body.data[0]);
    const early = await phone.wish({ ...task, node: 'check', action: 'checked' });
    expect(early.message).toMatchObject({ en: expect.stringContaining('did not come to this step') });
    const own = await new Phone(erik).register();
    const { results } = (
      await own
        .push([
          own.mutation({
            ...task,
            node: 'work',
            action: 'finish',
            values: { finding: 'ok' },
            before: { finding: null },
          }),
          own.mutation({ ...task, node: 'check', action: 'checked', values: { remark: 'r' } }),
        ])
        .expect(200)
    ).body.data;
    expect(results).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
    expect(await read(id)).toMatchObject({ status: 'done', finding: 'ok', remark: 'r' });

    const other = await job();
    const open: TaskData = await until(
      async () => (await erik.get('/api/v1/tasks').query({ record: other }).expect(200)).body.data[0],
    );
    await erik.post(`/api/v1/tasks/${open.id}/actions`).send({ action: 'decline', reason: 'no' }).expect(200);
    const late = await phone.wish({
      name: 'task.act',
      form: 'job',
      record: other,
      task: open.id,
      action: 'finish',
      values: { finding: 'seen' },
      before: { finding: null },
    });
    expect(late).toMatchObject({
      state: 'refused',
      message: { en: 'erik has done this task already' },
      offer: { name: 'record.change', id: other, values: { finding: 'seen' }, before: { finding: null } },
    });
  });

  it('shows what somebody overwrites with a task of a record that he no longer sees, and not what it held', async () => {
    const id = await job({ finding: '?' });
    await until(async () => (await erik.get('/api/v1/tasks').query({ record: id })).body.data[0]);
    await olga.patch(`${jobs}/${id}`).send({ finding: 'office' }).expect(200);
    // As long as the task has not followed its record.
    await test.database.query(`update app_crew.job set assignee = $1 where id = $2`, [ids.ella, id]);
    const task = { name: 'task.act', form: 'job', record: id, flow: 'handling', node: 'work' } as const;
    const values = { finding: 'mine' };
    const done = await phone.wish({ ...task, action: 'finish', values, before: { finding: '?' } });
    expect(done.conflicts).toMatchObject([{ field: 'finding', kept: 'mine', theirs: null }]);
    expect((await history(id)).find(({ kind }) => kind === 'conflict')?.changes).toEqual({
      finding: ['office', 'mine'],
    });
  });

  it('reports fields that the form no longer has, and writes the rest', async () => {
    const id = await job();
    const result = await phone.wish(change(id, { finding: 'x', gone_field: '1' }));
    expect(result).toMatchObject({
      state: 'applied',
      issues: [{ path: ['gone_field'], code: 'field_gone' }],
    });
    expect(await read(id)).toMatchObject({ finding: 'x' });
  });

  it('is shut to others’ devices, to revoked ones and to people who left the app', async () => {
    const ella = await test.as('ella');
    const mutation = phone.mutation(change(uuidv7(), {}));
    const body = {
      device: phone.id,
      sentAt: new Date().toISOString(),
      elapsedMs: 0,
      waiting: 0,
      mutations: [mutation],
    };
    await ella.post(`${at}/sync/push`).send(body).expect(404);
    await ella.post(`/api/v1/devices/${phone.id}/revoke`).expect(404);
    await ella.post('/api/v1/devices').send({ id: phone.id, name: 'stolen' }).expect(409);
    const lost = await new Phone(erik).register('Lost');
    await erik.post(`/api/v1/devices/${lost.id}/revoke`).expect(204);
    const answer = await lost.push([]).expect(403);
    expect(answer.body.type).toContain('device-revoked');
    await erik.delete(`/api/v1/devices/${lost.id}`).expect(204);
    await lost.push([]).expect(403);
    // Also where its app is gone: it is to wipe itself all the same.
    const gone = { ...body, device: lost.id, mutations: [] };
    await erik.post('/api/v1/apps/removed/sync/push').send(gone).expect(403);
    await erik
      .post('/api/v1/apps/removed/sync/push')
      .send({ ...gone, device: phone.id })
      .expect(404);
    const listed = (await olga.get('/api/v1/devices').query({ app: 'crew' }).expect(200)).body.data;
    expect(listed.map(({ name }: { name: string }) => name)).not.toContain('Lost');
    await olga.get('/api/v1/devices').query({ all: 'true' }).expect(403);

    const own = await new Phone(ella).register();
    await test.app.get(AppMemberService).replace('crew', ids.ella as string, []);
    await own.push([own.mutation(change(uuidv7(), { finding: 'x' }))]).expect(404);
  });

  it('keeps the moment at which something was done, and says how far a clock is off', async () => {
    const id = await job();
    await test.database.query('alter table platform.history disable trigger history_kept');
    await test.database.query(
      `update platform.history set at = at - interval '6 hours' where record_id = $1`,
      [id],
    );
    await test.database.query('alter table platform.history enable trigger history_kept');
    const ahead = 3 * 3_600_000;
    const then = new Date(Date.now() - 2 * 3_600_000 + ahead).toISOString();
    const own = await new Phone(erik).register();
    await test.database.query(`update platform.device set created_at = created_at - interval '1 day'`);
    const mutation = own.mutation(change(id, { finding: 'x' }), { at: then });
    const sentAt = new Date(Date.now() + ahead).toISOString();
    const answer = (await own.push([mutation], { sentAt }).expect(200)).body.data;
    // Hours are told apart, not how quick the test is.
    expect(Math.abs(answer.clockOffMs - ahead)).toBeLessThan(60_000);
    const entry = (await history(id)).find(({ kind }) => kind === 'updated');
    expect(Math.abs(Date.parse(entry?.happenedAt as string) - (Date.now() - 2 * 3_600_000))).toBeLessThan(
      60_000,
    );
  });
});
