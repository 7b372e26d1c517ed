import { bilingual, type DocumentByKind, type Kind, type Text } from '@fieldwork/metadata';
import { say } from '../../words/words.js';
import { appDesignWords } from './app-words.js';

export type NewKind = Exclude<Kind, 'app'>;

interface Seed {
  id: string;
  label: Text;
  /** The form that a flow, rule or report is about. */
  form: string;
}

const word = (
  key:
    | 'first_input'
    | 'first_output'
    | 'first_formula'
    | 'first_task'
    | 'first_start'
    | 'first_end'
    | 'first_done'
    | 'first_notice',
) => say(appDesignWords, key);

/** Documents as they begin: small, and in order already. */
export const newDocument: { [K in NewKind]: (seed: Seed) => DocumentByKind[K] } = {
  form: ({ id, label }) => ({ kind: 'form', schema: 1, id, label, fields: [], layout: [] }),
  flow: ({ id, label, form }) => ({
    kind: 'flow',
    schema: 1,
    id,
    label,
    form,
    trigger: { on: 'created' },
    nodes: [
      { type: 'start', id: 'start', label: word('first_start'), next: 'task_1' },
      {
        type: 'task',
        id: 'task_1',
        label: word('first_task'),
        assignee: [{ by: 'initiator' }],
        actions: [{ id: 'done', label: word('first_done'), kind: 'complete', next: 'end' }],
      },
      { type: 'end', id: 'end', label: word('first_end') },
    ],
  }),
  rule: ({ id, label, form }) => ({
    kind: 'rule',
    schema: 1,
    id,
    label,
    form,
    enabled: true,
    trigger: { on: 'created' },
    actions: [{ type: 'notify', to: [{ by: 'initiator' }], title: word('first_notice') }],
  }),
  page: ({ id, label }) => ({ kind: 'page', schema: 1, id, label, type: 'dashboard', items: [] }),
  report: ({ id, label, form }) => ({
    kind: 'report',
    schema: 1,
    id,
    label,
    form,
    dimensions: [],
    measures: [{ id: 'count', label: bilingual('数量', 'Number'), aggregate: 'count' }],
    chart: { type: 'kpi' },
  }),
  kpi: ({ id, label, form }) => ({
    kind: 'kpi',
    schema: 1,
    id,
    label,
    formula: word('first_formula'),
    form,
    measures: [{ id: 'count', label, aggregate: 'count' }],
    period: { field: 'created_at', unit: 'month', count: 1 },
    direction: 'higher',
  }),
  calendar: ({ id, label }) => ({ kind: 'calendar', schema: 1, id, label, week: workingWeek() }),
  decision_table: ({ id, label, form }) => ({
    kind: 'decision_table',
    schema: 1,
    id,
    label,
    form,
    hit: { policy: 'unique' },
    inputs: [{ id: 'input_1', label: word('first_input'), type: 'text' }],
    outputs: [{ id: 'output_1', label: word('first_output'), type: 'text' }],
    rows: [{ id: 'row_1', when: {}, then: {} }],
  }),
  deadline: ({ id, label, form }) => ({
    kind: 'deadline',
    schema: 1,
    id,
    label,
    form,
    targets: [{ id: 'target_1', label, start: true, stop: false, limit: { minutes: 60 } }],
  }),
  matching: ({ id, label, form }) => ({
    kind: 'matching',
    schema: 1,
    id,
    label,
    form,
    candidates: { form },
    constraints: [],
    terms: [],
  }),
  role: ({ id, label }) => ({ kind: 'role', schema: 1, id, label, forms: {} }),
};

/** Monday to Friday, nine to six without the hour at noon. */
function workingWeek() {
  const slots = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ];
  return [slots, slots, slots, slots, slots, [], []];
}

export const needsForm: readonly NewKind[] = [
  'flow',
  'rule',
  'report',
  'kpi',
  'decision_table',
  'deadline',
  'matching',
];
