import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config/config.js';
import { HttpAdapter } from './platform/http/http-adapter.js';
import { setUpHttp } from './platform/http/set-up-http.js';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** The server, migrated and ready to listen. Tests run on the same function. */
export async function createApp(
  config: Config,
  logger: LoggerService | false,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config),
    new HttpAdapter(config),
    {
      logger,
      // Signatures of other systems are over the body as it came.
      rawBody: true,
      abortOnError: false,
    },
  );
  await setUpHttp(app, webFolder);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
