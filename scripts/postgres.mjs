/**
 * The PostgreSQL that Fieldwork brings along: real PostgreSQL from npm, in a folder of its own.
 *
 *   node scripts/postgres.mjs start|stop [folder]      (default: $FIELDWORK_DATA/postgres)
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { chooseAccount } from './postgres/account.mjs';
import { postgresHome, postgresProgram } from './postgres/binaries.mjs';
import { clusterPassword, ensureCluster } from './postgres/cluster.mjs';
import { commandLine, freePort, isPortFree, isRunning, waitFor } from './postgres/process.mjs';

const startMs = 60_000;
const stopMs = 30_000;

/**
 * Starts PostgreSQL on the loopback address, or adopts the one that a killed start left running.
 *
 * @param {{ folder: string, settings?: Record<string, string>, sync?: boolean }} options `sync: false` is for tests
 * @returns {Promise<{ url: string, port: number, pid: number, adopted: boolean, stop: () => Promise<void> }>}
 */
export async function startPostgres({ folder, settings = {}, sync = true }) {
  // Only the innermost folder is private: PostgreSQL's account must be able to walk through those above.
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const home = postgresHome();
  const account = chooseAccount([folder, home]);
  const password = clusterPassword(folder);
  const cluster = ensureCluster({ folder, home, account, password, sync });
  const url = (port) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const running = await adopt(cluster, url);
  if (running) return { ...running, url: url(running.port), stop: () => stopCluster(cluster) };

  const port = await persistedPort(folder);
  const log = path.join(folder, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const pid = await launch({ home, account, cluster, port, log, settings, url });
    if (pid) return { url: url(port), port, pid, adopted: false, stop: () => stopCluster(cluster) };
    const reason = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => /FATAL|HINT|PANIC/.test(line));
    // After kill -9 of the postmaster its children need a moment to notice; until then the memory is in use.
    const isLeaving = reason.some((line) => /shared memory block|lock file/.test(line));
    if (!isLeaving || attempt > 20) throw new Error(`PostgreSQL did not start: ${reason.join(' ') || log}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Stops the PostgreSQL of a folder and waits until it is gone; quiet when none runs. */
export function stopPostgres(folder) {
  return stopCluster(path.join(folder, 'cluster'));
}

async function launch({ home, account, cluster, port, log, settings, url }) {
  const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  const args = ['-D', cluster];
  for (const [name, value] of Object.entries({ ...settings, ...fixed })) args.push('-c', `${name}=${value}`);
  const [program, programArgs] = account.command(postgresProgram(home, 'postgres'), args);
  const output = openSync(log, 'w', 0o600);
  const child = spawn(program, programArgs, {
    ...account.options,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    // Its own process group: Ctrl-C must reach the server first and PostgreSQL last.
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let hasEnded = false;
  child.on('exit', () => {
    hasEnded = true;
  });
  child.on('error', () => {
    hasEnded = true;
  });
  child.unref();
  await waitFor(async () => hasEnded || (await answers(url(port))), startMs);
  return hasEnded ? undefined : child.pid;
}

async function adopt(cluster, url) {
  const lock = readLock(cluster);
  if (!lock) return undefined;
  const line = commandLine(lock.pid);
  // A stale lock file whose number belongs to another program by now would stop PostgreSQL for ever.
  const isOurs = isRunning(lock.pid) && (line === undefined || line.includes(cluster));
  if (!isOurs) {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const isReady = await waitFor(async () => !isRunning(lock.pid) || (await answers(url(lock.port))), startMs);
  if (!isRunning(lock.pid)) return undefined;
  if (!isReady)
    throw new Error(`PostgreSQL runs (process ${lock.pid}) but does not answer on port ${lock.port}`);
  return { port: lock.port, pid: lock.pid, adopted: true };
}

async function stopCluster(cluster) {
  const lock = readLock(cluster);
  if (!lock || !isRunning(lock.pid) || !(commandLine(lock.pid) ?? cluster).includes(cluster)) return;
  const isGone = () => !isRunning(lock.pid);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
    try {
      process.kill(lock.pid, signal);
    } catch {
      return;
    }
    if (await waitFor(isGone, stopMs)) return;
  }
}

function readLock(cluster) {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return Number(lines[0]) > 0 ? { pid: Number(lines[0]), port: Number(lines[3]) } : undefined;
}

async function persistedPort(folder) {
  const file = path.join(folder, 'port');
  const known = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (known > 0 && (await isPortFree(known))) return known;
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}

async function answers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error.code === '28P01') throw new Error('PostgreSQL refuses the password kept in the data folder');
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const data = path.resolve(process.env.FIELDWORK_DATA ?? path.join(root, '.data'));
  const [action = 'start', folder = path.join(data, 'postgres')] = process.argv.slice(2);
  if (action === 'stop') await stopPostgres(path.resolve(folder));
  else console.log((await startPostgres({ folder: path.resolve(folder) })).url);
  process.exit(0);
}
