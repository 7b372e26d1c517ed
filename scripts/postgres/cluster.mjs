import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { giveTo } from './account.mjs';
import { postgresProgram } from './binaries.mjs';

/** The superuser's password of the cluster in `folder`; generated the first time, readable by its owner only. */
export function clusterPassword(folder) {
  const file = path.join(folder, 'password');
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (known) return known;
  if (existsSync(path.join(folder, 'cluster')))
    throw new Error(`The database's password file ${file} is missing`);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/**
 * Makes `folder/cluster` unless it exists. The cluster is built under another name and renamed when it is
 * complete, so a run that was killed in the middle leaves only a folder that the next run throws away.
 */
export function ensureCluster({ folder, home, account, password, sync = true }) {
  const cluster = path.join(folder, 'cluster');
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('cluster.unfinished'))
      rmSync(path.join(folder, entry), { recursive: true, force: true });
  }
  if (!existsSync(cluster)) initialise({ folder, cluster, home, account, password, sync });
  giveTo(account, cluster);
  return cluster;
}

function initialise({ folder, cluster, home, account, password, sync }) {
  const unfinished = path.join(folder, `cluster.unfinished-${process.pid}`);
  const data = path.join(unfinished, 'data');
  const passwordFile = path.join(unfinished, 'password');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(account, unfinished);
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
  ];
  // The builtin provider sorts by code point on every machine: no index breaks with a new libc or ICU.
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  args.push('--data-checksums', '--no-instructions', ...(sync ? [] : ['--no-sync']));
  const [program, programArgs] = account.command(postgresProgram(home, 'initdb'), args);
  const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const run = spawnSync(program, programArgs, {
    ...account.options,
    cwd: '/',
    env: environment,
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not be initialised: ${run.error?.message ?? run.stderr}`);
  }
  renameSync(data, cluster);
  rmSync(unfinished, { recursive: true, force: true });
}
