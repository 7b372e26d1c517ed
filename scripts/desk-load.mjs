// A service desk at work: orders by the API at a steady rate, and people at their pages beside it. Prints how long each
// page took to have all its answers. `--minutes 10 --rate 50 --people 5 --json FILE`; the server brings its demo data.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres, stopPostgres } from './postgres.mjs';
import { startTestServer } from './testing/server.mjs';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
    people: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const password = 'desk-load-password-1';
const app = '/apps/after_sales';
const orders = `${app}/forms/work_order/records`;
const folder = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-desk-'));
let endAt = 0;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const pick = (list) => list[Math.floor(Math.random() * list.length)];

async function signIn(base, login) {
  const answer = await fetch(`${base}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  if (!answer.ok) throw new Error(`${login} could not sign in: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return async (method, address, body, headers = {}) => {
    const response = await fetch(base + address, {
      method,
      headers: {
        cookie,
        origin: new URL(base).origin,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  };
}

/** What each page asks of the server when somebody opens it. */
function pagesOf(ask, documents) {
  const reports = new Set(documents.reports.map(({ id }) => id));
  const board = documents.pages.find(({ id }) => id === 'service_board')?.items ?? [];
  // Each opens what his own list shows: not everybody sees every order.
  let seen = [];
  return {
    list: async () => {
      const { data: shown } = await ask('GET', `${orders}?pageSize=50&sort=-created_at&count=exact`);
      seen = shown.map(({ id }) => id);
    },
    'list, searched': () => ask('GET', `${orders}?pageSize=50&search=${encodeURIComponent('空调')}`),
    record: () => {
      const at = `${orders}/${pick(seen)}`;
      return Promise.all([
        ask('GET', at),
        ask('GET', `${at}/history`),
        ask('GET', `${at}/comments`),
        ask('GET', `${at}/deadlines`),
        ask('GET', `/tasks?app=after_sales&form=work_order&record=${at.split('/').at(-1)}&mine=false`),
      ]);
    },
    inbox: () => Promise.all([ask('GET', '/tasks?pageSize=50'), ask('GET', '/notifications?pageSize=50')]),
    dashboard: () =>
      Promise.all(
        board
          .filter(({ report }) => reports.has(report))
          .map(({ report }) => ask('POST', `${app}/reports/${report}/data`, {})),
      ),
  };
}

async function makeOrders(ask, base) {
  const gap = 60_000 / Number(options.rate);
  const started = Date.now();
  const times = [];
  let failed = 0;
  const going = new Set();
  for (let n = 0; Date.now() < endAt; n++) {
    await wait(Math.max(0, started + n * gap - Date.now()));
    const like = pick(base.examples);
    const body = {
      subject: `压力单 ${n}`,
      type: 'repair',
      channel: 'api',
      customer: like.customer.id,
      device: like.device.id,
      fault_category: like.fault_category,
      fault_code: like.fault_code,
      severity: like.severity,
      description: like.description,
    };
    const began = performance.now();
    const one = ask('POST', orders, body, { 'idempotency-key': `desk-${started}-${n}` })
      .then(() => {
        times.push(performance.now() - began);
      })
      .catch((error) => {
        failed++;
        console.error(String(error.message).slice(0, 200));
      })
      .finally(() => going.delete(one));
    going.add(one);
  }
  await Promise.all(going);
  return { times, failed };
}

async function work(ask, documents, times) {
  const all = pagesOf(ask, documents);
  await all.list();
  const pages = Object.entries(all);
  while (Date.now() < endAt) {
    await wait(1000 + Math.random() * 2000);
    const [name, open] = pick(pages);
    const began = performance.now();
    await open();
    times[name] = [...(times[name] ?? []), performance.now() - began];
  }
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
function line(name, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const figures = { n: sorted.length, p50: at(sorted, 0.5), p95: at(sorted, 0.95), max: at(sorted, 1) };
  console.log(
    `${name.padEnd(16)} ${String(figures.n).padStart(6)}  p50 ${figures.p50.toFixed(0)} ms  p95 ${figures.p95.toFixed(0)} ms  worst ${figures.max.toFixed(0)} ms`,
  );
  return [
    { name: `desk: ${name}, p50`, value: Math.round(figures.p50), unit: 'ms' },
    { name: `desk: ${name}, p95`, value: Math.round(figures.p95), unit: 'ms' },
  ];
}

const data = path.join(folder, 'postgres');
const postgres = await startPostgres({ folder: data });
const server = await startTestServer({
  databaseUrl: postgres.url,
  env: { FIELDWORK_DEMO: '1', FIELDWORK_DEMO_PASSWORD: password },
});
try {
  const base = `${server.url}/api/v1`;
  const logins = ['agent1', 'dispatcher1', 'manager1', 'agent2', 'engineer1'].slice(
    0,
    Number(options.people),
  );
  const robot = await signIn(base, 'agent1');
  const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'type' }, 'repair'] }));
  const { data: found } = await robot('GET', `${orders}?pageSize=200&filter=${filter}`);
  const examples = found.filter((order) => order.fault_category && order.device && order.customer);
  const times = {};
  console.log(
    `${options.rate} orders a minute for ${options.minutes} minutes, ${logins.length} people beside`,
  );
  endAt = Date.now() + Number(options.minutes) * 60_000;
  const people = logins.map(async (login) => {
    const ask = await signIn(base, login);
    const { data: documents } = await ask('GET', app);
    await work(ask, documents, times);
  });
  const [made] = await Promise.all([makeOrders(robot, { examples }), ...people]);
  const results = [
    ...line('order by API', made.times),
    ...Object.entries(times).flatMap(([name, list]) => line(name, list)),
  ];
  console.log(`${made.times.length} orders made, ${made.failed} failed`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  if (made.failed > 0) process.exitCode = 1;
} finally {
  await server.stop();
  await stopPostgres(data);
  rmSync(folder, { recursive: true, force: true });
}
