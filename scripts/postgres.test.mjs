import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isRunning, waitFor } from './postgres/process.mjs';
import { startPostgres, stopPostgres } from './postgres.mjs';

const query = async (url, statement) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

describe('the embedded PostgreSQL', () => {
  let parent;
  let folder;
  const start = () => startPostgres({ folder, sync: false });
  const lockFile = () => path.join(folder, 'cluster', 'postmaster.pid');

  beforeAll(() => {
    // A space in the name, and a folder above that only its owner may enter, as a home often is.
    parent = mkdtempSync(path.join(os.tmpdir(), 'fieldwork launcher '));
    folder = path.join(parent, 'data', 'postgres');
  });

  afterAll(async () => {
    await stopPostgres(folder);
    rmSync(parent, { recursive: true, force: true });
  });

  it('throws away what an interrupted initialisation left, and starts', async () => {
    mkdirSync(path.join(folder, 'cluster.unfinished-1', 'data'), { recursive: true });
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['cluster', 'password', 'port', 'postgres.log']);
    const settings = await query(
      server.url,
      "select current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses",
    );
    expect(settings).toEqual([{ checksums: 'on', addresses: '127.0.0.1' }]);
  });

  it('keeps its password in a file for its owner only, and asks for it', async () => {
    const server = await start();
    expect(statSync(path.join(folder, 'password')).mode & 0o077).toBe(0);
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('adopts a server that still runs, on its port', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
  });

  it('comes back after kill -9 with what was committed', async () => {
    const before = await start();
    await query(before.url, 'create table kept as select 42 as answer');
    process.kill(before.pid, 'SIGKILL');
    const after = await start();
    expect(after.pid).not.toBe(before.pid);
    expect(await query(after.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('starts although its old number belongs to another program by now', async () => {
    const { pid } = await start();
    process.kill(pid, 'SIGKILL');
    await waitFor(() => !isRunning(pid), 5_000);
    const lock = readFileSync(lockFile(), 'utf8').split('\n');
    writeFileSync(lockFile(), [process.pid, ...lock.slice(1)].join('\n'));
    expect((await start()).adopted).toBe(false);
  });

  it('is gone after stop, and stopping again is quiet', async () => {
    const { pid, stop } = await start();
    await stop();
    expect(isRunning(pid)).toBe(false);
    await stopPostgres(folder);
  });
});
