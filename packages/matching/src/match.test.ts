import { WorkingTime } from '@fieldwork/expression';
import { describe, expect, it } from '@jest/globals';
import {
  type Candidate,
  changeWords,
  type Demand,
  factsOf,
  failuresOf,
  match,
  withChanges,
} from './index.js';
import { context, type Day, fieldMatching, forms, makeDay } from './testing/field-day.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const isLong = process.env.FIELDWORK_LONG === '1';
const around = (day: Day) => ({ forms, context, between: day.between });

/** The same rules once more, by hand and without expressions. */
function byHand({ between }: Day, { values: order }: Demand, candidate: Candidate) {
  const one = candidate.values as Record<string, unknown>;
  const { figures, distanceKm } = between({ id: '', values: order }, candidate);
  const km = distanceKm === null ? null : Number(distanceKm);
  const busy = Number(figures.hours_today);
  const o = order as Record<string, string>;
  const start = Date.parse(o.planned_start as string) + 8 * 3_600_000;
  const day = new Date(start).toISOString().slice(0, 10);
  const skills = one.skills as { line: string; level: number }[];
  const certificates = one.certificates as { expires_on: string }[];
  const failed = [
    ['active', one.active === true],
    ['skill', skills.some(({ line, level }) => line === o.line && level >= Number(o.needed_level))],
    ['region', one.region === o.region],
    ['certificate', certificates.some(({ expires_on }) => expires_on >= day)],
    ['hours', busy + Number(o.hours) <= Number(one.most_hours)],
    ['near', km !== null && km <= 80],
  ].flatMap(([id, holds]) => (holds ? [] : [id]));
  const clamp = (x: number) => Math.min(1, Math.max(0, x));
  const rating = one.rating === null ? null : Number(one.rating);
  const last = figures.last_served as string | null;
  const isKnown = last !== null && Date.parse(last) >= Date.parse(context.now) - 30 * 86_400_000;
  const tier = o.tier === 'vip' ? rating : 3;
  const points = [
    30 * (km === null ? 0 : 1 - clamp(km / 80)),
    25 * (1 - clamp(busy / 8)),
    20 * (isKnown ? 1 : 0),
    15 * (rating === null ? 0.5 : clamp((rating - 1) / 4)),
    10 * (tier === null ? 0 : clamp((tier - 1) / 4)),
  ];
  return { failed, points, score: points.reduce((sum, point) => sum + point, 0) };
}

function compare(day: Day): { pairs: number; changed: number; open: number } {
  let pairs = 0;
  let changed = 0;
  let open = 0;
  for (const order of day.orders) {
    const { ranked, excluded } = match(fieldMatching, order, day.engineers, around(day));
    expect(ranked.length + excluded.length).toBe(day.engineers.length);
    for (const [index, one] of ranked.entries()) {
      const engineer = day.engineers.find(({ id }) => id === one.candidate) as Candidate;
      const expected = byHand(day, order, engineer);
      expect(expected.failed).toEqual([]);
      expect(one.score).toBeCloseTo(expected.score, 4);
      for (const [at, { points }] of one.terms.entries())
        expect(points).toBeCloseTo(expected.points[at] as number, 4);
      if (index > 0) expect((ranked[index - 1] as typeof one).score).toBeGreaterThanOrEqual(one.score);
      pairs += 1;
    }
    for (const { candidate, failed } of excluded) {
      const engineer = day.engineers.find(({ id }) => id === candidate) as Candidate;
      expect(failed.map(({ constraint }) => constraint)).toEqual(byHand(day, order, engineer).failed);
      const facts = factsOf(order, engineer, day.between(order, engineer));
      for (const { constraint, changes, isComplete, unsolved } of failed) {
        if (!isComplete) {
          expect(unsolved.length).toBeGreaterThan(0);
          open += 1;
          continue;
        }
        const after = failuresOf(fieldMatching, withChanges(facts, changes), { forms, context });
        expect(after.map((one) => one.constraint)).not.toContain(constraint);
        changed += 1;
      }
      pairs += 1;
    }
  }
  return { pairs, changed, open };
}

