import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { forbidden, sentence, unauthenticated } from '../platform/http/problem.js';
import { IS_PUBLIC } from '../platform/http/public.js';
import type { Caller } from './caller.js';
import { CallerService } from './caller.service.js';
import { NEEDS, type Need, READS_ONLY, SESSION_ONLY } from './current-caller.js';

interface RouteRules {
  readonly isPublic: boolean;
  readonly need: Need | undefined;
  readonly readsOnly: boolean;
  readonly sessionOnly: boolean;
}

/** On every route: closed unless it says `@Public()`. Puts the caller on the request. */
@Injectable()
export class CallerGuard implements CanActivate {
  readonly #rules = new WeakMap<object, RouteRules>();

  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rules = this.#rulesOf(context);
    if (rules.isPublic) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.callers.find(request);
    if (!caller) throw unauthenticated();
    checkRules(caller, rules, request.method);
    request.caller = caller;
    return true;
  }

  #rulesOf(context: ExecutionContext): RouteRules {
    const handler = context.getHandler();
    const known = this.#rules.get(handler);
    if (known) return known;
    const targets = [handler, context.getClass()];
    const rules: RouteRules = {
      isPublic: this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, targets) === true,
      need: this.reflector.getAllAndOverride<Need | undefined>(NEEDS, targets),
      readsOnly: this.reflector.getAllAndOverride<boolean>(READS_ONLY, targets) === true,
      sessionOnly: this.reflector.getAllAndOverride<boolean>(SESSION_ONLY, targets) === true,
    };
    this.#rules.set(handler, rules);
    return rules;
  }
}

function checkRules(caller: Caller, rules: RouteRules, method: string): void {
  if (rules.need === 'administrator' && !caller.isAdministrator) throw forbidden();
  if (rules.need === 'builder' && !caller.isBuilder) throw forbidden();
  if (!caller.viaApiKey) return;
  if (rules.sessionOnly) throw forbidden(sentence('不能使用 API 密钥', 'Not with an API key'));
  const isReading = method === 'GET' || method === 'HEAD' || rules.readsOnly;
  const missing = missingScope(caller, isReading, rules.need !== undefined);
  if (missing)
    throw forbidden(sentence(`API 密钥缺少权限 ${missing}`, `The API key lacks the scope ${missing}`));
}

function missingScope(caller: Caller, isReading: boolean, isPrivileged: boolean): string | null {
  if (isPrivileged && !caller.scopes.includes('administer')) return 'administer';
  if (!isReading && !caller.scopes.includes('write')) return 'write';
  if (isReading && !caller.scopes.includes('read')) return 'read';
  return null;
}
