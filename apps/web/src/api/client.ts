import type { Answer, ProblemBody } from '@fieldwork/api-contract';
import { currentLocale } from '../words/words.js';
import { ProblemError } from './problem.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type QueryValue = string | number | boolean | undefined | null;

export interface RequestOptions {
  body?: unknown;
  query?: Readonly<Record<string, QueryValue>>;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export const apiBase = '/api/v1';

/** One request to the API: `path` begins with a slash. @throws ProblemError */
export async function request<T, M = undefined>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Answer<T, M>> {
  const { body, query, headers, signal } = options;
  const isForm = body instanceof FormData;
  const response = await send(apiBase + path + queryText(query), {
    method,
    signal: signal ?? null,
    headers: {
      accept: 'application/json',
      'accept-language': currentLocale(),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new ProblemError(response.status, readProblem(text));
  return text === '' ? ({ data: undefined } as Answer<T, M>) : (JSON.parse(text) as Answer<T, M>);
}

/** The data of an answer, for the many calls that need nothing beside it. */
export async function call<T>(method: Method, path: string, options?: RequestOptions): Promise<T> {
  return (await request<T>(method, path, options)).data;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new ProblemError(0, null);
  }
}

function queryText(query: RequestOptions['query']): string {
  const parts = Object.entries(query ?? {}).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' ? [] : [[key, String(value)] as [string, string]],
  );
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts)}`;
}

function readProblem(text: string): ProblemBody | null {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return null;
  }
}
