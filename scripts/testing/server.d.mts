/** The built product, running for a test. */
export interface TestServer {
  url: string;
  adminPassword: string;
  databaseUrl: string;
  data: string;
  log: string;
  readonly pid: number;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the built product on a free port with a database and a data folder of its own. */
export function startTestServer(options?: {
  env?: Record<string, string>;
  databaseUrl?: string;
  port?: number;
}): Promise<TestServer>;
