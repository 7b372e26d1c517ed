import type { PulledTask, RecordData } from '@fieldwork/api-contract';
import type { Flow, Form } from '@fieldwork/metadata';
import { expect, it } from '@jest/globals';
import type { Engines } from './engines.js';
import type { Entry } from './entry.js';
import { viewOf } from './preview.js';

const me = '01900000-0000-7000-8000-000000000001';
const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: 'Order',
  fields: [
    {
      id: 'state',
      type: 'choice',
      label: 'State',
      options: ['new', 'work', 'review'].map((id) => ({ id, label: id })),
    },
    { id: 'assignee', type: 'member', label: 'Assignee' },
    { id: 'hours', type: 'number', label: 'Hours' },
    {
      id: 'price',
      type: 'formula',
      label: 'Price',
      result: 'number',
      compute: { '*': [{ var: 'hours' }, 100] },
    },
  ],
  layout: [],
};
const flow: Flow = {
  kind: 'flow',
  schema: 1,
  id: 'handling',
  label: 'Handling',
  form: 'order',
  trigger: { on: 'created' },
  nodes: [
    { id: 'start', type: 'start', label: 'Start', next: 'accept' },
    {
      id: 'accept',
      type: 'task',
      label: 'Accept',
      assignee: [{ by: 'field', field: 'assignee' }],
      actions: [{ id: 'accept', label: 'Accept', kind: 'complete', next: 'work' }],
    },
    {
      id: 'work',
      type: 'task',
      label: 'Work',
      assignee: [{ by: 'field', field: 'assignee' }],
      set: [{ field: 'state', value: 'work' }],
      required: ['hours'],
      actions: [{ id: 'finish', label: 'Finish', kind: 'complete', next: 'review' }],
    },
    {
      id: 'review',
      type: 'task',
      label: 'Review',
      assignee: [{ by: 'role', role: 'manager' }],
      set: [{ field: 'state', value: 'review' }],
      actions: [{ id: 'ok', label: 'OK', kind: 'complete', next: 'end' }],
    },
    { id: 'end', type: 'end', label: 'End' },
  ],
} as unknown as Flow;

const now = '2026-11-30T01:00:00.000Z';
const engines: Engines = {
  user: me,
  forms: new Map([['order', form]]),
  tables: new Map(),
  flowOf: () => flow,
  context: () => ({ now, timeZone: 'Asia/Shanghai', user: { id: me, department: null, roles: [] } }),
  now: () => now,
};
const record = {
  id: 'r',
  version: 3,
  state: 'new',
  assignee: { id: me, title: '王' },
  hours: null,
} as unknown as RecordData;
const base = new Map([['order', new Map([['r', record]])]]);
const task = {
  id: 't',
  form: 'order',
  flow: 'handling',
  version: 1,
  node: 'accept',
  record: { id: 'r', title: null },
  status: 'open',
  mine: true,
  required: [],
  actions: [],
} as unknown as PulledTask;

const entry = (seq: number, wish: Entry['wish'], shown: Record<string, unknown> = {}): Entry => ({
  seq,
  id: `${seq}`,
  at: now,
  elapsedMs: seq,
  wish,
  shown,
  state: 'waiting',
  title: '',
  label: '',
  files: [],
});
const act = (seq: number, place: object, action: string, shown = {}) =>
  entry(seq, { name: 'task.act', form: 'order', record: 'r', action, ...place } as Entry['wish'], shown);

it('shows the task that comes next and what it writes, though the server has not heard of it', () => {
  const { records, tasks } = viewOf(base, [task], [act(1, { task: 't' }, 'accept')], engines);
  expect(records.get('order')?.get('r')).toMatchObject({ state: 'work' });
  expect(tasks).toMatchObject([
    { node: 'work', isLocal: true, required: ['hours'], actions: [{ id: 'finish' }] },
  ]);
});

it('goes on through tasks that exist on the phone alone, and leaves out what is somebody else’s', () => {
  const queue = [
    act(1, { task: 't' }, 'accept'),
    act(2, { flow: 'handling', node: 'work' }, 'finish', { hours: '2' }),
  ];
  const { records, tasks } = viewOf(base, [task], queue, engines);
  expect(records.get('order')?.get('r')).toMatchObject({ state: 'review', hours: '2', price: '200' });
  expect(tasks).toEqual([]);
});

it('takes a refused wish back, and keeps records that did not change the same objects', () => {
  const queue = [act(1, { task: 't' }, 'accept')];
  const before = viewOf(base, [task], queue, engines);
  const again = viewOf(base, [task], queue, engines, before);
  expect(again.records.get('order')?.get('r')).toBe(before.records.get('order')?.get('r'));
  const refused = queue.map((one): Entry => ({ ...one, state: 'refused' }));
  expect(viewOf(base, [task], refused, engines, again).records.get('order')?.get('r')).toBe(record);
});
