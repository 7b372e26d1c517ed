import { at, DAY, inOfficeHours, ref } from './clock.mjs';
import {
  breachReasons,
  cancellations,
  declines,
  followups,
  rejections,
  reviewNotes,
  reworks,
} from './other-cases.mjs';
import { engineerFor, makeRequest, reportOf } from './requests.mjs';

/** The company grows, and service is asked for more in two seasons. */
function demand(daysAgo) {
  const growth = 1.5 - daysAgo / 365;
  return growth * (1 + 0.25 * Math.cos(((daysAgo - 110) / 183) * 2 * Math.PI));
}

function drawMoment(random) {
  for (;;) {
    const daysAgo = random.between(2, 364);
    const time = Math.round(Math.min(1320, Math.max(425, random.around(690, 0.32))));
    if (random.next() * 1.9 < demand(daysAgo)) return -daysAgo * DAY + time;
  }
}

/** Orders that have ended, oldest first; each with the steps of its way. */
export function makePastOrders(random, world, count) {
  const orders = [];
  while (orders.length < count) {
    const order = makePastOrder(random, world, drawMoment(random));
    if (order !== null) orders.push(order);
  }
  return orders
    .sort((a, b) => a.reported - b.reported)
    .map((order, index) => ({ ...order, id: `w${String(index + 1).padStart(4, '0')}` }));
}

/** null when its way would not have ended before today. */
function makePastOrder(random, world, reported) {
  const request = makeRequest(random, world);
  const agent = random.pick(['agent1', 'agent1', 'agent2', 'agent2', 'agent3']);
  const journey = new Journey(random, reported, agent, request);
  if (random.chance(0.035)) return journey.cancel();
  if (request.isRemote) journey.solveRemotely();
  else journey.visit();
  return journey.close();
}

/** The way of one order: `values` are what the agent filed, each step carries what its person wrote. */
class Journey {
  constructor(random, reported, agent, request) {
    Object.assign(this, {
      random,
      agent,
      request,
      reported,
      now: reported,
      steps: [],
      engineer: null,
      rating: null,
    });
    this.values = { ...request.values, reported_at: at(reported) };
    this.dispatcher = random.pick(['dispatcher1', 'dispatcher2']);
    this.reopened = 0;
    this.wasLate = false;
    this.wasSlow = false;
  }

  step(node, action, by, minutes, values = {}, reason = null) {
    this.now += Math.max(1, Math.round(minutes));
    const written = Object.keys(values).length > 0 ? { values } : {};
    this.steps.push({ node, action, by, at: at(this.now), ...(reason ? { reason } : {}), ...written });
  }

  /** Until somebody takes it up: in office hours, unless it is urgent. */
  soon(minutes) {
    return this.isUrgent ? minutes : this.office(minutes);
  }

  office(minutes) {
    return inOfficeHours(this.now + minutes, this.random.between(2, 45)) - this.now;
  }

  cancel() {
    const { random } = this;
    this.step('intake', 'cancel', this.agent, random.around(90, 0.8), {}, random.pick(cancellations));
    return this.now < -60 ? this.finish('cancelled') : null;
  }

  solveRemotely() {
    this.step('intake', 'accept', this.agent, this.random.around(9));
    this.step(
      'remote_work',
      'solved',
      this.agent,
      this.random.around(32),
      reportOf(this.random, this.request),
    );
  }

  visit() {
    const { random } = this;
    this.step('intake', 'accept', this.agent, random.around(9 * this.haste()));
    // Now and then an order lies for more than a day, and the rule escalates it.
    this.wasLate = random.chance(0.035);
    if (this.wasLate) this.now += random.between(25, 40) * 60;
    const escalation = { escalated: true, escalated_at: at(this.reported + 24 * 60) };
    this.step(
      'grade',
      'graded',
      this.dispatcher,
      this.soon(random.around(18 * this.haste())),
      this.wasLate ? escalation : {},
    );
    this.assign();
    if (random.chance(0.05)) {
      this.step('accept', 'decline', this.engineer.login, random.around(25), {}, random.pick(declines));
      this.assign();
    }
    const from = at(Math.ceil((this.now + 90) / 30) * 30);
    this.step('accept', 'accept', this.engineer.login, this.response(), { appointment_from: from });
    this.wasSlow = this.isUrgent && this.now - this.reported > 60;
    this.work();
    if (random.next() > this.engineer.care) this.redo();
    this.step('acceptance', 'passed', this.engineer.login, random.around(12), this.acceptance());
    if (random.chance(0.04)) {
      this.step('review', 'reject', 'manager1', this.office(random.around(180)), {}, random.pick(rejections));
      this.reopened += 1;
      this.step('work', 'finish', this.engineer.login, this.office(random.around(120)));
      this.step('acceptance', 'passed', this.engineer.login, random.around(20));
    }
    const remark = { ...note('review_note', random.pick(reviewNotes)), ...this.lateness() };
    this.step('review', 'approve', 'manager1', this.office(random.around(300)), remark);
  }

