import type { DataSourceOptions, EntitySchema, MigrationInterface } from 'typeorm';
import type { Config } from '../config/config.js';
import { connectionOptions } from './pool.js';

type Class<T> = new () => T;

/** What the features bring along for the platform's own tables. */
export interface PlatformSchema {
  readonly entities: readonly (Class<object> | EntitySchema)[];
  readonly migrations: readonly Class<MigrationInterface>[];
}

/** TypeORM's settings: the platform's tables in the schema `platform`, migrated by us and never synchronised. */
export function dataSourceOptions(config: Config, schema: PlatformSchema): DataSourceOptions {
  return {
    type: 'postgres',
    url: config.databaseUrl,
    schema: 'platform',
    entities: [...schema.entities] as Class<object>[],
    migrations: [...schema.migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    logging: ['error'],
    logger: 'debug',
    poolSize: 4,
    extra: connectionOptions({
      databaseUrl: config.databaseUrl,
      applicationName: 'fieldwork platform',
      statementTimeoutMs: config.statementTimeoutMs,
    }),
  };
}
