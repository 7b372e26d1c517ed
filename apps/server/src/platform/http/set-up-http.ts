import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Config } from '../config/config.js';
import { addApiHooks } from './api-hooks.js';
import { endConnectionsAtClose } from './connections.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation-pipe.js';
import { addWebPages } from './web-pages.js';

const MOST_XML_BYTES = 64 * 1024;

/** Everything round the controllers, the same in production and in tests. Call it before `app.init()`. */
export async function setUpHttp(app: NestFastifyApplication, webFolder: string): Promise<void> {
  const config = app.get(Config);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz'] });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  addApiHooks(fastify, config);
  endConnectionsAtClose(fastify);
  // A piece of a file; whoever does not expect one refuses it as an unsupported type.
  fastify.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  // What WeChat calls back with: read as text, by the one route that expects it.
  fastify.addContentTypeParser(
    ['text/xml', 'application/xml'],
    { parseAs: 'string', bodyLimit: MOST_XML_BYTES },
    (_request, body, done) => done(null, body),
  );
  await fastify.register(cookie);
  await addWebPages(fastify, config, webFolder);
}
