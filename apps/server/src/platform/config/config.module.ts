import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config.js';
import { loadSecrets, Secrets } from './secrets.js';

/** Makes `Config` and `Secrets` injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: Secrets, useFactory: () => loadSecrets(config.dataFolder) },
      ],
      exports: [Config, Secrets],
    };
  }
}
