import { parts } from './catalogue.mjs';
import { at, DAY, day, ref } from './clock.mjs';
import { cities, engineers } from './people.mjs';

const keeper = 'keeper1';
const manager = 'manager1';

function linesOf(part, lots) {
  return lots.map(({ quantity, ...lot }) => ({
    part: ref('part', part.id),
    quantity,
    cost: part.cost,
    ...lot,
  }));
}

function amountOf(part, lots) {
  return Number(part.cost) * lots.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Approved where that is needed: above 500 by the manager; above 5,000 nobody asks in one line. */
function approval(amount, minute, values) {
  if (amount <= 500) return [];
  const approved = { node: 'manager', action: 'approve', by: manager, at: at(minute), values };
  return amount > 5000
    ? [approved, { node: 'director', action: 'approve', by: 'director1', at: at(minute + 5) }]
    : [approved];
}

/** Requests that were served or are on their way, each with its movements. */
function servedRequest(one, part) {
  const { id, status, engineer, order, from, to, lots, minute, issuedAt, receivedAt, isReady } = one;
  const values = {
    why: order ? 'order' : 'stock',
    from: ref('warehouse', from),
    to: ref('warehouse', to),
    lines: linesOf(part, lots),
  };
  if (engineer) values.engineer = ref('engineer', engineer.id);
  if (order) values.work_order = ref('work_order', order.id);
  const told = { served_at_once: isReady };
  const steps = approval(amountOf(part, lots), minute + 8, told);
  steps.push({ node: 'issue', action: 'issued', by: keeper, at: at(issuedAt), values: told });
  if (status === 'received')
    steps.push({ node: 'receive', action: 'received', by: engineer?.login ?? keeper, at: at(receivedAt) });
  return { id, at: at(minute), by: engineer?.login ?? keeper, values, steps };
}

/** What waits for somebody this morning, in every state. */
function waitingRequests() {
  const request = (id, minute, code, quantity, more, steps) => {
    const part = parts.find((one) => one.code === code);
    const lines = [{ part: ref('part', part.id), quantity, cost: part.cost }];
    return { id, at: at(minute), by: keeper, values: { lines, ...more }, steps };
  };
  const central = ref('warehouse', 'wh_central');
  const van = ({ id }) => ({ engineer: ref('engineer', id), to: ref('warehouse', `van_${id}`) });
  const supplier = ref('warehouse', 'wh_supplier');
  const reorder = (code) => ({
    why: 'reorder',
    reorder_of: ref('part', parts.find((one) => one.code === code).id),
    from: supplier,
    to: central,
    expected_on: day(12),
  });
  const [first, second, third] = engineers;
  const yes = { served_at_once: true };
  const by = (node, action, minute, more = {}) => ({
    node,
    action,
    by: node === 'manager' ? manager : keeper,
    at: at(minute),
    ...more,
  });
  return [
    request('pr_wait_1', -500, 'PT-1001', 1, { why: 'stock', from: central, ...van(first) }, []),
    request(
      'pr_wait_2',
      -460,
      'PT-3005',
      1,
      { why: 'stock', urgency: 'urgent', from: central, ...van(second) },
      [],
    ),
    request('pr_wait_3', -2000, 'PT-1004', 2, { why: 'stock', from: central, ...van(third) }, []),
    request('pr_wait_4', -1900, 'PT-1003', 2, { why: 'stock', from: central, ...van(first) }, [
      by('manager', 'approve', -1800, { values: yes }),
    ]),
    request('pr_no', -4 * DAY, 'PT-4006', 2, { why: 'stock', from: central, ...van(second) }, [
      by('manager', 'reject', -4 * DAY + 60, { reason: '车上不备整机模块，按工单申请', values: yes }),
    ]),
    request('pr_off', -3 * DAY, 'PT-2002', 4, { why: 'stock', from: central, ...van(third) }, [
      by('issue', 'cancel', -3 * DAY + 90, { reason: '工程师已从区域仓领取', values: yes }),
    ]),
    request('pr_buy_1', -900, 'PT-1006', 12, reorder('PT-1006'), []),
    request('pr_buy_2', -900, 'PT-2003', 8, reorder('PT-2003'), []),
    request('pr_buy_3', -900, 'PT-3005', 8, reorder('PT-3005'), [by('manager', 'approve', -860)]),
  ];
}

export function requestRecords({ asked }) {
  const partOf = ({ id }) => parts.find((part) => id.startsWith(`pr_${part.id}_`));
  return [...asked.map((one) => servedRequest(one, partOf(one))), ...waitingRequests()];
}

const ends = { scrapped: 'scrap', repairing: 'repair' };

/** The papers of old parts: from the day they are due back to what became of them. */
export function oldPartRecords({ old }) {
  return old.map(({ status, part, quantity, thing, order, minute }, index) => {
    const { work_order, device, ...lot } = thing;
    const values = {
      part: ref('part', part.id),
      quantity: String(quantity),
      ...lot,
      work_order,
      ...(device ? { device } : {}),
      engineer: ref('engineer', order.engineer.id),
      due_on: day(Math.floor(minute / DAY) + 7),
    };
    const step = (action, node, later, more = {}) => ({
      node,
      action,
      by: keeper,
      at: at(minute + later),
      ...more,
    });
    const steps = [];
    if (status === 'missing') steps.push(step('missing', 'receive', 40, { reason: '客户要求留下旧件' }));
    else if (status !== 'due') steps.push(step('received', 'receive', 10));
    if (ends[status]) steps.push(step(ends[status], 'judge', 30));
    return { id: `op_${index + 1}`, at: at(minute), by: keeper, values, steps };
  });
}

/** One count that is booked, and one that waits for its confirmation. */
export function countRecords({ counted, shelves }) {
  const line = ({ part, booked, counted: found }) => ({
    part: ref('part', part.id),
    booked,
    counted: found,
    ...(found === booked ? {} : { reason: found < booked ? '货位上少于账面' : '旧货位找回' }),
  });
  const open = shelves.filter(({ booked }) => booked > 1).slice(0, 5);
  const count = (id, minute, place, lines, booked) => ({
    id,
    at: at(minute),
    by: keeper,
    values: {
      warehouse: ref('warehouse', place),
      counted_on: day(Math.floor(minute / DAY)),
      lines,
      ...booked,
    },
    ...(booked ? { isAutomatic: true } : {}),
  });
  return [
    count('sc_1', -0.7 * DAY, 'wh_central', counted.map(line), {
      status: 'confirmed',
      posting: 'posted',
    }),
    count(
      'sc_2',
      -0.2 * DAY,
      `wh_${cities[0].id}`,
      open.map((shelf, index) => line({ ...shelf, counted: shelf.booked - (index === 1 ? 1 : 0) })),
    ),
  ];
}
