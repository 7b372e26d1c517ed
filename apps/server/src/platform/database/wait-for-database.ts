import pg from 'pg';
import { describeDatabaseFailure } from './database-errors.js';

/**
 * Waits until PostgreSQL answers: in a container it may start later than the server.
 * @throws Error with one clear sentence when it does not answer in time or refuses the account
 */
export async function waitForDatabase(databaseUrl: string, waitMs: number): Promise<void> {
  const end = performance.now() + waitMs;
  for (;;) {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await refuseOld(client);
      return;
    } catch (error) {
      const mayPass = describeDatabaseFailure(error) !== null;
      if (!mayPass || performance.now() > end) throw new Error(explain(databaseUrl, error as Error));
      await new Promise((resolve) => setTimeout(resolve, 500));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function refuseOld(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version < 18) throw new Error(`PostgreSQL ${version} is too old, 18 or newer is needed`);
}

function explain(databaseUrl: string, error: Error): string {
  const { host, pathname } = new URL(databaseUrl);
  const reason = error.message || String((error as { code?: string }).code);
  return `The database ${pathname.slice(1)} at ${host} cannot be used: ${reason}`;
}
