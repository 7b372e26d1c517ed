import type { Issue } from '@fieldwork/metadata';

/** A sentence in both languages; the answer carries the one the caller asked for. */
export interface Sentence {
  readonly 'zh-CN': string;
  readonly en: string;
}

interface ProblemDetails {
  readonly detail?: Sentence;
  readonly issues?: readonly Issue[];
  /** More members of the problem document, such as the fields that differ in a conflict. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

/** An expected failure on its way to the caller as problem+json (RFC 9457). Thrown by services and controllers. */
export class Problem extends Error {
  readonly detail: Sentence | undefined;
  readonly issues: readonly Issue[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: Sentence,
    details: ProblemDetails = {},
  ) {
    super(details.detail?.en ?? title.en);
    this.name = 'Problem';
    this.detail = details.detail;
    this.issues = details.issues ?? [];
    this.extra = details.extra ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export const sentence = (zh: string, en: string): Sentence => ({ 'zh-CN': zh, en });

/** 400: the request itself is malformed. */
export function badRequest(detail?: Sentence): Problem {
  return new Problem(
    400,
    'bad-request',
    sentence('请求格式不正确', 'The request is malformed'),
    withDetail(detail),
  );
}

/** 401: nobody is signed in, or the session has ended. */
export function unauthenticated(detail?: Sentence): Problem {
  return new Problem(401, 'unauthenticated', sentence('请先登录', 'Please sign in'), withDetail(detail));
}

/** 403: known, but not allowed. Where existence is a secret, use `notFound`. */
export function forbidden(detail?: Sentence): Problem {
  return new Problem(403, 'forbidden', sentence('没有权限', 'You may not do this'), withDetail(detail));
}

/** 404: not there, or not to be seen by this caller. */
export function notFound(detail?: Sentence): Problem {
  return new Problem(404, 'not-found', sentence('找不到内容', 'Not found'), withDetail(detail));
}

/** 409: the state of things does not allow it; `extra` can say what differs. */
export function conflict(
  detail?: Sentence,
  issues?: readonly Issue[],
  extra?: Readonly<Record<string, unknown>>,
): Problem {
  const title = sentence('与当前状态冲突', 'This conflicts with the present state');
  return new Problem(409, 'conflict', title, {
    ...withDetail(detail),
    issues: issues ?? [],
    extra: extra ?? {},
  });
}

/** 422: understood, but the values are not acceptable; each issue names its place. */
export function invalid(issues: readonly Issue[], detail?: Sentence): Problem {
  const title = sentence('提交的内容有误', 'Some values are not acceptable');
  return new Problem(422, 'invalid', title, { ...withDetail(detail), issues });
}

/** 413: more bytes than allowed. */
export function tooLarge(limitBytes: number): Problem {
  const megabytes = Math.floor(limitBytes / 1024 / 1024);
  return new Problem(413, 'too-large', sentence('内容过大', 'Too large'), {
    detail: sentence(`不能超过 ${megabytes} MB`, `At most ${megabytes} MB are accepted`),
  });
}

/** 415: a content type that this address does not take. */
export function unsupportedType(): Problem {
  return new Problem(
    415,
    'unsupported-type',
    sentence('不支持的内容类型', 'This content type is not accepted'),
  );
}

/** 429: too many tries; says when the next one is welcome. */
export function tooManyTries(retryAfterSeconds: number): Problem {
  return new Problem(
    429,
    'too-many-tries',
    sentence('尝试次数过多，请稍后再试', 'Too many tries, please wait'),
    {
      retryAfterSeconds,
    },
  );
}

function withDetail(detail: Sentence | undefined): ProblemDetails {
  return detail ? { detail } : {};
}
