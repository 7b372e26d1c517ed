import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { isRunning } from '../postgres/process.mjs';
import { startPostgres, stopPostgres } from '../postgres.mjs';

const prefix = 'fieldwork-test-';

const role = 'fieldwork_test';
const rolePassword = 'only-for-tests';

// A test's database need not survive a power cut.
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Starts a PostgreSQL for one test run in a temporary folder. `stop` ends it and removes the folder. */
export async function startTestPostgres() {
  await removeLeftOvers();
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  writeFileSync(path.join(folder, 'owner'), String(process.pid));
  const inner = path.join(folder, 'postgres');
  const server = await startPostgres({ folder: inner, settings: hasty, sync: false });
  return { url: server.url, stop: () => remove(folder) };
}

/**
 * Makes an empty database for one test file, owned by an ordinary role as in the product.
 * The server is the one of FIELDWORK_TEST_DATABASE_URL, which the test run sets.
 */
export async function createTestDatabase(admin = process.env.FIELDWORK_TEST_DATABASE_URL) {
  if (!admin) throw new Error('FIELDWORK_TEST_DATABASE_URL is not set: run the tests with jest or npm test');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = new URL(admin);
  const locale = `locale_provider builtin builtin_locale 'C.UTF-8' locale 'C' encoding 'UTF8'`;
  await execute(admin, [
    // Test files start at the same time; whoever comes second finds the role there.
    `do $$ begin create role ${role} login password '${rolePassword}';
     exception when duplicate_object or unique_violation then null; end $$`,
    `create database "${name}" owner ${role} template template0 ${locale}`,
  ]);
  url.username = role;
  url.password = rolePassword;
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(admin, [`drop database if exists "${name}" with (force)`]) };
}

async function execute(url, statements) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

// A test run that was killed leaves its server behind; the next run ends it.
async function removeLeftOvers() {
  for (const entry of readdirSync(os.tmpdir())) {
    const folder = path.join(os.tmpdir(), entry);
    if (entry.startsWith(prefix) && ownerIsGone(folder)) await remove(folder);
  }
}

function ownerIsGone(folder) {
  try {
    return !isRunning(Number(readFileSync(path.join(folder, 'owner'), 'utf8')));
  } catch {
    return false;
  }
}

async function remove(folder) {
  await stopPostgres(path.join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
