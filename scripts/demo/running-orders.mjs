import { ago, at, ref } from './clock.mjs';
import { declines, rejections } from './other-cases.mjs';
import { engineerFor, makeRequest, reportOf } from './requests.mjs';

const HOUR = 60;
/** Where open orders stand, and how many hours ago each was reported. */
const standing = {
  intake: [0.3, 0.7, 1.5, 27, 31],
  grade: [1.2, 2.5, 4, 29],
  dispatch: [2, 2.6, 3.5, 4.2, 5, 5.5, 7, 9, 11, 12, 26, 34],
  accept: [4, 4.6, 6, 7.5, 9, 13, 16, 28],
  work: [8, 10, 12, 14, 18, 22, 30, 35, 41, 52, 60, 76, 104, 170],
  acceptance: [54, 98],
  review: [80, 122, 190],
  follow_up: [124, 168, 260],
};

/** The next free moment of each engineer's day on the board, in minutes from midnight. */
const nextSlot = new Map();

/** Visits follow one another through today, with time to drive between them. */
function slotOf(engineer, minutes) {
  const from = nextSlot.get(engineer.id) ?? 8 * 60 + 45;
  nextSlot.set(engineer.id, from + minutes + 45);
  return at(from);
}

const visitMinutes = [60, 90, 120, 90, 75];

/** Orders on their way: what is filed, and what people did since, each with its moment. */
export function makeRunningOrders(random, world) {
  return Object.entries(standing)
    .flatMap(([node, hours]) =>
      hours.map((age, index) => makeRunning(random, world, node, age * HOUR, index)),
    )
    .sort((a, b) => b.age - a.age)
    .map((order, index) => ({ id: `r${String(index + 1).padStart(2, '0')}`, ...order }));
}

/** One order; `age` in minutes. Each step takes about so many minutes, and never more than the age leaves room for. */
function makeRunning(random, world, stop, age, index) {
  let request = makeRequest(random, world);
  while (request.isRemote || request.type === 'complaint') request = makeRequest(random, world);
  const steps = [];
  let left = age;
  const step = (node, action, by, minutes, extra = {}) => {
    left -= Math.max(1, Math.min(random.around(minutes, 0.4), left * 0.5));
    steps.push({ node, action, by, at: ago(left), ...extra });
  };
  const dispatcher = random.pick(['dispatcher1', 'dispatcher2']);
  const agent = random.pick(['agent1', 'agent2', 'agent3']);
  let engineer = engineerFor(random, request);
  const assign = () => {
    const from = ago(-random.between(1, 20) * HOUR);
    const minutes = visitMinutes[index % visitMinutes.length];
    const isToday = stop === 'accept' || stop === 'work';
    const values = {
      engineer: ref('engineer', engineer.id),
      appointment_from: from,
      planned_start: isToday ? slotOf(engineer, minutes) : ago(left - 3 * HOUR),
      planned_minutes: minutes,
    };
    step('dispatch', 'assign', dispatcher, 55, { values });
  };
  const finish = (minutes) => {
    const arrived = ago(left - Math.min(minutes, left) * 0.3);
    step('work', 'finish', engineer.login, minutes, { values: reportOf(random, request) });
    steps.at(-1).values.arrived_at = arrived;
  };
  const pass = () => {
    const values = { acceptor: request.contact.name, rating: random.pick([5, 5, 4]) };
    step('acceptance', 'passed', engineer.login, 20, { values });
  };
  const path = {
    intake: () => undefined,
    grade: () => step('intake', 'accept', agent, 12),
    dispatch: () => step('grade', 'graded', dispatcher, 25),
    accept: () => {
      assign();
      if (stop !== 'accept' || index !== 1) return;
      step('accept', 'decline', engineer.login, 20, { reason: random.pick(declines) });
      engineer = engineerFor(random, request);
      assign();
    },
    work: () => step('accept', 'accept', engineer.login, 17 * engineer.pace),
    acceptance: () => finish(1500),
    review: () => pass(),
    follow_up: () => step('review', 'approve', 'manager1', 600),
  };
  for (const [node, arrive] of Object.entries(path)) {
    arrive();
    if (node === stop) break;
  }
  // One has come back from the manager.
  if (stop === 'work' && index === 6) {
    finish(1400);
    pass();
    step('review', 'reject', 'manager1', 700, { reason: random.pick(rejections) });
  }
  const promised = stop === 'dispatch' && index % 2 === 0 ? promisedTime(index / 2) : {};
  const values = { ...request.values, reported_at: ago(age), ...promised };
  return { age, stop, request, by: agent, at: ago(age), values, steps };
}

const windowsOf = [9, 11, 13, 15];

/** What was agreed with some of those who wait: windows of the next days, given to nobody yet. */
function promisedTime(index) {
  const day = 1 + (index % 3);
  const from = (day * 24 + windowsOf[index % windowsOf.length]) * HOUR;
  return { appointment_from: at(from), appointment_to: at(from + 2 * HOUR) };
}

/** The two youngest that were graded and promised to nobody: they lie in the pool, for whoever takes them. */
export function withPooled(orders) {
  const isFree = ({ stop, values, steps }) =>
    stop === 'dispatch' && !values.appointment_from && steps.at(-1).action === 'graded';
  const pooled = orders.filter(isFree).slice(-2);
  return orders.map((order) => {
    const index = pooled.indexOf(order);
    if (index < 0) return order;
    const by = order.steps.at(-1).by;
    const step = { node: 'dispatch', action: 'pool', by, at: ago(25 - index * 17), ifThere: true };
    return { ...order, steps: [...order.steps, step] };
  });
}

export function runningRecords(orders) {
  return orders.map(({ id, by, at: made, values, steps }) => ({ id, by, at: made, values, steps }));
}
