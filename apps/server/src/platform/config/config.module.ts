import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Outgoing } from '../network/outgoing.js';
import { OutgoingHttp } from '../network/outgoing-http.js';
import { SigningSecrets } from '../network/signing-secrets.js';
import { Config } from './config.js';
import { loadSecrets, Secrets } from './secrets.js';
import { Vault } from './vault.js';

/** Makes the settings, the keys and what guards them injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: Secrets, useFactory: () => loadSecrets(config.dataFolder) },
        Vault,
        Outgoing,
        OutgoingHttp,
        SigningSecrets,
      ],
      exports: [Config, Secrets, Vault, Outgoing, OutgoingHttp, SigningSecrets],
    };
  }
}
