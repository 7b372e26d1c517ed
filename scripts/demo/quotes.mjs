import { ago, at, DAY, day, ref } from './clock.mjs';
import { warrantyEnds } from './contracts.mjs';

const replies = ['可以，请尽快安排', '同意，下午两点以后在', '价格可以接受', null, null, null];
/** Where running orders wait for a quote: the answers that are open, how old at most, in minutes. */
const waiting = ['quotation', 'quotation', 'quote_answer', 'quote_answer', 'quote_answer'];
const AGE = 13 * 60;

/**
 * Orders that are charged are quoted before somebody is sent. Whether a warranty ran on a day depends by a day or two
 * on the day of installation: near its end the steps are taken only if the flow asks for them.
 */
export function createQuotes(world, contracts, random) {
  const byCustomer = new Map(contracts.map((contract) => [contract.customer.id, contract]));
  const isCharged = ({ request }, reportedOn) => {
    const { device, isRemote, type, customer } = request;
    const contract = byCustomer.get(customer.id);
    const isCovered = contract && contract.starts <= reportedOn && contract.ends >= reportedOn;
    return !isRemote && type !== 'complaint' && !isCovered && warrantyEnds(device) < reportedOn + 5;
  };
  const open = [...waiting];
  /** The same request for a device whose service is charged. */
  const elsewhere = (order) => {
    const { request } = order;
    const device = random.pick(
      world.devices.filter(
        (one) =>
          one.line === request.device.line &&
          isCharged({ request: { ...request, device: one, customer: one.customer } }, -10),
      ),
    );
    const { customer } = device;
    const contact = world.contacts.find((one) => one.customer === customer);
    const named = {
      customer: ref('customer', customer.id),
      contact: ref('contact', contact.id),
      device: ref('device', device.id),
    };
    return {
      ...order,
      request: { ...request, device, customer, contact },
      values: { ...order.values, ...named },
    };
  };
  return {
    ofPast: (order) => (isCharged(order, Math.floor(order.reported / DAY)) ? quoted(order, random) : order),
    ofRunning: (order) => {
      const stands =
        order.stop === 'dispatch' && order.age < AGE && order.request.type !== 'install'
          ? open.shift()
          : undefined;
      if (stands) return waits(isCharged(order, -10) ? order : elsewhere(order), stands, random);
      return isCharged(order, 0) ? quoted(order, random) : order;
    },
  };
}

function estimateOf({ request }, random) {
  const { known, outcome } = request;
  const parts = outcome.parts.reduce((sum, { price }) => sum + Number(price), 0);
  return {
    quote_hours: Math.max(0.5, Math.round(known.hours * 2) / 2).toFixed(1),
    quote_parts: parts.toFixed(2),
    quote_km: String(random.between(6, 40)),
  };
}

/** The two steps between grading and the first assignment. */
function quoted(order, random) {
  const graded = order.steps.findIndex(({ node }) => node === 'grade');
  if (graded < 0) return order;
  const from = order.steps[graded];
  const next = order.steps[graded + 1];
  const values = estimateOf(order, random);
  const reply = random.pick(replies);
  const answer = {
    quote_answered_by: order.request.contact.name,
    ...(reply === null ? {} : { quote_reply: reply }),
  };
  const between = (share) => momentBetween(from.at, next?.at ?? { $ago: 1 }, share);
  const steps = [
    { node: 'quotation', action: 'send', by: order.by, at: between(0.35), ifThere: true, values },
    { node: 'quote_answer', action: 'agreed', by: order.by, at: between(0.8), ifThere: true, values: answer },
  ];
  return { ...order, steps: order.steps.toSpliced(graded + 1, 0, ...steps) };
}

/** An order that nobody is sent to yet: its quote is being made, or the customer is asked. */
function waits(order, node, random) {
  const { contact } = order.request;
  const values = { ...order.values, reporter_name: contact.name, reporter_phone: contact.phone };
  const graded = order.steps.findIndex((step) => step.node === 'grade');
  const steps = order.steps.slice(0, graded + 1);
  if (node === 'quotation') return { ...order, values, steps };
  const quote = { ...estimateOf(order, random), quote_valid_until: day(random.between(3, 9)) };
  const at = momentBetween(steps.at(-1).at, { $ago: 1 }, 0.4);
  return {
    ...order,
    values,
    steps: [...steps, { node: 'quotation', action: 'send', by: order.by, at, values: quote }],
  };
}

/** A moment of the same kind between two: days and a time, or minutes before the installation. */
function momentBetween(from, to, share) {
  if ('$ago' in from) return ago(from.$ago + (to.$ago - from.$ago) * share);
  return at(minuteOf(from) + (minuteOf(to) - minuteOf(from)) * share);
}

function minuteOf({ $at: [days, time] }) {
  const [hours, minutes] = time.split(':').map(Number);
  return days * DAY + hours * 60 + minutes;
}
