export const orderPath = '/apps/after_sales/forms/work_order/records';

/** What the orders of a load refer to, from the demo. */
export async function readSurroundings(admin) {
  const [devices, engineers] = await Promise.all(
    ['device', 'engineer'].map((form) => admin.read(`/apps/after_sales/forms/${form}/records?pageSize=50`)),
  );
  // In warranty: what is charged is quoted first.
  const today = new Date().toISOString().slice(0, 10);
  const device = devices.data.find(({ warranty_end: end }) => end !== null && end > today);
  const engineer = engineers.data.find(({ account }) => account);
  return { device: device.id, customer: device.customer.id, engineer: engineer.id };
}

/** A work order as an agent files it. */
export function newOrder(subject, { customer, device }) {
  return {
    subject,
    type: 'repair',
    channel: 'phone',
    customer,
    device,
    fault_category: 'cooling',
    severity: 'high',
    service_mode: 'onsite',
  };
}

const signature = {
  path: 'M30 60L80 20L130 70',
  width: 300,
  height: 120,
  at: '2026-05-14T09:30:00Z',
  signed: {},
};

/** From intake to closing: who does what with which values. */
export function stepsOf({ engineer }) {
  return [
    { node: 'intake', by: 'agent', action: 'accept' },
    { node: 'grade', by: 'dispatcher', action: 'graded' },
    { node: 'dispatch', by: 'dispatcher', action: 'assign', values: { engineer } },
    { node: 'accept', by: 'engineer', action: 'accept' },
    {
      node: 'work',
      by: 'engineer',
      action: 'finish',
      values: { diagnosis: '缺氟', cause: 'ageing', solution: '补充制冷剂', labour_hours: '1.5' },
    },
    { node: 'acceptance', by: 'engineer', action: 'passed', values: { acceptor: '陈经理', signature } },
    { node: 'review', by: 'manager', action: 'approve' },
    { node: 'follow_up', by: 'agent', action: 'close', values: { followup_result: 'satisfied' } },
  ];
}

/** Who the engineer of the load is, as he signs in. */
export async function engineerLogin(world, { engineer }) {
  const [row] = await world.ask(
    `select u.login from app_after_sales.engineer e join platform.user u on u.id = e.account where e.id = $1`,
    [engineer],
  );
  return row.login;
}
