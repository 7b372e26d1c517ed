import os from 'node:os';
import path from 'node:path';
import { explainFileError, Failure } from './failure.mjs';

const megabyte = 1024 * 1024;

/**
 * The database of this start: the one that DATABASE_URL names, or our own PostgreSQL below the data folder.
 *
 * @returns {Promise<string>} its address
 */
export async function openDatabase(folder, stopping) {
  const given = process.env.DATABASE_URL;
  if (given) {
    await checkReachable(given);
    return given;
  }
  const { startPostgres, stopPostgres } = await import('../postgres.mjs');
  const inner = path.join(folder, 'postgres');
  // Registered before it runs: an interruption in the middle of its start must stop it too.
  stopping.add(() => stopPostgres(inner));
  try {
    const server = await startPostgres({ folder: inner, settings: settings() });
    return await ensureDatabase(server.url);
  } catch (error) {
    throw explainFileError(error, folder);
  }
}

// Sized so that a small machine stays usable and a large one is used; never more than PostgreSQL profits from.
function settings() {
  const memory = os.totalmem() / megabyte;
  const shared = Math.round(Math.min(Math.max(memory / 8, 128), 1024));
  return {
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_connections: '120',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    wal_compression: 'on',
    jit: 'off',
  };
}

// The server works as an ordinary role that owns its database: no superuser, no files of the machine.
async function ensureDatabase(adminUrl) {
  const { default: pg } = await import('pg');
  const url = new URL(adminUrl);
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query(
      `select exists (select from pg_roles where rolname = 'fieldwork') as has_role,
              exists (select from pg_database where datname = 'fieldwork') as has_database`,
    );
    if (!rows[0].has_role) {
      const password = admin.escapeLiteral(decodeURIComponent(url.password));
      await admin.query(['create role fieldwork login password', password].join(' '));
    }
    if (!rows[0].has_database) {
      await admin.query(
        `create database fieldwork owner fieldwork template template0
         locale_provider builtin builtin_locale 'C.UTF-8' locale 'C' encoding 'UTF8'`,
      );
    }
  } finally {
    await admin.end();
  }
  url.username = 'fieldwork';
  url.pathname = '/fieldwork';
  return url.href;
}

async function checkReachable(connectionString) {
  const { default: pg } = await import('pg');
  const target = describeUrl(connectionString);
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const reason = error.code ? `${error.code}: ${error.message}` : error.message;
    throw new Failure(
      `The database at ${target} cannot be reached (${reason}). Check DATABASE_URL and whether that PostgreSQL runs.`,
      `无法连接数据库 ${target}（${reason}）。请检查 DATABASE_URL 以及该 PostgreSQL 是否在运行。`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** Host, port and name of a connection address; the password never reaches a screen or a log. */
function describeUrl(text) {
  try {
    const url = new URL(text);
    return `${url.hostname}:${url.port || 5432}${url.pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
