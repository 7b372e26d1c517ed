// Measures the product's routes beside routes written by hand, on one database, in one run. `--orders N --seconds S
// --rounds R --rules --only NAME --json FILE`. Figures are ratios: this machine's speed drops out.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { generate } from './bench/data.mjs';
import { documents, followed } from './bench/documents.mjs';
import { burst, median } from './bench/measure.mjs';
import { freePort, waitFor } from './postgres/process.mjs';
import { startPostgres, stopPostgres } from './postgres.mjs';
import { startTestServer } from './testing/server.mjs';

const { values: options } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    only: { type: 'string' },
    json: { type: 'string' },
    rules: { type: 'boolean', default: false },
  },
});
const orders = Number(options.orders);
const connections = Number(options.connections);
const poolSize = 10;

const folder = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-bench-'));
const undo = [() => rmSync(folder, { recursive: true, force: true })];
const say = (text) => console.log(`[${new Date().toISOString().slice(11, 19)}] ${text}`);

async function main() {
  say('PostgreSQL, as the product starts it');
  const data = path.join(folder, 'postgres');
  const postgres = await startPostgres({ folder: data });
  undo.push(() => stopPostgres(data));
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  undo.push(() => admin.end());
  await admin.query('create database bench');
  const databaseUrl = String(Object.assign(new URL(postgres.url), { pathname: '/bench' }));

  const server = await startTestServer({ databaseUrl, env: { DATABASE_CONNECTIONS: String(poolSize) } });
  undo.push(() => server.stop());
  const api = `${server.url}/api/v1`;
  const builder = await signIn(api, 'admin', server.adminPassword);
  await send(builder, 'POST', `${api}/apps/import`, {
    format: 'fieldwork-app',
    documents: options.rules ? [...documents, followed] : documents,
  });
  const agent = await makeAgent(api, builder);

  const client = new pg.Client(databaseUrl);
  await client.connect();
  undo.push(() => client.end());
  await indexesBuilt(client);
  say(`${orders.toLocaleString('en')} work orders`);
  await generate(client, orders, agent.id);
  const sample = async (table, count) =>
    (await client.query(`select id from app_bench.${table} order by md5(id::text) limit ${count}`)).rows.map(
      (row) => row.id,
    );
  const ids = await sample('work_order', 5000);
  const customers = await sample('customer', 500);
  const devices = await sample('device', 500);

  const bare = await startBare(databaseUrl, agent.id);
  const results = [];
  for (const one of cases({ api, bare, agent, ids, customers, devices })) {
    if (options.only && !one.name.includes(options.only)) continue;
    results.push(await compare(one));
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
}

function cases({ api, bare, agent, ids, customers, devices }) {
  const headers = { cookie: agent.cookie };
  const json = { ...headers, 'content-type': 'application/json' };
  const records = `${api}/apps/bench/forms/work_order/records`;
  const path = new URL(records).pathname;
  const pick = (list, index) => list[(index * 7919) % list.length];
  const filter = encodeURIComponent(
    JSON.stringify({ and: [{ '==': [{ var: 'status' }, 'open'] }, { '==': [{ var: 'region' }, 'east'] }] }),
  );
  const own =
    'subject,description,status,region,fault,reason,reported_at,closed_at,labour,travel,cost,rating';
  const order = (index) =>
    JSON.stringify({
      subject: `设备报修 ${index}`,
      description: '运行中停机',
      status: 'open',
      region: 'east',
      fault: 'power',
      customer: pick(customers, index),
      device: pick(devices, index),
      labour: '120.50',
      travel: '30',
    });
  const change = (index) =>
    JSON.stringify({ labour: String(index % 900), fault: index % 2 ? 'noise' : 'leak' });
  const run = `${Date.now().toString(36)}-${process.pid}`;
  return [
    {
      name: 'get by id',
      product: { url: api, method: 'GET', headers, requests: (i) => ({ path: `${path}/${pick(ids, i)}` }) },
      bare: { url: bare, method: 'GET', requests: (i) => ({ path: `/orders/${pick(ids, i)}` }) },
    },
    {
      name: 'filtered, sorted page with total',
      product: { url: `${records}?filter=${filter}&sort=-created_at&fields=${own}`, method: 'GET', headers },
      bare: { url: `${bare}/orders?status=open&region=east`, method: 'GET' },
    },
    {
      name: 'page with two references',
      product: {
        url: `${records}?filter=${filter}&sort=-created_at&fields=${own},customer,device`,
        method: 'GET',
        headers,
      },
      bare: { url: `${bare}/orders?status=open&region=east&withReferences=1`, method: 'GET' },
    },
    {
      name: 'create',
      product: {
        url: api,
        method: 'POST',
        requests: (i) => ({
          method: 'POST',
          path,
          headers: { ...json, 'idempotency-key': `${run}-c-${i}-${Math.random().toString(36).slice(2)}` },
          body: order(i),
        }),
      },
      bare: {
        url: bare,
        method: 'POST',
        requests: (i) => ({
          method: 'POST',
          path: '/orders',
          headers: { 'content-type': 'application/json' },
          body: order(i),
        }),
      },
    },
    {
      name: 'update',
      product: {
        url: api,
        method: 'PATCH',
        requests: (i) => ({
          method: 'PATCH',
          path: `${path}/${pick(ids, i)}`,
          headers: { ...json, 'idempotency-key': `${run}-u-${i}-${Math.random().toString(36).slice(2)}` },
          body: change(i),
        }),
      },
      bare: {
        url: bare,
        method: 'PATCH',
        requests: (i) => ({
          method: 'PATCH',
          path: `/orders/${pick(ids, i)}`,
          headers: { 'content-type': 'application/json' },
          body: change(i),
        }),
      },
    },
    {
      name: 'aggregate for a chart',
      // Each of them keeps a core busy for a good part of a second.
      atOnce: 2,
      product: { url: `${api}/apps/bench/reports/by_region/data`, method: 'POST', headers: json, body: '{}' },
      bare: { url: `${bare}/by-region`, method: 'GET' },
    },
  ];
}

/** Both in turn, several rounds; the ratio is the median of the rounds' ratios. */
async function compare({ name, product, bare, atOnce = connections }) {
  const rounds = [];
  await burst(product, 1, atOnce);
  await burst(bare, 1, atOnce);
  for (let round = 0; round < Number(options.rounds); round++) {
    const a = await burst(bare, Number(options.seconds), atOnce);
    const b = await burst(product, Number(options.seconds), atOnce);
    if (a.failed + b.failed > 0) say(`  ${name}: ${b.failed} of ours and ${a.failed} bare requests failed`);
    rounds.push({ bare: a.perSecond, product: b.perSecond, ratio: b.perSecond / a.perSecond });
  }
  const ratio = median(rounds.map((round) => round.ratio));
  const perSecond = median(rounds.map((round) => round.product));
  const bareRate = median(rounds.map((round) => round.bare));
  const spread = `${Math.min(...rounds.map((r) => r.ratio)).toFixed(2)}–${Math.max(...rounds.map((r) => r.ratio)).toFixed(2)}`;
  console.log(
    `${name.padEnd(34)} ${perSecond.toFixed(0).padStart(7)}/s  bare ${bareRate.toFixed(0).padStart(7)}/s  ratio ${ratio.toFixed(2)} (${spread})`,
  );
  return { name, value: perSecond, unit: 'requests/s', ratio: Number(ratio.toFixed(3)) };
}

/** The product builds the indexes that its documents ask for by itself; wait until it has. */
async function indexesBuilt(client) {
  const names = `select count(*)::int as n from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'app_bench' and i.indisvalid`;
  for (let same = 0, before = -1; same < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { n } = (await client.query(names)).rows[0];
    same = n === before ? same + 1 : 0;
    before = n;
  }
}

async function startBare(databaseUrl, owner) {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL('./bench/bare.mjs', import.meta.url))], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      CONNECTIONS: String(poolSize),
      OWNER: owner,
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  undo.push(() => child.kill());
  const url = `http://127.0.0.1:${port}`;
  await waitFor(
    async () =>
      (await fetch(`${url}/orders/00000000-0000-0000-0000-000000000000`).catch(() => null))?.status === 404,
    15_000,
  );
  return url;
}

async function send(cookie, method, url, body) {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return {
    data: text === '' ? null : JSON.parse(text).data,
    cookie: response.headers.get('set-cookie')?.split(';')[0],
  };
}

async function signIn(api, login, password) {
  return (await send(null, 'POST', `${api}/session`, { login, password })).cookie;
}

/** A member with a role: his rights are compiled into every statement measured. */
async function makeAgent(api, builder) {
  const password = 'a-long-bench-password';
  const { data } = await send(builder, 'POST', `${api}/users`, {
    login: 'agent',
    name: '客服小王',
    password,
  });
  await send(builder, 'PUT', `${api}/apps/bench/members/${data.id}`, { roles: ['agent'] });
  return { id: data.id, cookie: await signIn(api, 'agent', password) };
}

try {
  await main();
} finally {
  for (const step of undo.reverse()) await step();
}
