import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, waitFor } from '../postgres/process.mjs';
import { createTestDatabase, startTestPostgres } from './database.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
// With the demo it is half a minute's work, and many times that where others work beside it.
const startMs = 300_000;
const stopMs = 15_000;

/**
 * Starts the built product on a free port with a database and a data folder of its own; for browser tests,
 * measurements and fault runs. Takes the PostgreSQL of FIELDWORK_TEST_DATABASE_URL, else starts one.
 *
 * `kill` ends the server without warning; `restart` starts it again on the same port, database and folder.
 */
export async function startTestServer({ env = {}, databaseUrl, port } = {}) {
  const undo = [];
  const postgres =
    databaseUrl || process.env.FIELDWORK_TEST_DATABASE_URL ? undefined : await ownPostgres(undo);
  const database = databaseUrl ? { url: databaseUrl } : await createTestDatabase(postgres?.url);
  if (database.drop) undo.push(database.drop);
  const data = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-server-'));
  undo.push(() => rmSync(data, { recursive: true, force: true, maxRetries: 5 }));

  const adminPassword = `test-${randomBytes(9).toString('base64url')}`;
  const listen = port ?? (await freePort());
  const url = `http://127.0.0.1:${listen}`;
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    FIELDWORK_ADMIN_PASSWORD: adminPassword,
    ...env,
    PORT: String(listen),
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    FIELDWORK_DATA: data,
  };
  const log = path.join(data, 'server.log');
  const takeAway = async () => {
    for (const step of undo.reverse()) await step();
  };
  let server = await launch({ environment, url, log }).catch(async (error) => {
    await takeAway();
    throw error;
  });
  return {
    url,
    adminPassword,
    databaseUrl: database.url,
    data,
    log,
    get pid() {
      return server.child.pid;
    },
    kill: () => end(server, 'SIGKILL'),
    async restart() {
      await end(server, 'SIGTERM');
      server = await launch({ environment, url, log });
    },
    async stop() {
      await end(server, 'SIGTERM');
      await takeAway();
    },
  };
}

async function ownPostgres(undo) {
  const postgres = await startTestPostgres();
  undo.push(postgres.stop);
  return postgres;
}

async function launch({ environment, url, log }) {
  const main = path.join(root, 'apps', 'server', 'dist', 'main.js');
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: root,
    env: environment,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const server = { child, hasEnded: false };
  server.ended = new Promise((resolve) => {
    child.on('close', () => {
      server.hasEnded = true;
      resolve();
    });
  });
  await waitFor(async () => server.hasEnded || (await isReady(url)), startMs);
  if (server.hasEnded || !(await isReady(url))) {
    child.kill('SIGKILL');
    throw new Error(`The server did not become ready:\n${readFileSync(log, 'utf8').slice(-4000)}`);
  }
  return server;
}

async function end(server, signal) {
  if (server.hasEnded) return;
  server.child.kill(signal);
  const timer = setTimeout(() => server.child.kill('SIGKILL'), stopMs);
  await server.ended;
  clearTimeout(timer);
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
