import pg from 'pg';
import { typeParsers } from './type-parsers.js';

export interface PoolSettings {
  readonly databaseUrl: string;
  readonly applicationName: string;
  readonly maxConnections: number;
  readonly statementTimeoutMs: number;
}

/** Settings of one connection. The session runs in UTC so that instants arrive in one form (see type-parsers). */
export function connectionOptions(settings: Omit<PoolSettings, 'maxConnections'>): pg.ClientConfig {
  return {
    connectionString: settings.databaseUrl,
    application_name: settings.applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 5_000,
    statement_timeout: settings.statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    options: '-c TimeZone=UTC -c DateStyle=ISO,YMD',
    types: typeParsers as pg.CustomTypesConfig,
  };
}

/** Opens the pool. A connection that dies, idle or busy, is reported and replaced; it never ends the process. */
export function createPool(settings: PoolSettings, report: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOptions(settings),
    max: settings.maxConnections,
    idleTimeoutMillis: 30_000,
  });
  pool.on('error', report);
  // pg listens for errors only while a connection is idle; without this a backend killed under a query ends the process.
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}