  /** Whoever reviews a late order says why. */
  lateness() {
    if (!this.wasLate && !this.wasSlow) return {};
    return { breach_reason: breachReasons[Math.round(this.reported) % breachReasons.length] };
  }

  assign() {
    this.engineer = engineerFor(this.random, this.request);
    const values = { engineer: ref('engineer', this.engineer.id) };
    this.step(
      'dispatch',
      'assign',
      this.dispatcher,
      this.soon(this.random.around(35 * this.haste(), 0.8)),
      values,
    );
  }

  /** For the best customers somebody is there day and night when it is severe. */
  get isUrgent() {
    const { severity } = this.values;
    return severity === 'critical' || (severity === 'high' && this.request.customer.tier === 'vip');
  }

  /** What is severe is taken up first. */
  haste() {
    if (this.isUrgent) return 0.2;
    return this.values.severity === 'high' ? 0.6 : 1;
  }

  /** Engineers have become quicker over the year. */
  response() {
    const pastYear = Math.min(1, -this.now / (365 * DAY));
    const usual = 14 * this.engineer.pace * (1 + 0.8 * pastYear);
    return Math.min(420, this.random.around(usual * this.haste(), 0.65));
  }

  work() {
    const { random } = this;
    const usual = this.isUrgent ? 80 : this.values.severity === 'high' ? 150 : 600;
    this.now += this.soon(random.around(usual, 0.7));
    const report = { arrived_at: at(this.now), ...reportOf(random, this.request) };
    const minutes = Number(report.labour_hours) * 60 + random.between(-10, 25);
    this.step('work', 'finish', this.engineer.login, minutes, report);
  }

  redo() {
    const { random } = this;
    this.step(
      'acceptance',
      'failed',
      this.engineer.login,
      random.around(20),
      { acceptor: this.request.contact.name },
      random.pick(reworks),
    );
    this.reopened += 1;
    this.step('work', 'finish', this.engineer.login, this.office(random.around(420, 0.8)));
  }

  acceptance() {
    const isBad = this.reopened > 0 || this.wasLate;
    this.rating = Number(
      this.random.weighted(isBad ? { 5: 1, 4: 3, 3: 4, 2: 2 } : { 5: 62, 4: 30, 3: 7, 2: 1 }),
    );
    return { acceptor: this.request.contact.name, rating: this.rating };
  }

  close() {
    const { random } = this;
    const isPleased = (this.rating ?? 5) >= 4;
    const result = random.weighted(
      isPleased
        ? { satisfied: 80, neutral: 9, unreached: 11 }
        : { satisfied: 20, neutral: 40, unsatisfied: 32, unreached: 8 },
    );
    const values = { followup_result: result, ...note('followup_note', random.pick(followups[result])) };
    this.step(
      'follow_up',
      'close',
      random.pick(['agent1', 'agent2', 'agent3']),
      this.office(random.around(1500, 0.6)),
      values,
    );
    return this.now > -90 ? null : this.finish('closed');
  }

  finish(status) {
    const { reported, now: ended, agent: by, request, engineer, rating, values, steps } = this;
    return { status, reported, ended, by, request, engineer, rating, values, steps };
  }
}

function note(field, text) {
  return text ? { [field]: text } : {};
}

export function orderRecords(orders) {
  return orders.map(({ id, reported, by, values, steps }) => ({ id, at: at(reported), by, values, steps }));
}
