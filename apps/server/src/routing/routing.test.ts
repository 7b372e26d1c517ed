import type { JobData, RoutingProposal } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seeded } from '../../../../scripts/testing/solomon.mjs';
import { createTestApp, type TestApp } from '../testing/app.js';
import { dispatchDesk } from '../testing/dispatch-desk.js';
import { installServiceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const api = '/api/v1/apps/desk';
/** Some day ahead, so that no hour of it has passed. */
const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
const at = (clock: string) => `${day}T${clock}:00+08:00`;
const clockOf = (moment: string) => new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(11, 16);
const place = (longitude: number, latitude = 39.9) => ({ city: '北京市', longitude, latitude });

let test: TestApp;
let dispatcher: Agent;
let admin: Agent;

async function make(agent: Agent, form: string, values: object): Promise<string> {
  const answer = await agent.post(`${api}/forms/${form}/records`).send(values);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.data.id as string;
}
const engineer = (name: string, more: object = {}) =>
  make(admin, 'engineer', {
    name,
    active: true,
    region: 'north',
    home: place(116.4),
    skills: [{ line: 'hvac', level: 3 }],
    shift_start: '08:30',
    shift_end: '17:30',
    ...more,
  });
const order = (subject: string, more: object = {}) =>
  make(dispatcher, 'work_order', {
    subject,
    region: 'north',
    line: 'hvac',
    level: 2,
    place: place(116.4),
    way: null,
    ...more,
  });

async function plan(agent: Agent, body: object = {}, routing = 'day'): Promise<RoutingProposal> {
  const begun = await agent.post(`${api}/routings/${routing}/plans`).send({ day, ...body });
  if (begun.status !== 202) throw new Error(JSON.stringify(begun.body));
  const job = await until(async () => {
    const { data } = (await agent.get(`/api/v1/jobs/${begun.body.data.job}`)).body as { data: JobData };
    return ['done', 'failed'].includes(data.state) && data;
  });
  if (job.state !== 'done') throw new Error(JSON.stringify(job));
  return job.result as RoutingProposal;
}
const stopsOf = (found: RoutingProposal, name: string) =>
  found.tours.find(({ resource }) => resource.title === name)?.stops ?? [];

beforeAll(async () => {
  test = await createTestApp();
  await installServiceDesk(test, { dispatcher1: 'dispatcher', northern: 'north' }, dispatchDesk);
  admin = await test.as('admin');
  dispatcher = await test.as('dispatcher1');
});
afterAll(() => test.close());

describe('the tours of a day', () => {
  it('keep skills, appointments, shifts, lunch and leave, and say why something is left', async () => {
    const sick = await engineer('sick');
    await make(dispatcher, 'leave', { engineer: sick, starts_at: at('00:00'), ends_at: at('23:59') });
    await engineer('one');
    await engineer('plumber', { skills: [{ line: 'water', level: 3 }] });
    await order('at ten', { promised_from: at('10:00'), promised_to: at('10:30') });
    await order('water', { line: 'water' });
    await order('too hard', { level: 9 });
    await order('other day', { promised_from: '2020-01-01T10:00:00Z', promised_to: '2020-01-01T11:00:00Z' });
    const found = await plan(dispatcher);
    expect(found.tours.flatMap(({ stops }) => stops.map(({ record }) => record.title)).sort()).toEqual([
      'at ten',
      'water',
    ]);
    expect(stopsOf(found, 'sick')).toEqual([]);
    expect(clockOf(stopsOf(found, 'one')[0]?.startAt ?? '')).toBe('10:00');
    expect(stopsOf(found, 'plumber')).toHaveLength(1);
    expect(found.undone.map(({ record, why }) => [record.title, why])).toEqual([['too hard', 'nobody']]);
    expect(found.proposed.done).toBe(2);
    expect(found.asItStands).toMatchObject({ done: 0, undone: 3, used: 0 });
  });

  it('are shown beside the day as it stands', async () => {
    const lone = await engineer('lone');
    const given = { engineer: lone, planned_minutes: 60 };
    const recordIds = [
      await order('first', { ...given, planned_start: at('10:00'), place: place(116.5) }),
      await order('second', { ...given, planned_start: at('12:00') }),
      await order('nobody’s', { place: place(116.5) }),
    ];
    const found = await plan(dispatcher, { recordIds });
    expect(found.asItStands).toMatchObject({ done: 2, undone: 1, used: 1 });
    expect(found.asItStands.km).toBeGreaterThan(0);
    expect(found.proposed).toMatchObject({ done: 3, undone: 0 });
  });

  it('leave what is under way where it is, and begin after it', async () => {
    const two = await engineer('two', { region: 'south' });
    await order('running', {
      region: 'south',
      engineer: two,
      planned_start: at('09:00'),
      planned_minutes: 120,
      under_way: true,
      place: place(116.5),
    });
    await order('next', { region: 'south', place: place(116.5) });
    const found = await plan(dispatcher);
    const stops = stopsOf(found, 'two');
    expect(stops.map(({ record }) => record.title)).toEqual(['next']);
    expect(clockOf(stops[0]?.startAt ?? '') >= '11:00').toBe(true);
    expect(stops[0]?.km).toBe(0);
  });

  it('leave a day off to whoever has been given something for it, and say so of the rest', async () => {
    const ahead = (14 - new Date().getUTCDay()) * 86_400_000;
    const sunday = new Date(Date.now() + ahead).toISOString().slice(0, 10);
    const monday = new Date(Date.now() + ahead + 86_400_000).toISOString().slice(0, 10);
    const called = await engineer('called');
    const urgent = await order('urgent', {
      engineer: called,
      planned_start: `${sunday}T10:00:00+08:00`,
      planned_minutes: 60,
    });
    const recordIds = [urgent, await order('can wait')];
    const off = await plan(dispatcher, { day: sunday, recordIds }, 'office_day');
    expect(off.tours.flatMap(({ stops }) => stops.map(({ record }) => record.title))).toEqual(['urgent']);
    expect(stopsOf(off, 'called')).toHaveLength(1);
    expect(off.undone.map(({ record, why }) => [record.title, why])).toEqual([['can wait', 'day_off']]);
    const usual = await plan(dispatcher, { day: monday, recordIds: recordIds.slice(1) }, 'office_day');
    expect(usual.undone).toEqual([]);
    expect(usual.proposed.done).toBe(1);
    // Without a calendar a Sunday is a day like any other.
    expect((await plan(dispatcher, { day: sunday, recordIds })).undone).toEqual([]);
  });

  it('are planned with the eyes of whoever asks', async () => {
    const found = await plan(await test.as('northern'));
    const seen = found.tours.flatMap(({ stops }) => stops.map(({ record }) => record.title));
    expect(seen).not.toContain('next');
    expect(found.tours.map(({ resource }) => resource.title)).not.toContain('two');
  });

  it('refuse an unknown routing, a day that is none, and whoever is not in the app', async () => {
    await dispatcher.post(`${api}/routings/none/plans`).send({ day }).expect(404);
    await dispatcher.post(`${api}/routings/day/plans`).send({ day: 'tomorrow' }).expect(422);
    await (await test.as('stranger')).post(`${api}/routings/day/plans`).send({ day }).expect(404);
  });

  it('of a company with 12 engineers and 80 jobs drive less than a plan by hand, and leave no more undone', async () => {
    const seed = Number(process.env.FIELDWORK_SEED ?? Date.now() % 1e9);
    const random = seeded(seed);
    const near = (base: number, span: number) => base + (random() - 0.5) * span;
    for (let index = 0; index < 12; index++)
      await engineer(`e${index}`, { region: 'south', home: place(near(121.4, 0.5), near(31.2, 0.4)) });
    for (let index = 0; index < 80; index++) {
      const hour = 9 + Math.floor(random() * 8);
      const promised = random() < 0.5;
      await order(`j${index}`, {
        region: 'south',
        level: 1 + Math.floor(random() * 3),
        place: place(near(121.4, 0.6), near(31.2, 0.5)),
        planned_minutes: 20 + Math.floor(random() * 50),
        ...(promised
          ? { promised_from: at(`${String(hour).padStart(2, '0')}:00`), promised_to: at(`${hour + 2}:00`) }
          : {}),
      });
    }
    const found = await plan(dispatcher, { seconds: 5 });
    console.log(
      `seed ${seed}: planned ${JSON.stringify(found.proposed)}, by hand ${JSON.stringify(found.byHand)}`,
    );
    expect(found.proposed.undone).toBeLessThanOrEqual(found.byHand.undone);
    if (found.proposed.undone === found.byHand.undone)
      expect(found.proposed.km).toBeLessThan(found.byHand.km);
  });
});
