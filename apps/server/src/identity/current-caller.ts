import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that is not public. */
    caller?: Caller;
  }
}

/** The caller of this request, as a controller's parameter. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('A public route has no caller');
  return caller;
});

export const NEEDS = 'fieldwork:needs';
export type Need = 'administrator' | 'builder';

/** Administrators only. */
export const Administrator = () => SetMetadata(NEEDS, 'administrator' satisfies Need);
/** Those who design apps, administrators included. */
export const Builder = () => SetMetadata(NEEDS, 'builder' satisfies Need);

export const READS_ONLY = 'fieldwork:reads-only';
/** A POST that changes nothing (a query with a body): an API key with the scope `read` may call it. */
export const ReadsOnly = () => SetMetadata(READS_ONLY, true);
export const SESSION_ONLY = 'fieldwork:session-only';
/** Not with an API key: a leaked key must not be able to make itself more keys or change the password. */
export const SessionOnly = () => SetMetadata(SESSION_ONLY, true);
