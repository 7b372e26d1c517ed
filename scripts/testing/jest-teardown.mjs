/** After all test files: stops the PostgreSQL that this run started. */
export default async function tearDown() {
  await globalThis.fieldworkTestPostgres?.stop();
}
