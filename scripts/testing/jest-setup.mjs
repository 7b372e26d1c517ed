import { startTestPostgres } from './database.mjs';

/** Before all test files: one PostgreSQL for the run, unless the caller brings one along. */
export default async function setUp() {
  if (process.env.FIELDWORK_TEST_DATABASE_URL) return;
  const server = await startTestPostgres();
  process.env.FIELDWORK_TEST_DATABASE_URL = server.url;
  globalThis.fieldworkTestPostgres = server;
}
