import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { compareWithPostgres, type Query } from './testing/oracle.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const pairs = Number(process.env.FIELDWORK_PAIRS ?? 3000);
/** A slow machine compares a thousand pairs in a second. */
const patience = 30_000 + pairs;

describe('JavaScript and PostgreSQL', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env.FIELDWORK_TEST_DATABASE_URL });
    await client.connect();
    await client.query(`SET TIME ZONE 'America/New_York'`);
  });

  afterAll(() => client.end());

  it(
    `agree on ${pairs} drawn pairs of expression and record, FIELDWORK_SEED=${seed}`,
    async () => {
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
        const report = await compareWithPostgres({ query, seed, pairs, rows: 10, schema });
        expect(report.differences).toEqual([]);
        expect(report.pairs).toBeGreaterThanOrEqual(pairs);
      } finally {
        await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      }
    },
    patience,
  );
});
