import type { Document, Flow, Matching, Page, Rule } from '@fieldwork/metadata';
import { dispatchDesk, dispatchMatching } from './dispatch-desk.js';

const v = (path: string) => ({ var: path });

/** A day ahead, on which no hour has passed and that no test has touched. */
let used = 2;
export const freshDay = () =>
  new Date(Date.now() + ++used * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
export const moment = (day: string, clock: string) => new Date(`${day}T${clock}:00+08:00`).toISOString();
export const clockOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);

const matching: Matching = {
  ...dispatchMatching,
  figures: [
    ...(dispatchMatching.figures ?? []),
    {
      id: 'away',
      form: 'leave',
      aggregate: 'count',
      filter: {
        and: [
          { '==': [v('engineer'), v('current.candidate.id')] },
          { '<=': [v('starts_at'), v('current.planned_start')] },
          { '>': [v('ends_at'), v('current.planned_start')] },
        ],
      },
    },
    {
      id: 'hours',
      form: 'work_order',
      aggregate: 'sum',
      value: { '/': [{ coalesce: [v('planned_minutes'), 60] }, 60] },
      filter: {
        and: [
          { '==': [v('engineer'), v('current.candidate.id')] },
          { '!=': [v('self'), v('current.id')] },
          { '==': [{ date: [v('planned_start')] }, { date: [v('current.planned_start')] }] },
        ],
      },
    },
  ],
  constraints: [
    ...dispatchMatching.constraints,
    { id: 'here', label: 'here', must: { '==': [v('figure.away'), 0] } },
    { id: 'van', label: 'van', must: { '==': [v('candidate.wage'), 7] } },
  ],
  load: { '/': [{ coalesce: [v('planned_minutes'), 60] }, 60] },
  appointments: {
    from: 'promised_from',
    to: 'promised_to',
    start: 'planned_start',
    duration: { field: 'planned_minutes', unit: 'minute' },
    minutes: 60,
    when: { '!': { '==': [v('under_way'), true] } },
    windows: [
      { from: '09:00', to: '11:00' },
      { from: '13:00', to: '15:00' },
    ],
    days: 60,
    leadMinutes: 120,
    changeMinutes: 1440,
    gapMinutes: 30,
    later: ['van', 'load'],
    capacity: { '-': [8, v('figure.hours')] },
    overbook: ['dispatcher'],
  },
};
const portal: Page = {
  kind: 'page',
  schema: 1,
  id: 'progress',
  label: 'Progress',
  type: 'portal',
  form: 'work_order',
  brand: { name: 'Desk' },
  days: 90,
  shown: [{ field: 'subject' }],
  appointment: { matching: 'who' },
};
/** Promises in the name of the platform what an order was planned for. */
const promising: Rule = {
  kind: 'rule',
  schema: 1,
  id: 'promising',
  label: 'promising',
  form: 'work_order',
  trigger: { on: 'changed', fields: ['subject'] },
  condition: { '==': [v('subject'), 'by rule'] },
  actions: [
    {
      type: 'set',
      set: [
        { field: 'promised_from', value: v('planned_start') },
        { field: 'promised_to', value: { dateAdd: [v('planned_start'), 120, 'minute'] } },
      ],
    },
  ],
};

/** A desk that promises times: to whoever has a link, and by whoever works there. */
export const promiseDesk: Document[] = [
  ...dispatchDesk.map((one): Document => {
    if (one.kind === 'matching') return matching;
    if (one.kind === 'role' && one.id === 'engineer') return asks(one);
    if (one.kind === 'flow' && one.id === 'handed') return agrees(one);
    return one;
  }),
  portal,
  promising,
];

/** May make and change orders, but promises nothing without room. */
function asks(role: Extract<Document, { kind: 'role' }>): Document {
  const read = { '!': { '==': [v('way'), 'pool'] } };
  return { ...role, forms: { ...role.forms, work_order: { read, create: true, update: true } } };
}

/** The time of a visit is agreed on with its task. */
function agrees(flow: Flow): Flow {
  const editable = ['promised_from', 'promised_to'];
  return {
    ...flow,
    nodes: flow.nodes.map((node) => (node.type === 'task' ? { ...node, editable } : node)),
  };
}
