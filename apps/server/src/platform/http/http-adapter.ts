import { randomBytes } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Config } from '../config/config.js';
import { RawJson } from './raw-json.js';

const JSON_BODY_BYTES = 4 * 1024 * 1024;
const JSON_TYPE = 'application/json; charset=utf-8';

/** Fastify under Nest, with one addition: a controller may return `RawJson`. */
export class HttpAdapter extends FastifyAdapter {
  constructor(config: Pick<Config, 'trustProxy' | 'maxFileBytes'>) {
    super({
      trustProxy: config.trustProxy,
      bodyLimit: JSON_BODY_BYTES,
      genReqId: requestIds(),
      forceCloseConnections: 'idle',
      requestTimeout: 120_000,
      routerOptions: { maxParamLength: 200 },
      multipart: {
        limits: {
          fileSize: config.maxFileBytes,
          files: 1,
          fields: 8,
          parts: 9,
          fieldSize: 64 * 1024,
          headerPairs: 50,
        },
      },
    });
  }

  override reply(
    response: FastifyReply,
    body: unknown,
    statusCode?: number,
  ): ReturnType<FastifyAdapter['reply']> {
    if (!(body instanceof RawJson)) return super.reply(response, body, statusCode);
    if (statusCode !== undefined) response.code(statusCode);
    return response.header('content-type', JSON_TYPE).send(body.text) as ReturnType<FastifyAdapter['reply']>;
  }
}

/** Short ids, unique per process start: a random beginning and a counter. */
function requestIds(): () => string {
  const beginning = randomBytes(6).toString('base64url');
  let count = 0;
  return () => {
    count += 1;
    return `${beginning}-${count.toString(36)}`;
  };
}
