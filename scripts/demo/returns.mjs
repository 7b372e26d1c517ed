import { at, DAY, day, ref } from './clock.mjs';

const keeper = 'keeper1';
const manager = 'manager1';
const finance = 'finance1';

/** Devices on their way back, one in every state, and two that have come to an end. */
const cases = [
  {
    days: 48,
    way: 'repair',
    reason: 'repeated_fault',
    description: '三个月内同一故障修过两次，客户要求返厂。',
    until: 'repaired',
  },
  {
    days: 31,
    way: 'refund',
    reason: 'dead_on_arrival',
    description: '开箱即无法开机，客户要求退款。',
    until: 'paid',
    refund: '8600.00',
  },
  { days: 9, way: 'exchange', reason: 'wrong_item', description: '发货型号与合同不符。', until: 'inspected' },
  {
    days: 5,
    way: 'exchange',
    reason: 'dead_on_arrival',
    description: '通电后面板花屏，外箱有压痕。',
    until: 'received',
  },
  {
    days: 3,
    way: 'repair',
    reason: 'not_satisfied',
    description: '制冷量不足，现场调试后仍不达标。',
    until: 'approved',
  },
  {
    days: 1,
    reason: 'repeated_fault',
    description: '水泵一个月内更换两次后仍异响，客户要求换机。',
    until: 'asked',
  },
];
const stages = ['asked', 'approved', 'received', 'inspected'];
const endings = { repair: ['repair', 'repaired', keeper], refund: ['refund', 'paid', finance] };

export function returnRecords(devices) {
  const newest = devices.toSorted((one, other) => other.installed - one.installed);
  return cases.map(({ days, way, reason, description, until, refund }, index) => {
    // Most come back soon after they were bought.
    const found = newest.findIndex(({ installed }) => installed < -days);
    const [device] = newest.splice(found, 1);
    const start = -days * DAY + 600;
    const reached = stages.includes(until) ? stages.indexOf(until) : stages.length;
    const step = (node, action, by, later, values) => ({
      ...{ node, action, by, at: at(start + later) },
      ...(values ? { values } : {}),
    });
    const steps = [
      step('review', 'approve', manager, 200, { way }),
      step('receive', 'received', keeper, DAY + 90, { return_tracking: `SF10${2480 + index}66` }),
      step('inspect', way, keeper, DAY + 300, { finding: '序列号相符，外观完好，故障复现。' }),
    ].slice(0, reached);
    if (reached === stages.length) {
      const [node, action, by] = endings[way];
      const values =
        way === 'refund'
          ? { refund, refunded_on: day(-days + 3) }
          : { finding: '更换主板后老化测试 8 小时正常。', new_tracking: `SF20${7350 + index}18` };
      steps.push(step(node, action, by, 3 * DAY, values));
    }
    return {
      id: `gr_${index + 1}`,
      at: at(start),
      by: 'agent1',
      values: {
        customer: ref('customer', device.customer.id),
        device: ref('device', device.id),
        reason,
        ...(way ? { way } : {}),
        description,
        asked_on: day(-days),
      },
      steps,
    };
  });
}

/** What is claimed for old parts that came back, at every stage. */
export function claimRecords({ old }) {
  const back = old
    .map((paper, index) => ({ ...paper, id: `op_${index + 1}` }))
    .filter(({ status }) => !['due', 'missing'].includes(status))
    .sort((one, other) => one.minute - other.minute);
  return back.slice(-5).map(({ id, part, quantity, thing, order, minute }, index) => {
    const amount = (Number(part.cost) * quantity).toFixed(2);
    const start = minute + 120;
    const step = (node, action, by, later, more = {}) => ({
      node,
      action,
      by,
      at: at(start + later),
      ...more,
    });
    const basis = '保内更换，旧件检验确认为制造缺陷，附检验照片与工单。';
    const filed = step('file', 'filed', keeper, 60, { values: { amount, basis } });
    const agreed = step('reply', 'accepted', keeper, 4 * DAY, {
      values: { agreed_amount: amount, answer: '同意全额赔付。' },
    });
    const paid = step('payment', 'paid', finance, 8 * DAY, {
      values: { paid_amount: amount, paid_on: day(Math.floor((start + 8 * DAY) / DAY)) },
    });
    const rejected = step('reply', 'rejected', keeper, 5 * DAY, {
      reason: '超出供应商质保期',
      values: { agreed_amount: '0.00' },
    });
    const courses = [[filed, agreed, paid], [filed, rejected], [filed, agreed], [filed], []];
    const steps = courses[index].filter((one) => one.at.$at[0] < 0);
    const { work_order, device, serial } = thing;
    return {
      id: `cl_${index + 1}`,
      at: at(start),
      by: keeper,
      values: {
        supplier: part.supplier ?? '恒川总部仓',
        part: ref('part', part.id),
        quantity: String(quantity),
        ...(serial ? { serial } : {}),
        old_part: ref('old_part', id),
        work_order: work_order ?? ref('work_order', order.id),
        ...(device ? { device } : {}),
        amount,
      },
      steps,
    };
  });
}
