import { ExpressionError } from '@fieldwork/expression';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeDatabaseFailure } from '../database/database-errors.js';
import { invalid, Problem, sentence, tooLarge, unsupportedType } from './problem.js';
import { requestLocale } from './request-locale.js';

const titles: Record<number, [type: string, zh: string, en: string]> = {
  400: ['bad-request', '请求格式不正确', 'The request is malformed'],
  401: ['unauthenticated', '请先登录', 'Please sign in'],
  403: ['forbidden', '没有权限', 'You may not do this'],
  404: ['not-found', '找不到内容', 'Not found'],
  405: ['method-not-allowed', '不支持的操作', 'This method is not allowed here'],
  408: ['timeout', '请求超时', 'The request took too long to arrive'],
  503: ['unavailable', '服务暂时不可用', 'The service is not available right now'],
};

/** The one place where failures become HTTP: problem+json in the caller's language, with the request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (problem.status >= 500) this.#report(error, problem, request);
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    sendProblem(reply, request, problem);
  }

  #report(error: unknown, problem: Problem, request: FastifyRequest): void {
    const line = `${request.method} ${request.routeOptions?.url ?? 'unknown route'}: ${String((error as Error)?.message ?? error)}`;
    if (problem.status === 500)
      this.#log.error({ msg: line, requestId: request.id, stack: (error as Error)?.stack });
    else this.#log.warn({ msg: line, requestId: request.id, status: problem.status });
  }
}

/** Writes a problem as the answer. Also used where Nest is not in the way yet (hooks, static pages). */
export function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): void {
  const locale = requestLocale(request.headers['accept-language']);
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `urn:fieldwork:problem:${problem.type}`,
        title: problem.title[locale],
        status: problem.status,
        detail: problem.detail?.[locale],
        requestId: request.id,
        issues: problem.issues.length > 0 ? problem.issues : undefined,
        ...problem.extra,
      }),
    );
}

/** Any thrown value as a problem. What is not expected becomes a bare 500: its message may hold what nobody should see. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ExpressionError) return invalid(error.issues);
  const failure = describeDatabaseFailure(error);
  if (failure) {
    const retry =
      failure.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: failure.retryAfterSeconds };
    return new Problem(failure.status, 'database', failure.title, retry);
  }
  if ((error as { code?: unknown })?.code === 'ENOSPC')
    return new Problem(507, 'no-space', sentence('磁盘空间不足', 'No disk space left'));
  return (
    fromStatus(error) ??
    new Problem(500, 'internal', sentence('服务器内部错误', 'Something went wrong on the server'))
  );
}

function fromStatus(error: unknown): Problem | null {
  const thrown = error as { statusCode?: unknown; code?: unknown; message?: unknown } | null;
  const status = error instanceof HttpException ? error.getStatus() : thrown?.statusCode;
  if (typeof status !== 'number' || status < 400 || (status >= 500 && status !== 503)) return null;
  if (status === 413) return tooLarge(4 * 1024 * 1024);
  if (status === 415) return unsupportedType();
  const [type, zh, en] = titles[status] ?? ['refused', '请求被拒绝', 'The request was refused'];
  // Fastify's own complaints (FST_…, such as invalid JSON) are about the request and safe to repeat.
  const isAboutRequest = typeof thrown?.code === 'string' && thrown.code.startsWith('FST_');
  const words = status === 400 && isAboutRequest ? String(thrown?.message) : null;
  return new Problem(status, type, sentence(zh, en), words ? { detail: sentence(words, words) } : {});
}
