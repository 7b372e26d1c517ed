import { ago, ref } from './clock.mjs';
import { declines, followups, rejections } from './other-cases.mjs';
import { engineerFor, makeRequest, reportOf } from './requests.mjs';

const HOUR = 60;
/** Where open orders stand, and how many hours ago each was reported. */
const standing = {
  intake: [0.3, 0.7, 1.5, 27, 31],
  grade: [1.2, 2.5, 4, 29],
  dispatch: [2, 3.5, 5, 7, 26, 34],
  accept: [4, 6, 9, 28],
  work: [8, 14, 22, 26, 30, 44, 50, 70],
  acceptance: [30, 52],
  review: [50, 66, 74],
  follow_up: [72, 90, 110],
};

/** Orders on their way: what is filed, and what people did since, each with its moment. */
export function makeRunningOrders(random, world) {
  return Object.entries(standing)
    .flatMap(([node, hours]) =>
      hours.map((age, index) => makeRunning(random, world, node, age * HOUR, index)),
    )
    .sort((a, b) => b.age - a.age)
    .map(({ age: _age, ...order }, index) => ({ id: `r${String(index + 1).padStart(2, '0')}`, ...order }));
}

function makeRunning(random, world, stop, age, index) {
  let request = makeRequest(random, world);
  while (request.isRemote || request.type === 'complaint') request = makeRequest(random, world);
  const steps = [];
  let left = age;
  const step = (node, action, by, share, extra = {}) => {
    left = Math.max(2, left - Math.max(2, share * age * (0.6 + random.next() * 0.6)));
    steps.push({ node, action, by, at: ago(left), ...extra });
  };
  const dispatcher = random.pick(['dispatcher1', 'dispatcher2']);
  const agent = random.pick(['agent1', 'agent2', 'agent3']);
  let engineer = engineerFor(random, request);
  const assign = (share) =>
    step('dispatch', 'assign', dispatcher, share, {
      values: {
        engineer: ref('engineer', engineer.id),
        appointment_from: ago(-random.between(1, 20) * HOUR),
      },
    });
  const finish = (share) => {
    const report = reportOf(random, request);
    step('work', 'finish', engineer.login, share, { values: { ...report, arrived_at: ago(left - 1) } });
  };
  const path = {
    intake: () => undefined,
    grade: () => step('intake', 'accept', agent, 0.1),
    dispatch: () => step('grade', 'graded', dispatcher, 0.1),
    accept: () => {
      assign(0.15);
      if (stop !== 'accept' || index !== 1) return;
      step('accept', 'decline', engineer.login, 0.1, { reason: random.pick(declines) });
      engineer = engineerFor(random, request);
      assign(0.1);
    },
    work: () => step('accept', 'accept', engineer.login, 0.03),
    acceptance: () => finish(0.25),
    review: () =>
      step('acceptance', 'passed', engineer.login, 0.02, {
        values: { acceptor: request.contact.name, rating: random.pick([5, 5, 4]) },
      }),
    follow_up: () => step('review', 'approve', 'manager1', 0.1),
  };
  for (const [node, arrive] of Object.entries(path)) {
    arrive();
    if (node === stop) break;
  }
  // One has come back from the manager.
  if (stop === 'work' && index === 5) {
    finish(0.2);
    step('acceptance', 'passed', engineer.login, 0.02, {
      values: { acceptor: request.contact.name, rating: 4 },
    });
    step('review', 'reject', 'manager1', 0.1, { reason: random.pick(rejections) });
  }
  if (stop === 'follow_up' && index === 0) request.values.description += `（${followups.neutral[0]}）`;
  return { age, by: agent, at: ago(age), values: { ...request.values, reported_at: ago(age) }, steps };
}
