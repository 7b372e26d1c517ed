import { resolve } from 'node:path';
import { z } from 'zod';
import { Config } from './config.js';

const flag = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true');
const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === '' ? null : value));
const timeZone = z
  .string()
  .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', {
    message: 'is not a known time zone such as Asia/Shanghai',
  });
const webAddress = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().trim().min(1).default('0.0.0.0'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(20),
  FIELDWORK_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(1000).max(600_000).default(30_000),
  REDIS_URL: optionalText.default(null),
  FIELDWORK_DATA: z.string().min(1).default('.data'),
  FIELDWORK_ADMIN_PASSWORD: optionalText.default(null),
  FIELDWORK_DEMO: flag.default(false),
  FIELDWORK_DEMO_PASSWORD: optionalText.default(null),
  FIELDWORK_BASE_URL: z.union([z.literal('').transform(() => null), webAddress]).default(null),
  FIELDWORK_TRUST_PROXY: flag.default(false),
  FIELDWORK_ALLOWED_HOSTS: z.string().default(''),
  FIELDWORK_TIME_ZONE: timeZone.default('Asia/Shanghai'),
  FIELDWORK_MAX_FILE_MB: z.coerce.number().positive().max(2048).default(50),
  FIELDWORK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  FIELDWORK_WORKERS: flag.default(true),
  NODE_ENV: z.string().default('production'),
});

/**
 * Reads the settings from environment variables.
 * @throws Error with one line per wrong variable, fit to be shown to the person who starts the server.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = environment.safeParse(env);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The settings cannot be used.\n${lines.join('\n')}`);
  }
  const values = result.data;
  return new Config({
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.DATABASE_CONNECTIONS,
    statementTimeoutMs: values.FIELDWORK_STATEMENT_TIMEOUT_MS,
    redisUrl: values.REDIS_URL,
    dataFolder: resolve(values.FIELDWORK_DATA),
    adminPassword: values.FIELDWORK_ADMIN_PASSWORD,
    demo: values.FIELDWORK_DEMO,
    demoPassword: values.FIELDWORK_DEMO_PASSWORD,
    baseUrl: values.FIELDWORK_BASE_URL,
    trustProxy: values.FIELDWORK_TRUST_PROXY,
    allowedHosts: values.FIELDWORK_ALLOWED_HOSTS.split(',').flatMap(
      (host) => host.trim().toLowerCase() || [],
    ),
    timeZone: values.FIELDWORK_TIME_ZONE,
    maxFileBytes: Math.trunc(values.FIELDWORK_MAX_FILE_MB * 1024 * 1024),
    logLevel: values.FIELDWORK_LOG_LEVEL,
    runsWorkers: values.FIELDWORK_WORKERS,
    production: values.NODE_ENV === 'production',
  });
}
