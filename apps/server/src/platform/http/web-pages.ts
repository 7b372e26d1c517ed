import { join } from 'node:path';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { sendProblem } from './problem.filter.js';
import { notFound } from './problem.js';
import { WebFiles } from './web-files.js';

/** Scripts from this server only, never inline. antd writes style elements at run time, hence the one exception. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'self'"],
  },
};

const mapsPath = '/maps/';

/** Serves the built web application at every address that is not the API's. */
export async function addWebPages(fastify: FastifyInstance, config: Config, folder: string): Promise<void> {
  const files = new WebFiles(folder);
  // A deployer's own (reviewed) maps take the place of those that ship: same names, under the data folder.
  const ownMaps = new WebFiles(join(config.dataFolder, 'maps'));
  await fastify.register(async (scope) => {
    await scope.register(helmet, {
      contentSecurityPolicy,
      hsts: config.baseUrl?.startsWith('https:') ? { maxAge: 15_552_000, includeSubDomains: false } : false,
      frameguard: { action: 'sameorigin' },
      referrerPolicy: { policy: 'same-origin' },
    });
    scope.get('/*', async (request, reply) => {
      const path = pathOf(request.url);
      const ownMap = path?.startsWith(mapsPath) ? ownMaps.resolve(path.slice(mapsPath.length - 1)) : null;
      const name = ownMap ?? (path === null || path.startsWith('/api/') ? null : files.resolve(path));
      if (name === null) {
        sendProblem(reply, request, notFound());
        return reply;
      }
      const file = await (ownMap === null ? files : ownMaps).read(
        name,
        String(request.headers['accept-encoding'] ?? ''),
      );
      reply
        .header('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        .header('etag', file.etag)
        .header('vary', 'accept-encoding');
      if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
      if (file.encoding) reply.header('content-encoding', file.encoding);
      return reply.header('content-type', file.type).send(file.body);
    });
  });
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(url.split('?', 1)[0] as string);
  } catch {
    return null;
  }
}
