const choice = (id, ids) => ({
  id,
  type: 'choice',
  label: id,
  options: ids.map((option) => ({ id: option, label: option })),
});

export const regions = ['north', 'east', 'south', 'central', 'southwest', 'northwest'];
export const statuses = ['open', 'assigned', 'working', 'waiting', 'done', 'closed'];
export const faults = ['power', 'cooling', 'noise', 'network', 'leak', 'other'];

/** An app of the usual shape: work orders that refer to a customer and a device, with rules on the form and a role. */
export const documents = [
  { kind: 'app', schema: 1, id: 'bench', label: 'Bench', menu: [{ type: 'form', form: 'work_order' }] },
  {
    kind: 'form',
    schema: 1,
    id: 'customer',
    label: 'Customer',
    title: 'name',
    fields: [
      { id: 'name', type: 'text', label: 'Name', required: true },
      choice('tier', ['vip', 'a', 'b', 'c']),
    ],
    layout: [],
  },
  {
    kind: 'form',
    schema: 1,
    id: 'device',
    label: 'Device',
    title: 'serial',
    fields: [
      { id: 'serial', type: 'text', label: 'Serial' },
      { id: 'model', type: 'text', label: 'Model' },
    ],
    layout: [],
  },
  {
    kind: 'form',
    schema: 1,
    id: 'work_order',
    label: 'Work order',
    title: 'subject',
    status: 'status',
    fields: [
      { id: 'subject', type: 'text', label: 'Subject', required: true },
      { id: 'description', type: 'long_text', label: 'Description' },
      { ...choice('status', statuses), default: 'open' },
      choice('region', regions),
      choice('fault', faults),
      {
        id: 'reason',
        type: 'text',
        label: 'Reason',
        visible: { '==': [{ var: 'status' }, 'waiting'] },
        required: true,
      },
      { id: 'customer', type: 'reference', label: 'Customer', form: 'customer' },
      { id: 'device', type: 'reference', label: 'Device', form: 'device' },
      { id: 'reported_at', type: 'datetime', label: 'Reported', default: { now: [] } },
      { id: 'closed_at', type: 'datetime', label: 'Closed' },
      { id: 'labour', type: 'money', label: 'Labour' },
      { id: 'travel', type: 'money', label: 'Travel' },
      {
        id: 'cost',
        type: 'formula',
        label: 'Cost',
        result: 'number',
        scale: 2,
        compute: { '+': [{ coalesce: [{ var: 'labour' }, 0] }, { coalesce: [{ var: 'travel' }, 0] }] },
      },
      {
        id: 'rating',
        type: 'number',
        label: 'Rating',
        scale: 0,
        validate: [{ check: { '<=': [1, { var: 'rating' }, 5] }, message: '1 to 5' }],
      },
      { id: 'internal', type: 'text', label: 'Internal note' },
    ],
    layout: [],
    views: [
      {
        id: 'open',
        label: 'Open',
        filter: { '==': [{ var: 'status' }, 'open'] },
        sort: [{ field: 'reported_at', direction: 'descending' }],
      },
    ],
  },
  {
    kind: 'report',
    schema: 1,
    id: 'by_region',
    label: 'By region',
    form: 'work_order',
    filter: { '>=': [{ var: 'reported_at' }, '2026-07-01T00:00:00Z'] },
    dimensions: [{ id: 'region', field: 'region' }],
    measures: [
      { id: 'count', label: 'Orders', aggregate: 'count' },
      { id: 'cost', label: 'Mean cost', aggregate: 'average', value: { var: 'cost' } },
    ],
    chart: { type: 'bar' },
  },
  {
    kind: 'role',
    schema: 1,
    id: 'agent',
    label: 'Agent',
    forms: {
      work_order: {
        read: { in: [{ var: 'region' }, regions] },
        create: true,
        update: true,
        hidden: ['internal'],
      },
      customer: { read: true },
      device: { read: true },
    },
    reports: 'all',
  },
];

/** With `--rules`: each new order is an event that a rule looks at, so an outbox row is written and performed beside it. */
export const followed = {
  kind: 'rule',
  schema: 1,
  id: 'big_jobs',
  label: 'Big jobs',
  form: 'work_order',
  trigger: { on: 'created' },
  condition: { '>': [{ var: 'cost' }, 100000] },
  actions: [{ type: 'set', set: [{ field: 'internal', value: 'big' }] }],
};
