import type { Document, Field, Form, Matching, Role, Routing } from '@fieldwork/metadata';

const field = (id: string, type: string, more: object = {}): Field =>
  ({ id, type, label: id, ...more }) as Field;
const form = (id: string, fields: Field[]): Form => ({
  kind: 'form',
  schema: 1,
  id,
  label: id,
  title: fields[0]?.id ?? 'id',
  fields,
  layout: [],
});
const choice = (id: string, ...options: string[]) =>
  field(id, 'choice', { options: options.map((option) => ({ id: option, label: option })) });
const v = (path: string) => ({ var: path });
const role = (id: string, forms: Role['forms']): Role => ({ kind: 'role', schema: 1, id, label: id, forms });

export const dispatchMatching: Matching = {
  kind: 'matching',
  schema: 1,
  id: 'who',
  label: { 'zh-CN': '派工推荐', en: 'Who goes' },
  form: 'work_order',
  candidates: { form: 'engineer', filter: { '==': [v('active'), true] } },
  person: 'account',
  field: 'engineer',
  figures: [
    {
      id: 'open',
      label: { 'zh-CN': '在手工单', en: 'Orders in hand' },
      form: 'work_order',
      aggregate: 'count',
      filter: {
        and: [{ '==': [v('engineer'), v('current.candidate.id')] }, { '!=': [v('self'), v('current.id')] }],
      },
    },
    {
      id: 'last_here',
      form: 'work_order',
      aggregate: 'count',
      filter: {
        and: [
          { '==': [v('engineer'), v('current.candidate.id')] },
          { '==': [v('customer'), v('current.customer')] },
        ],
      },
    },
  ],
  distance: { from: ['home'], to: ['place'], factor: 1.3, speedKmh: 40 },
  constraints: [
    {
      id: 'region',
      label: { 'zh-CN': '区域', en: 'Region' },
      must: { '==': [v('candidate.region'), v('region')] },
    },
    {
      id: 'skill',
      label: { 'zh-CN': '技能', en: 'Skill' },
      must: {
        some: [
          v('candidate.skills'),
          { and: [{ '==': [v('line'), v('outer.line')] }, { '>=': [v('level'), v('outer.level')] }] },
        ],
      },
    },
    { id: 'load', label: { 'zh-CN': '在手工单', en: 'Load' }, must: { '<': [v('figure.open'), 3] } },
  ],
  terms: [
    { id: 'distance', label: 'km', value: v('distance_km'), weight: 50, better: 'lower', min: 0, max: 50 },
    {
      id: 'known',
      label: 'known',
      value: v('figure.last_here'),
      weight: 30,
      better: 'higher',
      min: 0,
      max: 1,
    },
    { id: 'open', label: 'open', value: v('figure.open'), weight: 20, better: 'lower', min: 0, max: 3 },
  ],
  capacity: { '-': [3, v('figure.open')] },
  reasonFrom: 5,
};

const office = [{ from: '09:00', to: '18:00' }];
const dispatchRouting: Routing = {
  kind: 'routing',
  schema: 1,
  id: 'day',
  label: { 'zh-CN': '当日路线', en: 'Tours of a day' },
  matching: 'who',
  decides: ['distance', 'load', 'open'],
  jobs: {
    start: 'planned_start',
    duration: { field: 'planned_minutes', unit: 'minute' },
    minutes: 60,
    window: { from: 'promised_from', to: 'promised_to' },
    begun: { '==': [v('under_way'), true] },
  },
  resources: {
    shift: { from: 'shift_start', to: 'shift_end' },
    overtimeMinutes: 30,
    breaks: [{ from: '11:30', to: '13:30', minutes: 45 }],
    away: { form: 'leave', resource: 'engineer', start: 'starts_at', end: 'ends_at' },
  },
  seconds: 1,
};

const all = { read: true, create: true, update: true, export: true } as const;

