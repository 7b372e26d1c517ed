/**
 * Replays the updates of real incidents through the engine of deadlines: limits by a decision table over their
 * priority, paused while they wait for somebody else. `node scripts/clock-replay.mjs FILE.csv.gz`, FILE being the
 * ServiceNow event log of the UCI Machine Learning Repository. Compares the states with a computation of its own and
 * exits with 1 where they differ. Needs the packages to be built.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { WorkingTime } from '../packages/expression/dist/index.js';
import { workingPlan } from '../packages/metadata/dist/index.js';
import { advanceDeadline, stateName } from '../packages/rule-engine/dist/index.js';

const hourMs = 3_600_000;
const limits = { '1 - Critical': 8, '2 - High': 16, '3 - Moderate': 40, '4 - Low': 80 };
const pausing = ['Awaiting User Info', 'Awaiting Problem', 'Awaiting Vendor', 'Awaiting Evidence'];
const ending = ['Resolved', 'Closed'];

const file = process.argv[2];
if (!file) throw new Error('Which file?');
const [heads = '', ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split(/\r?\n/);
const column = Object.fromEntries(heads.split(',').map((name, index) => [name, index]));
const incidents = new Map();
for (const line of lines) {
  const cells = line.split(',');
  const [day, month, year, hour, minute] = cells[column.sys_updated_at].split(/[/ :]/).map(Number);
  const at = Date.UTC(year, month - 1, day, hour, minute);
  const update = { at, state: cells[column.incident_state], priority: cells[column.priority] };
  const number = cells[column.number];
  if (!incidents.has(number)) incidents.set(number, []);
  incidents.get(number).push(update);
}
for (const updates of incidents.values()) updates.sort((a, b) => a.at - b.at);

const slots = [{ from: '09:00', to: '18:00' }];
const week = [slots, slots, slots, slots, slots, [], []];
const calendar = { kind: 'calendar', schema: 1, id: 'office', label: 'office', timeZone: 'UTC', week };
const office = new WorkingTime(workingPlan(calendar, new Map(), 'UTC'));
const field = (id) => ({ id, type: 'text', label: id });
const form = {
  kind: 'form',
  schema: 1,
  id: 'incident',
  label: 'incident',
  fields: [field('state'), field('priority')],
  layout: [],
};
const table = {
  kind: 'decision_table',
  schema: 1,
  id: 'limits',
  label: 'limits',
  form: 'incident',
  hit: { policy: 'unique' },
  inputs: [{ id: 'priority', label: 'priority', expression: { var: 'priority' } }],
  outputs: [{ id: 'minutes', label: 'minutes', type: 'minutes' }],
  rows: Object.entries(limits).map(([priority, hours], index) => ({
    id: `row_${index}`,
    when: { priority: { is: 'in', values: [priority] } },
    then: { minutes: hours * 60 },
  })),
};
const target = {
  id: 'resolution',
  label: 'resolution',
  start: true,
  pause: { in: [{ var: 'state' }, pausing] },
  stop: { in: [{ var: 'state' }, ending] },
  reopen: 'continue',
  limit: { table: 'limits', output: 'minutes' },
  calendar: 'office',
};
const context = {
  now: new Date(0).toISOString(),
  timeZone: 'UTC',
  user: { id: null, department: null, roles: [] },
  calendars: { app: 'replay', find: (id) => (id === 'office' ? office : undefined) },
};
const forms = new Map([[form.id, form]]);
const tables = new Map([[table.id, table]]);

/** Hours of Monday to Friday, nine to six, counted day by day. */
function worked(from, to) {
  let sum = 0;
  for (let day = Math.floor(from / (24 * hourMs)); day * 24 * hourMs < to; day++) {
    if ([0, 6].includes(new Date(day * 24 * hourMs).getUTCDay())) continue;
    const [open, close] = [day * 24 * hourMs + 9 * hourMs, day * 24 * hourMs + 18 * hourMs];
    sum += Math.max(0, Math.min(close, to) - Math.max(open, from));
  }
  return sum;
}

const attained = {};
let [updatesSeen, differences, holes] = [0, 0, 0];
const began = performance.now();
for (const [number, updates] of incidents) {
  let state = null;
  let told = 0;
  let used = 0;
  let phase = 'waiting';
  let since = 0;
  let limit = 0;
  for (const { at, state: name, priority } of updates) {
    const event = {
      kind: 'change',
      at: new Date(at).toISOString(),
      facts: { form, forms, tables, values: { state: name, priority } },
    };
    const went = advanceDeadline(target, state, event, context);
    state = went.state;
    for (const { workingMs, outsideMs } of went.entries) told += workingMs + outsideMs;
    updatesSeen += 1;
    if (phase === 'running') used += worked(since, at);
    const next = ending.includes(name) ? 'stopped' : pausing.includes(name) ? 'paused' : 'running';
    if (next !== 'stopped' || phase === 'waiting') limit = limits[priority] * hourMs;
    [phase, since] = [next, at];
  }
  const found = stateName(state);
  const expected = used > limit ? 'missed' : phase === 'stopped' ? 'met' : phase;
  if (
    found !== expected ||
    state.consumedMs + (state.phase === 'running' ? worked(Date.parse(state.since), since) : 0) !== used
  ) {
    differences += 1;
    if (differences <= 5)
      console.log('differs', number, { found, expected, used, consumed: state.consumedMs });
  }
  if (told !== Date.parse(state.since) - Date.parse(state.startedAt)) holes += 1;
  const priority = updates.at(-1).priority;
  attained[priority] ??= { met: 0, missed: 0, open: 0 };
  attained[priority][found === 'met' || found === 'missed' ? found : 'open'] += 1;
}
const seconds = (performance.now() - began) / 1000;
console.table(attained);
console.log(
  `${incidents.size} incidents, ${updatesSeen} updates in ${seconds.toFixed(1)} s; ${differences} differ, ${holes} ledgers with holes`,
);
process.exitCode = differences + holes > 0 ? 1 : 0;
