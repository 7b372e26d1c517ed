import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres } from '../postgres.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Opens the database for reading, as one snapshot, and finds the data folder that belongs to it.
 *
 * @returns {Promise<{ client: pg.Client, data: string | null, close: () => Promise<void> }>}
 */
export async function openReadOnly() {
  const base = process.env.FIELDWORK_DATA ? (process.env.INIT_CWD ?? process.cwd()) : root;
  const data = path.resolve(base, process.env.FIELDWORK_DATA || '.data');
  const database = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : await embedded(data);
  const client = new pg.Client({ connectionString: database.url, application_name: 'fieldwork verify' });
  // A connection that breaks shows in the query that was under way.
  client.on('error', () => {});
  const close = async () => {
    await client.end().catch(() => {});
    await database.stop?.();
  };
  try {
    await client.connect();
    await client.query('begin transaction isolation level repeatable read read only');
  } catch (error) {
    await close();
    throw new Error(`The database cannot be reached: ${error.message}`);
  }
  // A database of its own does not tell where its server keeps the files.
  const isKnown = !process.env.DATABASE_URL || Boolean(process.env.FIELDWORK_DATA);
  return { client, data: isKnown ? data : null, close };
}

async function embedded(data) {
  const folder = path.join(data, 'postgres');
  if (!existsSync(folder)) throw new Error(`There is no database in ${data}. Name it in DATABASE_URL.`);
  const server = await startPostgres({ folder });
  const url = Object.assign(new URL(server.url), { pathname: '/fieldwork' }).href;
  return server.adopted ? { url } : { url, stop: server.stop };
}
