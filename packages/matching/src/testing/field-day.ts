import type { Context } from '@fieldwork/expression';
import type { Field, Form, Matching } from '@fieldwork/metadata';
import type { Between, Candidate, Demand } from '../index.js';
import { distanceOf } from '../index.js';

const field = (id: string, type: string, more: object = {}): Field =>
  ({ id, type, label: id, ...more }) as Field;
const lines = ['hvac', 'water', 'printer', 'panel'];
const options = (ids: readonly string[]) => ids.map((id) => ({ id, label: id }));

export const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  fields: [
    field('line', 'choice', { options: options(lines) }),
    field('needed_level', 'number'),
    field('region', 'choice', { options: options(['north', 'south']) }),
    field('planned_start', 'datetime'),
    field('hours', 'number', { scale: 1 }),
    field('tier', 'choice', { options: options(['vip', 'normal']) }),
    field('customer_name', 'text'),
    field('place', 'address'),
  ],
  layout: [],
};

export const engineer: Form = {
  kind: 'form',
  schema: 1,
  id: 'engineer',
  label: '工程师',
  fields: [
    field('region', 'choice', { options: options(['north', 'south']) }),
    field('active', 'yes_no'),
    field('most_hours', 'number', { scale: 1 }),
    field('rating', 'number', { scale: 1 }),
    field('home', 'address'),
    field('skills', 'sub_table', {
      fields: [field('line', 'choice', { options: options(lines) }), field('level', 'number')],
    }),
    field('certificates', 'sub_table', { fields: [field('name', 'text'), field('expires_on', 'date')] }),
  ],
  layout: [],
};

export const forms: ReadonlyMap<string, Form> = new Map([order, engineer].map((form) => [form.id, form]));

export const context: Context = {
  now: '2026-03-02T00:00:00.000Z',
  timeZone: 'Asia/Shanghai',
  user: { id: null, department: null, roles: [] },
};

const outer = (path: string) => ({ var: `outer.${path}` });
const v = (path: string) => ({ var: path });

export const fieldMatching: Matching = {
  kind: 'matching',
  schema: 1,
  id: 'who',
  label: 'Who',
  form: 'work_order',
  candidates: { form: 'engineer' },
  figures: [
    { id: 'hours_today', form: 'work_order', aggregate: 'sum', value: v('hours') },
    { id: 'last_served', form: 'work_order', aggregate: 'max', value: v('planned_start') },
  ],
  distance: { from: ['home'], to: ['place'], factor: 1.3, speedKmh: 40 },
  constraints: [
    { id: 'active', label: 'Active', must: { '==': [v('candidate.active'), true] } },
    {
      id: 'skill',
      label: 'Skill and level',
      must: {
        some: [
          v('candidate.skills'),
          { and: [{ '==': [v('line'), outer('line')] }, { '>=': [v('level'), outer('needed_level')] }] },
        ],
      },
    },
    { id: 'region', label: 'Region', must: { '==': [v('candidate.region'), v('region')] } },
    {
      id: 'certificate',
      label: 'Certificate',
      must: {
        some: [v('candidate.certificates'), { '>=': [v('expires_on'), { date: [outer('planned_start')] }] }],
      },
    },
    {
      id: 'hours',
      label: 'Hours left',
      must: { '<=': [{ '+': [v('figure.hours_today'), v('hours')] }, v('candidate.most_hours')] },
    },
    { id: 'near', label: 'Near', must: { '<=': [v('distance_km'), 80] } },
  ],
  terms: [
    {
      id: 'distance',
      label: 'Distance',
      value: v('distance_km'),
      weight: 30,
      better: 'lower',
      min: 0,
      max: 80,
    },
    {
      id: 'load',
      label: 'Load',
      value: v('figure.hours_today'),
      weight: 25,
      better: 'lower',
      min: 0,
      max: 8,
    },
    {
      id: 'known',
      label: 'Was there',
      value: { if: [{ '>=': [v('figure.last_served'), { dateAdd: [{ now: [] }, -30, 'day'] }] }, 1, 0] },
      weight: 20,
      better: 'higher',
      min: 0,
      max: 1,
    },
    {
      id: 'rating',
      label: 'Rating',
      value: v('candidate.rating'),
      weight: 15,
      better: 'higher',
      min: 1,
      max: 5,
      empty: 0.5,
    },
    {
      id: 'tier',
      label: 'Best for the best',
      value: { if: [{ '==': [v('tier'), 'vip'] }, v('candidate.rating'), 3] },
      weight: 10,
      better: 'higher',
      min: 1,
      max: 5,
    },
  ],
  importance: { if: [{ '==': [v('tier'), 'vip'] }, 3, 1] },
  load: v('hours'),
  capacity: { '-': [v('candidate.most_hours'), v('figure.hours_today')] },
};

/** The same numbers for the same seed. */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Day {
  orders: Demand[];
  engineers: Candidate[];
  between: (demand: Demand, candidate: Candidate) => Between;
}

/** A day of work, made up. */
export function makeDay(engineers: number, orders: number, seed: number): Day {
  const random = chances(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const place = () =>
    random() < 0.05
      ? null
      : { longitude: (116 + random() * 0.9).toFixed(5), latitude: (39.6 + random() * 0.7).toFixed(5) };
  const people = Array.from(
    { length: engineers },
    (_, index): Candidate => ({
      id: `e${String(index).padStart(3, '0')}`,
      values: {
        region: pick(['north', 'north', 'south']),
        active: random() > 0.08,
        most_hours: String(whole(6, 9)),
        rating: random() < 0.1 ? null : (2 + random() * 3).toFixed(1),
        home: place(),
        skills: lines.filter(() => random() < 0.6).map((line) => ({ id: line, line, level: whole(1, 4) })),
        certificates: random() < 0.1 ? [] : [{ id: 'c', name: 'x', expires_on: `2026-0${whole(1, 9)}-15` }],
      },
    }),
  );
  const work = Array.from(
    { length: orders },
    (_, index): Demand => ({
      id: `w${String(index).padStart(4, '0')}`,
      values: {
        line: pick(lines),
        needed_level: String(whole(1, 3)),
        region: pick(['north', 'north', 'south']),
        planned_start: `2026-03-02T0${whole(1, 9)}:00:00.000Z`,
        hours: String(whole(1, 6) / 2),
        tier: pick(['vip', 'normal', 'normal']),
        customer_name: `c${whole(1, 40)}`,
        place: place(),
      },
    }),
  );
  const hours = new Map(people.map(({ id }) => [id, String(whole(0, 6) / 2)]));
  const served = new Map<string, string | null>();
  for (const { id } of people)
    for (let customer = 1; customer <= 40; customer++)
      served.set(
        `${id} c${customer}`,
        random() < 0.1 ? `2026-0${whole(1, 2)}-1${whole(0, 9)}T01:00:00.000Z` : null,
      );
  const between = (demand: Demand, candidate: Candidate): Between => ({
    figures: {
      hours_today: hours.get(candidate.id),
      last_served: served.get(`${candidate.id} ${demand.values.customer_name}`) ?? null,
    },
    ...distanceOf(fieldMatching.distance, candidate.values, demand.values),
  });
  return { orders: work, engineers: people, between };
}
