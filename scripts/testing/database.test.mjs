import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from './database.mjs';

describe('a test database', () => {
  let database;
  let client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is PostgreSQL 18 and sorts text by code point', async () => {
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as major, 'Z' < 'a' as by_code_point,
              (select datlocale from pg_database where datname = current_database()) as locale`,
    );
    expect(rows).toEqual([{ major: 18, by_code_point: true, locale: 'C.UTF-8' }]);
  });

  it('is empty', async () => {
    const { rows } = await client.query(
      `select count(*)::int as tables from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(rows[0].tables).toBe(0);
  });
});
