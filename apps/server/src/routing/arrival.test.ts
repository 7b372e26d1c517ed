import type { Document, Field, Routing } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../platform/database/database.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { dispatchDesk } from '../testing/dispatch-desk.js';
import { morningZone } from '../testing/morning.js';
import { installServiceDesk, settled, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const api = '/api/v1/apps/desk';
const v = (path: string) => ({ var: path });
const field = (id: string, type: string, more: object = {}): Field =>
  ({ id, type, label: id, ...more }) as Field;
const added: Field[] = [
  ...['departed_at', 'arrived_at', 'left_at', 'eta_at', 'told_at'].map((id) => field(id, 'datetime')),
  field('eta_basis', 'choice', {
    options: ['plan', 'behind', 'departed'].map((id) => ({ id, label: id })),
  }),
  field('times_told', 'number', { default: 0 }),
];
const documents: Document[] = [
  ...dispatchDesk.map((one): Document => {
    if (one.kind === 'app') return { ...one, timeZone: morningZone() };
    if (one.kind === 'form' && one.id === 'work_order') return { ...one, fields: [...one.fields, ...added] };
    if (one.kind !== 'routing') return one;
    const arrival: Routing['arrival'] = {
      field: 'eta_at',
      basis: 'eta_basis',
      departed: 'departed_at',
      arrived: 'arrived_at',
      left: 'left_at',
      stepMinutes: 5,
    };
    return { ...one, arrival };
  }),
  {
    kind: 'rule',
    schema: 1,
    id: 'late',
    label: 'late',
    form: 'work_order',
    trigger: { on: 'changed', fields: ['eta_at'] },
    condition: {
      and: [
        { '>': [v('eta_at'), { dateAdd: [v('promised_to'), 15, 'minute'] }] },
        { isEmpty: [v('told_at')] },
      ],
    },
    actions: [
      {
        type: 'set',
        set: [
          { field: 'told_at', value: v('eta_at') },
          { field: 'times_told', value: { '+': [v('times_told'), 1] } },
        ],
      },
    ],
  },
];
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
/** 0.1 degrees of longitude here: 8.53 km, 11.09 on the road, 17 minutes. */
const place = (longitude: number) => ({ city: '北京市', longitude, latitude: 39.9 });

let test: TestApp;
let admin: Agent;

async function make(form: string, values: object): Promise<string> {
  const answer = await admin.post(`${api}/forms/${form}/records`).send(values);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.data.id as string;
}
const read = async (id: string) =>
  (await admin.get(`${api}/forms/work_order/records/${id}`).expect(200)).body.data;
const change = (id: string, values: object) =>
  admin.patch(`${api}/forms/work_order/records/${id}`).send(values).expect(200);
const engineer = () => make('engineer', { name: 'E', region: 'north', home: place(116.4) });
const order = (who: string, start: string, more: object = {}) =>
  make('work_order', {
    subject: 'x',
    engineer: who,
    planned_start: start,
    planned_minutes: 30,
    place: place(116.5),
    promised_from: minutes(-300),
    promised_to: minutes(300),
    ...more,
  });
const basis = (id: string, wanted: string | null) =>
  until(async () => {
    const record = await read(id);
    return record.eta_basis === wanted && record;
  });
/** Minutes from now. */
const off = (moment: string) => (Date.parse(moment) - Date.now()) / 60_000;

beforeAll(async () => {
  test = await createTestApp();
  await installServiceDesk(test, {}, documents);
  admin = await test.as('admin');
});
afterAll(() => test.close());

describe('when whoever waits can expect somebody', () => {
  it('is known from the departure and the way, and behind it what comes after', async () => {
    const who = await engineer();
    const first = await order(who, minutes(-10));
    const second = await order(who, minutes(40), { place: place(116.6) });
    const waited = await basis(first, 'behind');
    expect(off(waited.eta_at)).toBeCloseTo(17, -1);
    await change(first, { departed_at: minutes(-5) });
    const gone = await basis(first, 'departed');
    expect(Math.abs(off(gone.eta_at) - 12)).toBeLessThan(1.5);
    // Twelve minutes, half an hour there, seventeen minutes on.
    const next = await basis(second, 'behind');
    expect(Math.abs(off(next.eta_at) - 59)).toBeLessThan(5.5);
    await change(first, { arrived_at: minutes(-1), left_at: minutes(0) });
    const early = await basis(second, 'plan');
    expect(Math.abs(off(early.eta_at) - 40)).toBeLessThan(1.5);
  });

  it('lets a rule tell of a delay, once, and by the clock alone', async () => {
    const who = await engineer();
    const id = await order(who, minutes(30), { promised_from: minutes(-60), promised_to: minutes(10) });
    // Planned after what was promised: told at once.
    const told = await until(async () => {
      const record = await read(id);
      return record.times_told === '1' && record;
    });
    expect(off(told.told_at)).toBeGreaterThan(25);
    await change(id, { planned_start: minutes(90) });
    await until(async () => off((await read(id)).eta_at) > 85);
    expect((await read(id)).times_told).toBe('1');
    // By the clock: nothing changes any more, the next look is due. It is planned a moment after the first one.
    const still = await order(await engineer(), minutes(19));
    await basis(still, 'plan');
    await settled(test);
    const database = test.app.get(Database);
    await database.query(
      `update app_desk.work_order set planned_start = planned_start - interval '15 minutes' where id = $1`,
      [still],
    );
    const { rowCount } = await database.query(
      `update platform.outbox set due_at = now() where topic = 'routing.look' and done_at is null`,
    );
    expect(rowCount).toBeGreaterThan(0);
    const behind = await basis(still, 'behind');
    expect(Math.abs(off(behind.eta_at) - 17)).toBeLessThan(1.5);
  });

  it('is forgotten when the order is nobody’s, or of another day', async () => {
    const who = await engineer();
    const id = await order(who, minutes(30));
    await basis(id, 'plan');
    // Of what was promised to nobody, nothing is said until somebody sets out.
    const loose = await order(who, minutes(30), { promised_from: null, promised_to: null });
    await change(id, { planned_start: minutes(31) });
    await settled(test);
    expect((await read(loose)).eta_at).toBeNull();
    await change(loose, { departed_at: minutes(0) });
    await basis(loose, 'departed');
    await change(loose, { left_at: minutes(1) });
    await change(id, { engineer: null });
    expect((await basis(id, null)).eta_at).toBeNull();
    await change(id, { engineer: who });
    await basis(id, 'plan');
    await change(id, { planned_start: minutes(3 * 1440) });
    expect((await basis(id, null)).eta_at).toBeNull();
  });
});
