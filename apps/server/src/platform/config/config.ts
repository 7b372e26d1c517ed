/** The settings of this process, read once at start. */
export class Config {
  readonly port!: number;
  readonly host!: string;
  readonly databaseUrl!: string;
  readonly databaseConnections!: number;
  readonly statementTimeoutMs!: number;
  /** null: queues live in PostgreSQL. */
  readonly redisUrl!: string | null;
  /** Absolute folder for files, secrets and (embedded) database. */
  readonly dataFolder!: string;
  readonly adminPassword!: string | null;
  readonly demo!: boolean;
  /** The password of all people that a demo brings; null: a random one, shown once. */
  readonly demoPassword!: string | null;
  /** The address under which people reach this installation; null: taken from each request's own host. */
  readonly baseUrl!: string | null;
  readonly trustProxy!: boolean;
  /** `host` or `host:port` that may be reached though it lies in a private network. */
  readonly allowedHosts!: readonly string[];
  /** IANA name; days and deadlines are counted in it. */
  readonly timeZone!: string;
  readonly maxFileBytes!: number;
  readonly logLevel!: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Whether this process performs outbox rows and jobs, besides serving requests. */
  readonly runsWorkers!: boolean;
  readonly production!: boolean;

  constructor(values: Readonly<Config>) {
    Object.assign(this, values);
  }
}
