import pg from 'pg';
import type { DataSource } from 'typeorm';

const MIGRATION_LOCK = 7_305_226_113;

/**
 * Brings the platform's own tables up to date. Several processes may start at once: an advisory lock lets one of
 * them migrate while the others wait. Creates the schema `platform` first.
 */
export async function migrate(dataSource: DataSource, databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'fieldwork migration' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('create schema if not exists platform');
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.length;
  } finally {
    await client.end();
  }
}