describe('a matching', () => {
  it(`explains every score and every exclusion as an independent calculation has it (seed ${seed})`, () => {
    const { pairs, changed } = compare(makeDay(12, 60, seed));
    expect(pairs).toBe(720);
    expect(changed).toBeGreaterThan(100);
  });

  (isLong ? it : it.skip)(
    `does so for a hundred engineers and eight hundred orders (seed ${seed})`,
    () => {
      const { pairs } = compare(makeDay(100, 800, seed));
      expect(pairs).toBe(80_000);
    },
    300_000,
  );

  const order: Demand = {
    id: 'w',
    values: {
      line: 'hvac',
      needed_level: '3',
      region: 'north',
      planned_start: '2026-03-02T01:00:00.000Z',
      hours: '2.5',
      tier: 'vip',
      place: { longitude: '116.4', latitude: '39.9' },
    },
  };
  const engineer: Candidate = {
    id: 'e',
    values: {
      active: false,
      region: 'south',
      most_hours: '8',
      rating: '4',
      home: { longitude: '118.4', latitude: '39.9' },
      skills: [{ id: 's', line: 'hvac', level: '2' }],
      certificates: [],
    },
  };
  const between = () => ({ figures: { hours_today: '7' }, distanceKm: '222.3', travelMinutes: '333' });

  it('names what would have to change, for everything that stands in the way', () => {
    const { excluded } = match(fieldMatching, order, [engineer], { forms, context, between });
    const ways = Object.fromEntries(
      (excluded[0]?.failed ?? []).map(({ constraint, changes, isComplete }) => [
        constraint,
        { changes, isComplete },
      ]),
    );
    expect(Object.keys(ways)).toEqual(['active', 'skill', 'region', 'certificate', 'hours', 'near']);
    expect(Object.values(ways).every(({ isComplete }) => isComplete)).toBe(true);
    const change = (id: string) => ways[id]?.changes[0];
    expect(change('active')).toMatchObject({ path: 'candidate.active', from: false, to: true });
    expect(change('region')).toMatchObject({ path: 'candidate.region', from: 'south', to: 'north' });
    expect(change('hours')).toMatchObject({
      path: 'figure.hours_today',
      from: '7',
      to: '5.5',
      relation: 'at_most',
    });
    expect(change('near')).toMatchObject({
      path: 'distance_km',
      from: '222.3',
      to: '80',
      relation: 'at_most',
    });
    expect(change('skill')?.rows).toEqual([
      { index: 0, changes: [{ path: 'level', from: '2', to: '3', relation: 'at_least' }] },
    ]);
    expect(change('certificate')?.rows).toEqual([
      { index: null, changes: [{ path: 'expires_on', from: null, to: '2026-03-02', relation: 'at_least' }] },
    ]);
  });

  it('says so where it is not known what would have to change', () => {
    const one = {
      ...fieldMatching,
      constraints: [{ id: 'c', label: 'c', must: { isNotEmpty: [{ var: 'customer_name' }] } }],
    };
    const { excluded } = match(one, order, [engineer], { forms, context, between });
    expect(excluded[0]?.failed).toEqual([
      { constraint: 'c', changes: [], isComplete: false, unsolved: ['customer_name'] },
    ]);
  });

  it('names the next working day where a day off stands in the way', () => {
    const office = [[9 * 3_600_000, 18 * 3_600_000]] as const;
    const week = [office, office, office, office, office, [], []];
    const working = new WorkingTime({ timeZone: 'Asia/Shanghai', week, days: new Map() });
    const calendars = { app: 'a', find: (id: string) => (id === 'office' ? working : undefined) };
    const day = { startOf: [{ var: 'planned_start' }, 'day'] };
    const must = { '>': [{ workingMinutes: [day, { dateAdd: [day, 1, 'day'] }, 'office'] }, 0] };
    const one = { ...fieldMatching, constraints: [{ id: 'c', label: 'c', must }] };
    const ask = (planned_start: string) =>
      match(one, { id: 'w', values: { ...order.values, planned_start } }, [engineer], {
        forms,
        context: { ...context, calendars },
        between,
      });
    expect(ask('2026-03-06T02:00:00.000Z').excluded).toEqual([]);
    const [failed] = ask('2026-03-08T02:00:00.000Z').excluded[0]?.failed ?? [];
    expect(failed).toMatchObject({ isComplete: true, changes: [{ path: 'planned_start' }] });
    const [change] = failed?.changes ?? [];
    expect(change && changeWords(change, one, { forms, timeZone: 'Asia/Shanghai' })).toEqual({
      'zh-CN': 'planned_start：2026-03-08 10:00 → 2026-03-09 09:00',
      en: 'planned_start: 2026-03-08 10:00 → 2026-03-09 09:00',
    });
  });
});