/** A desk that sends engineers by a matching, and a pool from which they take orders themselves. */
export const dispatchDesk: Document[] = [
  {
    kind: 'app',
    schema: 1,
    id: 'desk',
    label: '派工',
    timeZone: 'Asia/Shanghai',
    menu: [{ type: 'form', form: 'work_order' }],
  },
  form('customer', [field('name', 'text')]),
  form('engineer', [
    field('name', 'text'),
    field('account', 'member'),
    field('active', 'yes_no', { default: true }),
    choice('region', 'north', 'south'),
    field('home', 'address'),
    field('wage', 'number'),
    field('shift_start', 'time'),
    field('shift_end', 'time'),
    field('skills', 'sub_table', { fields: [choice('line', 'hvac', 'water'), field('level', 'number')] }),
  ]),
  form('work_order', [
    field('subject', 'text'),
    field('customer', 'reference', { form: 'customer' }),
    choice('region', 'north', 'south'),
    choice('line', 'hvac', 'water'),
    field('level', 'number', { default: 1 }),
    field('place', 'address'),
    field('engineer', 'reference', { form: 'engineer' }),
    choice('way', 'matched', 'pool', 'handed'),
    field('planned_start', 'datetime'),
    field('planned_minutes', 'number'),
    field('promised_from', 'datetime'),
    field('promised_to', 'datetime'),
    field('under_way', 'yes_no'),
  ]),
  form('leave', [
    field('kind', 'text'),
    field('engineer', 'reference', { form: 'engineer' }),
    field('starts_at', 'datetime'),
    field('ends_at', 'datetime'),
  ]),
  dispatchMatching,
  {
    kind: 'calendar',
    schema: 1,
    id: 'office',
    label: '上班日',
    week: [office, office, office, office, office, [], []],
  },
  dispatchRouting,
  {
    ...dispatchRouting,
    id: 'office_day',
    resources: { ...dispatchRouting.resources, calendar: 'office' },
  },
  {
    kind: 'flow',
    schema: 1,
    id: 'matched',
    label: '自动派工',
    form: 'work_order',
    trigger: { on: 'created', when: { '==': [v('way'), 'matched'] } },
    nodes: [
      { id: 'begin', type: 'start', label: '开始', next: 'visit' },
      {
        id: 'visit',
        type: 'task',
        label: '上门',
        assignee: [
          { by: 'matching', matching: 'who' },
          { by: 'role', role: 'dispatcher' },
        ],
        actions: [{ id: 'done', label: '完成', kind: 'complete', next: 'end' }],
      },
      { id: 'end', type: 'end', label: '结束' },
    ],
  },
  {
    kind: 'flow',
    schema: 1,
    id: 'pool',
    label: '抢单',
    form: 'work_order',
    trigger: { on: 'created', when: { '==': [v('way'), 'pool'] } },
    nodes: [
      { id: 'begin', type: 'start', label: '开始', next: 'visit' },
      {
        id: 'visit',
        type: 'task',
        label: '上门',
        assignee: [{ by: 'role', role: 'engineer' }],
        claim: { matching: 'who', writes: true, most: 2 },
        actions: [{ id: 'done', label: '完成', kind: 'complete', next: 'end' }],
      },
      { id: 'end', type: 'end', label: '结束' },
    ],
  },
  {
    kind: 'flow',
    schema: 1,
    id: 'handed',
    label: '上门',
    form: 'work_order',
    trigger: { on: 'created', when: { '==': [v('way'), 'handed'] } },
    nodes: [
      { id: 'begin', type: 'start', label: '开始', next: 'visit' },
      {
        id: 'visit',
        type: 'task',
        label: '上门',
        assignee: [{ by: 'field', field: 'engineer.account' }],
        actions: [{ id: 'done', label: '完成', kind: 'complete', next: 'end' }],
      },
      { id: 'end', type: 'end', label: '结束' },
    ],
  },
  role('dispatcher', {
    work_order: all,
    engineer: { read: true, hidden: ['wage'] },
    customer: all,
    leave: all,
  }),
  role('engineer', {
    work_order: { read: true },
    engineer: { read: { '==': [v('account'), { user: ['id'] }] } },
    customer: { read: true },
  }),
  role('north', {
    work_order: { read: { '==': [v('region'), 'north'] } },
    engineer: { read: { '==': [v('region'), 'north'] }, hidden: ['home'] },
    leave: { read: true },
  }),
];
