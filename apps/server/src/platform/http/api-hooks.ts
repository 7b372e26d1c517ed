import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { isDeeper, mostDeep } from './json-depth.js';
import { sendProblem } from './problem.filter.js';
import { badRequest, sentence } from './problem.js';
import { checkSameOrigin } from './same-origin.js';

const API = '/api/';

/** What every API answer carries. Constant, so that the hot path pays for nothing but copying. */
const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Hooks round every API request: headers, the same-origin check, and (at debug) one log line. */
export function addApiHooks(fastify: FastifyInstance, config: Config): void {
  const baseHost = config.baseUrl === null ? undefined : new URL(config.baseUrl).host;
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    if (!request.url.startsWith(API)) return done();
    reply.headers(apiHeaders);
    const problem = checkSameOrigin(request.method, request.headers, [request.host, baseHost]);
    if (problem === null) return done();
    sendProblem(reply, request, problem);
  });
  fastify.addHook('preValidation', (request, reply, done) => {
    const { body } = request;
    if (typeof body !== 'object' || Buffer.isBuffer(body) || !isDeeper(body, mostDeep)) return done();
    sendProblem(reply, request, badRequest(sentence('内容嵌套过深', 'The body is nested too deeply')));
  });
  if (config.logLevel === 'debug') addRequestLog(fastify);
}

function addRequestLog(fastify: FastifyInstance): void {
  const log = new Logger('Request');
  fastify.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not the address: addresses hold ids, searches and tokens.
    log.debug({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      requestId: request.id,
    });
    done();
  });
}
