import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../platform/config/config.js';
import type { Caller } from './caller.js';
import { SessionService } from './session.service.js';
import { readSessionCookie } from './session-cookie.js';

/** Who sends a request: by the API key in its header, or else by the session cookie. Never by the address. */
@Injectable()
export class CallerService {
  constructor(
    private readonly sessions: SessionService,
    private readonly config: Config,
  ) {}

  /** The caller with his rights of this second, null when nobody is signed in. */
  async find(request: FastifyRequest): Promise<Caller | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = /^Bearer (fwk_[\w-]{20,100})$/i.exec(authorization)?.[1];
      return key === undefined ? null : this.sessions.findByKey(key);
    }
    const token = readSessionCookie(request, this.config);
    return token ? this.sessions.findBySession(token) : null;
  }
}
