import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres, stopPostgres } from '../postgres.mjs';
import { atRest } from '../testing/at-rest.mjs';
import { createTestDatabase } from '../testing/database.mjs';
import { startTestServer } from '../testing/server.mjs';
import { verify } from '../verify/verify.mjs';
import { createPerson } from './person.mjs';

const demoPassword = 'only-for-fault-runs';

/** A PostgreSQL that keeps what it promised, and the built product with the demo of the after-sales app. */
export async function openWorld() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-faults-'));
  const undo = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  const close = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const inner = path.join(folder, 'postgres');
    undo.push(() => stopPostgres(inner));
    const { url } = await startPostgres({ folder: inner });
    const database = await createTestDatabase(url);
    const server = await startTestServer({
      databaseUrl: database.url,
      env: { FIELDWORK_DEMO: '1', FIELDWORK_DEMO_PASSWORD: demoPassword, FIELDWORK_LOG_LEVEL: 'warn' },
    });
    undo.push(() => server.stop());
    return worldOf({ inner, server, databaseUrl: database.url, close });
  } catch (error) {
    await close();
    throw error;
  }
}

function worldOf({ inner, server, databaseUrl, close }) {
  const ask = async (text, values = []) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  };
  return {
    server,
    ask,
    close,
    admin: createPerson(server.url, 'admin', server.adminPassword),
    person: (login) => createPerson(server.url, login, demoPassword),
    /** kill -9 of the server; answers when it happened. */
    async killServer() {
      const at = Date.now();
      await server.kill();
      return at;
    },
    /** kill -9 of PostgreSQL's first process; its others end when they notice. */
    killPostgres() {
      const at = Date.now();
      process.kill(
        Number(readFileSync(path.join(inner, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]),
        'SIGKILL',
      );
      return at;
    },
    restartPostgres: () => startPostgres({ folder: inner }),
    /** Waits until nothing is due any more. */
    rest: () => atRest(databaseUrl),
    async brokenInvariants() {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        await client.query('begin transaction isolation level repeatable read read only');
        const results = await verify({ client, data: server.data });
        const [parked] = await ask(
          'select count(*)::int as rows from platform.outbox where failed_at is not null',
        );
        const broken = results.filter((result) => result.broken > 0);
        if (parked.rows > 0) broken.push({ name: 'nothing was given up', broken: parked.rows, examples: [] });
        return broken;
      } finally {
        await client.end();
      }
    },
  };
}

/** Waits some milliseconds. */
export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
