import { type DynamicModule, Global, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { dataSourceOptions, type PlatformSchema } from './data-source.js';
import { Database } from './database.js';
import { Listener } from './listener.js';
import { migrate } from './migrate.js';
import { connectionOptions, createPool } from './pool.js';

const log = new Logger('Database');
const report = (error: Error): void => log.warn(`Connection lost: ${error.message}`);

/** Connections to PostgreSQL. Whoever injects `Database` or `DataSource` finds the platform's tables migrated. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(schema: PlatformSchema): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Config],
          useFactory: (config: Config) => ({ ...dataSourceOptions(config, schema), retryAttempts: 0 }),
          dataSourceFactory: async (options) => {
            if (options?.type !== 'postgres' || !options.url) throw new Error('PostgreSQL is required');
            const dataSource = await new DataSource(options).initialize();
            const count = await migrate(dataSource, options.url);
            if (count > 0) log.log(`${count} migrations done`);
            return dataSource;
          },
        }),
      ],
      providers: [
        {
          provide: Database,
          // DataSource is asked for so that nobody can query before the migrations are done.
          inject: [Config, DataSource],
          useFactory: (config: Config) =>
            new Database(
              createPool(
                {
                  databaseUrl: config.databaseUrl,
                  applicationName: 'fieldwork',
                  maxConnections: config.databaseConnections,
                  statementTimeoutMs: config.statementTimeoutMs,
                },
                report,
              ),
            ),
        },
        {
          provide: Listener,
          inject: [Config],
          useFactory: (config: Config) =>
            new Listener(
              connectionOptions({
                databaseUrl: config.databaseUrl,
                applicationName: 'fieldwork listener',
                statementTimeoutMs: config.statementTimeoutMs,
              }),
              report,
            ),
        },
      ],
      exports: [Database, Listener, TypeOrmModule],
    };
  }
}
