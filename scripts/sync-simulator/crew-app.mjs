/** A small app for work in the field: what the tests of sync and the simulator run on. */
const me = { '==': [{ var: 'assignee' }, { user: ['id'] }] };
const field = (id, type, rest = {}) => ({ id, type, label: id, ...rest });
const form = (id, fields, rest = {}) => ({
  kind: 'form',
  schema: 1,
  id,
  label: id,
  fields,
  layout: [],
  ...rest,
});
const role = (id, forms) => ({ kind: 'role', schema: 1, id, label: id, forms, pages: 'all' });
const options = (...ids) => ({ options: ids.map((id) => ({ id, label: id })) });

export const jobForm = form(
  'job',
  [
    field('subject', 'text', { required: true }),
    field('status', 'choice', { ...options('open', 'done', 'refused'), readOnly: true, default: 'open' }),
    field('assignee', 'member'),
    field('site', 'reference', { form: 'site', lookups: ['city'] }),
    field('planned_at', 'datetime'),
    field('finding', 'text'),
    field('remark', 'text'),
    field('hours', 'number', { scale: 2 }),
    field('done_at', 'datetime'),
    field('due_at', 'datetime'),
    field('clock', 'choice', options('running', 'paused', 'met', 'missed', 'cancelled')),
    field('photos', 'photo'),
    field('lines', 'sub_table', { fields: [field('item', 'text'), field('count', 'number')] }),
    field('serial', 'text'),
    field('secret', 'text'),
  ],
  {
    title: 'subject',
    status: 'status',
    handler: 'assignee',
    sync: { planning: ['planned_at', 'subject'], execution: ['finding', 'lines', 'hours'] },
  },
);

const handling = {
  kind: 'flow',
  schema: 1,
  id: 'handling',
  label: 'handling',
  form: 'job',
  trigger: { on: 'created' },
  nodes: [
    { id: 'begin', type: 'start', label: 'begin', next: 'work' },
    {
      id: 'work',
      type: 'task',
      label: 'work',
      assignee: [{ by: 'field', field: 'assignee' }],
      editable: ['finding', 'hours', 'lines', 'photos'],
      actions: [
        {
          id: 'finish',
          label: 'finish',
          kind: 'complete',
          next: 'check',
          set: [
            { field: 'status', value: 'done' },
            { field: 'done_at', value: { now: [] } },
          ],
        },
        {
          id: 'decline',
          label: 'decline',
          kind: 'complete',
          next: 'end',
          reason: 'required',
          set: [{ field: 'status', value: 'refused' }],
        },
      ],
    },
    {
      id: 'check',
      type: 'task',
      label: 'check',
      assignee: [{ by: 'field', field: 'assignee' }],
      editable: ['remark'],
      actions: [{ id: 'checked', label: 'checked', kind: 'complete', next: 'end' }],
    },
    { id: 'end', type: 'end', label: 'end' },
  ],
};

export const crewApp = [
  { kind: 'app', schema: 1, id: 'crew', label: 'crew', timeZone: 'Asia/Shanghai', menu: [] },
  form('site', [field('name', 'text'), field('city', 'text'), field('alarm', 'text')], { title: 'name' }),
  form('van', [field('name', 'text')], { title: 'name' }),
  form('part', [field('name', 'text'), field('city', 'text')], { title: 'name' }),
  form('move', [
    field('van', 'reference', { form: 'van', required: true }),
    field('part', 'reference', { form: 'part', required: true }),
    field('quantity', 'number', { scale: 0 }),
  ]),
  jobForm,
  handling,
  {
    kind: 'ledger',
    schema: 1,
    id: 'stock',
    label: 'stock',
    form: 'move',
    keys: ['van', 'part'],
    quantity: 'quantity',
  },
  {
    kind: 'deadline',
    schema: 1,
    id: 'job_time',
    label: 'job time',
    form: 'job',
    targets: [
      {
        id: 'done',
        label: 'done',
        start: true,
        stop: { '==': [{ var: 'status' }, 'done'] },
        limit: { minutes: 240 },
        keep: { due: 'due_at', state: 'clock' },
        marks: [
          {
            id: 'over',
            when: { at: 'breach' },
            actions: [{ type: 'notify', to: [{ by: 'role', role: 'office' }], title: '{{subject}} is late' }],
          },
        ],
      },
    ],
  },
  {
    kind: 'page',
    schema: 1,
    id: 'my_day',
    label: 'my day',
    type: 'field',
    work: { form: 'job', filter: me, from: 'planned_at', before: 7, after: 7 },
    follow: ['site'],
    back: [
      {
        form: 'job',
        field: 'site',
        of: 'site',
        sort: [{ field: 'created_at', direction: 'descending' }],
        last: 2,
      },
    ],
    also: [
      { form: 'part', where: { field: 'city', in: 'site.city' } },
      { form: 'van', filter: { '==': [{ var: 'name' }, 'my van'] } },
    ],
    steps: [{ id: 'go', type: 'fields', label: 'go', fields: ['finding'] }],
    positions: { from: '00:00', to: '23:59', everyMinutes: 5 },
  },
  role('engineer', {
    job: { read: me, update: me, create: true, hidden: ['secret'], readOnly: ['serial'] },
    site: { read: true, hidden: ['alarm'] },
    van: { read: true },
    part: { read: true },
    move: { read: true, create: true },
  }),
  role('office', {
    job: { read: true, create: true, update: true, delete: true },
    site: { read: true, create: true, update: true },
    van: { read: true, create: true },
    part: { read: true, create: true },
    move: { read: true, create: true },
  }),
];
