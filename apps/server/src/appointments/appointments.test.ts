import type { AppointmentOffer } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { clockOf, freshDay, moment, promiseDesk } from '../testing/promise-desk.js';
import { installServiceDesk, patiently, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const api = '/api/v1/apps/desk';

let test: TestApp;
let admin: Agent;
let dispatcher: Agent;
let agent: Agent;

async function make(form: string, values: object): Promise<string> {
  const answer = await admin.post(`${api}/forms/${form}/records`).send(values);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.data.id as string;
}
/** Everybody of one test has a level of his own, so that no test takes from another. */
let level = 0;
const engineer = (skill: number, more: object = {}) =>
  make('engineer', { name: 'E', region: 'north', skills: [{ line: 'hvac', level: skill }], ...more });
const order = (skill: number, more: object = {}) =>
  make('work_order', { subject: 'x', region: 'north', line: 'hvac', level: skill, ...more });
const read = async (id: string) =>
  (await admin.get(`${api}/forms/work_order/records/${id}`).expect(200)).body.data;

const place = (id: string) => `${api}/matchings/who/appointments/${id}`;
const choose = (by: Agent, id: string, from: string | null, more: object = {}) =>
  by.put(place(id)).send({ from, ...more });
async function openOn(day: string, id: string, by: Agent = dispatcher): Promise<string[]> {
  const { data } = (await by.get(place(id)).expect(200)).body as { data: AppointmentOffer };
  const windows = data.days.find((one) => one.day === day)?.windows ?? [];
  return windows.filter(({ isOpen }) => isOpen).map(({ from }) => clockOf(from));
}
async function linkOf(id: string): Promise<string> {
  const { body } = await admin.get(`${api}/forms/work_order/records/${id}/public-links`).expect(200);
  const { path } = body.data.find(({ channel }: { channel: string }) => channel === 'page:progress');
  const [page = '', query = ''] = String(path).split('?');
  return `/api/v1/portal${page.slice(2)}/appointment?${query}`;
}

beforeAll(async () => {
  test = await createTestApp();
  await installServiceDesk(test, { dispatcher1: 'dispatcher', agent1: 'engineer' }, promiseDesk);
  admin = await test.as('admin');
  dispatcher = await test.as('dispatcher1');
  agent = await test.as('agent1');
});
afterAll(() => test.close());

describe('appointments', () => {
  it('are offered while somebody who may come has time left beside what he has', async () => {
    const skill = ++level;
    const day = freshDay();
    const one = await engineer(skill);
    const id = await order(skill);
    expect(await openOn(day, id)).toEqual(['09:00', '13:00']);
    // From 9:30 to 12:00 he is with somebody else; with the way before it 9:00 is too late to begin.
    await order(skill, { engineer: one, planned_start: moment(day, '09:30'), planned_minutes: 150 });
    expect(await openOn(day, id)).toEqual(['13:00']);
    await make('leave', { engineer: one, starts_at: moment(day, '13:00'), ends_at: moment(day, '14:30') });
    expect(await openOn(day, id)).toEqual(['13:00']);
    await make('leave', { engineer: one, starts_at: moment(day, '14:30'), ends_at: moment(day, '16:00') });
    expect(await openOn(day, id)).toEqual([]);
    expect(await openOn(day, await order(skill + 50))).toEqual([]);
  });

  it('count what is promised to others and given to nobody yet, and the hours of a day', async () => {
    const skill = ++level;
    const day = freshDay();
    await engineer(skill);
    const [a, b, c] = await Promise.all([order(skill), order(skill), order(skill, { planned_minutes: 300 })]);
    // Two fit between nine and eleven with half an hour of way, a third does not.
    await choose(dispatcher, a as string, moment(day, '09:00')).expect(204);
    expect(await openOn(day, b as string)).toEqual(['09:00', '13:00']);
    await choose(dispatcher, b as string, moment(day, '09:00')).expect(204);
    const late = await order(skill);
    expect(await openOn(day, late)).toEqual(['13:00']);
    expect(await openOn(day, c as string)).toEqual(['13:00']);
    await choose(dispatcher, c as string, moment(day, '13:00')).expect(204);
    // The long one may as well begin last: then there is time for one hour, but eight hours are all of a day.
    expect(await openOn(day, late)).toEqual(['13:00']);
    const long = await order(skill, { planned_minutes: 90 });
    expect(await openOn(day, long)).toEqual([]);
    await choose(dispatcher, c as string, null).expect(204);
    expect(await openOn(day, long)).toEqual(['13:00']);
    expect(await read(c as string)).toMatchObject({ promised_from: null, promised_to: null });
  });

  it('are the same from outside by a link: what is full is not there, and until a day before it can be moved', async () => {
    const skill = ++level;
    const day = freshDay();
    await engineer(skill);
    const id = await order(skill, { planned_minutes: 120 });
    const link = await linkOf(id);
    const visitor = test.anonymous();
    const { data } = (await visitor.get(link).expect(200)).body as { data: AppointmentOffer };
    expect(data).toMatchObject({ from: null, canChoose: true, mayOverbook: false });
    expect(JSON.stringify(data)).not.toContain('E"');
    await visitor
      .put(link)
      .send({ from: moment(day, '09:00') })
      .expect(204);
    await visitor
      .put(link)
      .send({ from: moment(day, '09:00') })
      .expect(204);
    const now = await read(id);
    expect([now.promised_from, now.promised_to].map((at) => Date.parse(at))).toEqual(
      ['09:00', '11:00'].map((clock) => Date.parse(moment(day, clock))),
    );
    const other = await linkOf(await order(skill, { planned_minutes: 120 }));
    const offered = (await visitor.get(other).expect(200)).body.data as AppointmentOffer;
    expect(offered.days.find((one) => one.day === day)?.windows.map(({ from }) => clockOf(from))).toEqual([
      '13:00',
    ]);
    await visitor
      .put(other)
      .send({ from: moment(day, '09:00') })
      .expect(409);
    await visitor
      .put(link)
      .send({ from: moment(day, '13:00') })
      .expect(204);
    await visitor
      .put(other)
      .send({ from: moment(day, '09:00') })
      .expect(204);
    // Within a day of it, nobody outside changes it any more.
    const soon = new Date(Date.now() + 3 * 3_600_000).toISOString();
    const last = await order(skill, {
      promised_from: soon,
      promised_to: new Date(Date.parse(soon) + 1).toISOString(),
    });
    const closed = await linkOf(last);
    expect((await visitor.get(closed).expect(200)).body.data).toMatchObject({ canChoose: false, days: [] });
    await visitor.put(closed).send({ from: null }).expect(409);
    await visitor
      .put(closed)
      .send({ from: moment(day, '13:00') })
      .expect(409);
  });

  it('are not made of what was not offered, nor by whoever has no right', async () => {
    const skill = ++level;
    const day = freshDay();
    await engineer(skill);
    const id = await order(skill);
    const link = await linkOf(id);
    const visitor = test.anonymous();
    for (const from of [
      moment(day, '09:30'),
      moment(day, '03:00'),
      '2020-01-01T09:00:00+08:00',
      '2999-01-01T09:00:00+08:00',
    ]) {
      await visitor.put(link).send({ from }).expect(409);
      await choose(dispatcher, id, from, { reason: 'please' }).expect(409);
    }
    await visitor
      .put(link)
      .send({ from: moment(day, '09:00'), to: moment(day, '20:00') })
      .expect(422);
    await visitor
      .put(link)
      .send({ from: moment(day, '09:00'), reason: 'x' })
      .expect(422);
    await visitor.put(link.replace('?t=', '?t=x')).send({ from: null }).expect(404);
    await visitor.get(place(id)).expect(401);
    await choose(agent, await order(skill, { way: 'pool' }), moment(day, '09:00')).expect(404);
    await dispatcher.get(`${api}/matchings/constructor/appointments/${id}`).expect(404);
    const begun = await order(skill, { under_way: true });
    await choose(dispatcher, begun, moment(day, '09:00')).expect(409);
  });

  it('without room are promised only by a role that may, with a reason that stays on the record', async () => {
    const skill = ++level;
    const day = freshDay();
    const id = await order(skill);
    await choose(agent, id, moment(day, '09:00')).expect(409);
    await choose(agent, id, moment(day, '09:00'), { reason: 'angry' }).expect(403);
    await choose(dispatcher, id, moment(day, '09:00')).expect(422);
    await choose(dispatcher, id, moment(day, '09:00'), { reason: '老客户' }).expect(204);
    const { body } = await admin.get(`${api}/forms/work_order/records/${id}/history`).expect(200);
    expect(JSON.stringify(body)).toContain('老客户');
    // What nobody can keep takes nothing from the others.
    await engineer(skill, { skills: [{ line: 'water', level: 1 }] });
    const water = await order(skill, { line: 'water', level: 1 });
    expect(await openOn(day, water)).toEqual(['09:00', '13:00']);
  });

  it('move the plan of whoever has the order already', async () => {
    const skill = ++level;
    const day = freshDay();
    const one = await engineer(skill);
    await engineer(skill);
    await order(skill, { engineer: one, planned_start: moment(day, '13:00'), planned_minutes: 60 });
    const id = await order(skill, { engineer: one, planned_start: moment(day, '09:00') });
    await choose(dispatcher, id, moment(day, '13:00')).expect(204);
    // Not at one, where he is with somebody else: when he is free again, with the way.
    expect(clockOf((await read(id)).planned_start)).toBe('14:30');
  });

  it('sell the last window once, however many want it at the same moment', async () => {
    const skill = ++level;
    const day = freshDay();
    await engineer(skill);
    await engineer(skill);
    // Each of the two can take one order of two hours between nine and eleven.
    const ids = await Promise.all(Array.from({ length: 51 }, () => order(skill, { planned_minutes: 120 })));
    const [first = '', ...rest] = ids;
    await choose(dispatcher, first, moment(day, '09:00')).expect(204);
    const links = await Promise.all(rest.map(linkOf));
    const from = moment(day, '09:00');
    const visitors = links.map((link) => patiently(() => test.anonymous().put(link).send({ from })));
    const codes = (await Promise.all(visitors)).map(({ status }) => status);
    expect(codes.filter((code) => code === 204)).toHaveLength(1);
    expect(codes.filter((code) => code === 409)).toHaveLength(49);
    const promised = await Promise.all(ids.map(read));
    expect(promised.filter(({ promised_from: from }) => from !== null)).toHaveLength(2);
  });
});

it('a time chosen while the office changes the order says to load the page again, and nothing of the order', async () => {
  const skill = ++level;
  await engineer(skill);
  const id = await order(skill);
  const link = await linkOf(id);
  // The office writes between the visitor's reading of the order and his writing: he waits for the absences meanwhile.
  // An index that is built just then waits for the table too, and is not meant: who reads it is.
  const waiting = `select count(*)::int as count from pg_locks
    where relation = 'app_desk.leave'::regclass and mode = 'AccessShareLock' and not granted`;
  const chosen = await test.database.transaction(async (tx) => {
    await tx.query('lock table app_desk.leave in access exclusive mode');
    const from = moment(freshDay(), '09:00');
    const choosing = test.anonymous().put(link).send({ from }).then();
    await until(async () => (await tx.query<{ count: number }>(waiting)).rows[0]?.count);
    const changed = { subject: 'the customer owes us money' };
    await admin.patch(`${api}/forms/work_order/records/${id}`).send(changed).expect(200);
    return { choosing };
  });
  const { status, body } = await chosen.choosing;
  const { type, title, requestId, ...more } = body;
  const detail = 'This is not possible now; please load the page again';
  expect({ status, more }).toEqual({ status: 409, more: { status: 409, detail } });
});
