import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../platform/config/config.js';

const MAX_AGE_SECONDS = 30 * 24 * 3600;

/** Says that somebody signed in here, nothing more: the pages need not ask for a session that cannot be there. */
const HINT = 'fieldwork_signed_in';

/** `__Host-` where the browser allows it: no other host of the domain and no plain http can set such a cookie. */
function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-fieldwork' : 'fieldwork';
}

function isSecure(request: FastifyRequest, config: Pick<Config, 'baseUrl'>): boolean {
  return request.protocol === 'https' || config.baseUrl?.startsWith('https:') === true;
}

export function readSessionCookie(
  request: FastifyRequest,
  config: Pick<Config, 'baseUrl'>,
): string | undefined {
  return request.cookies[cookieName(isSecure(request, config))];
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Pick<Config, 'baseUrl'>,
  token: string,
): void {
  const secure = isSecure(request, config);
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: MAX_AGE_SECONDS } as const;
  reply.setCookie(cookieName(secure), token, options);
  reply.setCookie(HINT, '1', { ...options, httpOnly: false });
}

export function clearSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Pick<Config, 'baseUrl'>,
): void {
  const secure = isSecure(request, config);
  reply.clearCookie(cookieName(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
  reply.clearCookie(HINT, { path: '/', sameSite: 'lax', secure });
}
