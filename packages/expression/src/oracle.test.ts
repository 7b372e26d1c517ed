import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { compareWithPostgres, type Query } from './testing/index.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));

describe('JavaScript and PostgreSQL', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env.FIELDWORK_TEST_DATABASE_URL });
    await client.connect();
    await client.query(`SET TIME ZONE 'America/New_York'`);
  });

  afterAll(() => client.end());

  it(`agree on 3,000 drawn pairs of expression and record, FIELDWORK_SEED=${seed}`, async () => {
    const asText = { getTypeParser: () => (value: string) => value };
    const query: Query = async (text, parameters) => {
      const result = await client.query({
        text,
        values: [...parameters],
        rowMode: 'array',
        types: asText as never,
      });
      return result.rows;
    };
    const schema = `oracle_${process.pid}`;
    try {
      const report = await compareWithPostgres({ query, seed, pairs: 3000, rows: 10, schema });
      expect(report.differences).toEqual([]);
      expect(report.pairs).toBeGreaterThanOrEqual(3000);
    } finally {
      await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    }
  }, 60_000);
});
