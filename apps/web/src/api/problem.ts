import type { ProblemBody } from '@fieldwork/api-contract';
import { type Issue, localize } from '@fieldwork/metadata';
import { verbs } from '../words/verbs.js';
import { currentLocale, say } from '../words/words.js';

const mostIssues = 3;

/** A refusal by the server, or no answer at all (`status` 0). Its message is a sentence for people. */
export class ProblemError extends Error {
  readonly status: number;
  readonly body: ProblemBody | null;

  constructor(status: number, body: ProblemBody | null) {
    super(sentenceOf(status, body));
    this.name = 'ProblemError';
    this.status = status;
    this.body = body;
  }

  get issues(): readonly Issue[] {
    return this.body?.issues ?? [];
  }
}

function sentenceOf(status: number, body: ProblemBody | null): string {
  if (status === 0) return say(verbs, 'offline');
  if (status >= 500 || body === null) return say(verbs, 'server_failed', { id: body?.requestId ?? status });
  return body.detail ?? body.title;
}

/** The sentence for whatever was thrown, with what is wrong where the sentence alone does not say it. */
export function messageOf(error: unknown): string {
  if (error instanceof ProblemError && error.body?.detail === undefined && error.issues.length > 0) {
    const found = error.issues.map(({ message }) => localize(message, currentLocale()));
    return `${error.message} · ${[...new Set(found)].slice(0, mostIssues).join(' · ')}`;
  }
  return error instanceof Error ? error.message : say(verbs, 'failed');
}

export function hasStatus(error: unknown, ...statuses: number[]): error is ProblemError {
  return error instanceof ProblemError && statuses.includes(error.status);
}
