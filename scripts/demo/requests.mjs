import { partByCode } from './catalogue.mjs';
import { ref } from './clock.mjs';
import { faultCases } from './fault-cases.mjs';
import { otherCases } from './other-cases.mjs';
import { engineers } from './people.mjs';

const channels = { phone: 42, wechat: 26, web: 10, qr: 9, email: 7, inspection: 4, api: 2 };
const returnReasons = { 到货: 'dead_on_arrival', 同一: 'repeated_fault' };

/** What a customer asks for: the values an agent files, and how it will be solved. */
export function makeRequest(random, { contacts, devices }) {
  const type = random.weighted({
    repair: 300,
    ...Object.fromEntries(Object.entries(otherCases).map(([id, { weight }]) => [id, weight * 2])),
  });
  const device = random.pick(devices.filter((candidate) => candidate.installed < -45));
  const { customer } = device;
  const fits = faultCases.filter((candidate) => candidate.line === device.line);
  const known = type === 'repair' ? faultCaseFor(random, fits) : otherCases[type];
  const asked = random.pick(known.asked);
  const [subject, description] = asked;
  const contact = random.pick(contacts.filter((candidate) => candidate.customer === customer));
  const isRemote = type === 'remote' || (type === 'repair' && random.chance(known.remote));
  const values = {
    type,
    subject,
    description,
    channel: type === 'maintain' ? random.weighted({ inspection: 3, phone: 1 }) : random.weighted(channels),
    customer: ref('customer', customer.id),
    contact: ref('contact', contact.id),
    device: ref('device', device.id),
    severity:
      customer.tier === 'vip' && known.severity === 'medium' && random.chance(0.4) ? 'high' : known.severity,
    service_mode: isRemote ? 'remote' : 'onsite',
  };
  if (type === 'repair')
    Object.assign(values, { fault_category: known.code.split('_')[0], fault_code: known.code });
  if (type === 'return')
    Object.assign(values, {
      return_reason: returnReasons[subject.slice(0, 2)] ?? 'repeated_fault',
      return_way: 'exchange',
      new_serial: `${device.serial.slice(0, 2)}${random.between(900000, 999999)}`,
    });
  if (type === 'complaint') values.complaint_about = { 约: 'speed', 维: 'quality', 收: 'price' }[subject[0]];
  return {
    type,
    device,
    customer,
    contact,
    isRemote,
    values,
    known,
    outcome: type === 'repair' ? outcomeOf(random, known, isRemote) : matching(known, asked),
  };
}

function faultCaseFor(random, fits) {
  const code = random.weighted(
    Object.fromEntries(fits.map((candidate) => [candidate.code, candidate.weight])),
  );
  return fits.find((candidate) => candidate.code === code);
}

function outcomeOf(random, known, isRemote) {
  const possible = isRemote ? known.done.filter(([, , , parts]) => parts.length === 0) : known.done;
  const [diagnosis, cause, solution, partCodes] = random.pick(possible.length > 0 ? possible : known.done);
  return { diagnosis, cause, solution, parts: isRemote ? [] : partCodes.map(partByCode) };
}

/** What is no repair has one answer per request. */
function matching({ asked, done }, request) {
  const [diagnosis, cause, solution] = done[asked.indexOf(request) % done.length];
  return { diagnosis, cause, solution, parts: [] };
}

/** The report an engineer (or, remotely, an agent) writes. */
export function reportOf(random, { outcome, known, isRemote }) {
  const hours = Math.max(0.3, Math.round(known.hours * (0.7 + random.next() * 0.8) * 2) / 2 || 0.5);
  const { diagnosis, cause, solution, parts } = outcome;
  const report = { diagnosis, cause, solution, labour_hours: isRemote ? '0.5' : hours.toFixed(1) };
  if (isRemote) return report;
  if (parts.length > 0)
    report.parts_used = parts.map((part) => ({
      part: ref('part', part.id),
      quantity: part.unit === 'kilogram' ? random.between(2, 5) : 1,
      price: part.price,
      ...(Number(part.price) > 300
        ? {
            old_serial: `J${random.between(100000, 999999)}`,
            new_serial: `N${random.between(100000, 999999)}`,
          }
        : {}),
    }));
  report.travel_km = (3 + random.next() * 38).toFixed(1);
  return report;
}

/** An engineer of the customer's city, one with the skill where there is one. */
export function engineerFor(random, { customer, device }) {
  const local = engineers.filter((engineer) => engineer.city === customer.city.id);
  const skilled = local.filter((engineer) => engineer.skills.includes(device.line));
  return random.pick(skilled.length > 0 ? skilled : local);
}
