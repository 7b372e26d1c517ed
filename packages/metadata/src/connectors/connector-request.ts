import { evaluate } from '@fieldwork/expression';
import type { Connector } from '../documents/connector.js';
import { type Facts, factScope } from '../effects/effect.js';
import { putJson } from './json-path.js';

const slot = /\{\{\s*([a-z][a-z0-9_.]{0,99})\s*\}\}/g;

/** A request as it goes out, below the address of the connection. */
export interface BuiltRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** With its query. */
  path: string;
  body: Record<string, unknown> | null;
}

/** What stands in the places of a template: of references their title, else what the field holds. */
export type SlotValues = Readonly<Record<string, unknown>>;

const nothing: NonNullable<Connector['request']> = { path: '/' };

/** Puts a record into a request. Values are encoded where they stand in the address, so that they stay one part of it. */
export function requestOf(
  { request = nothing }: Connector,
  facts: Facts,
  also: SlotValues = {},
): BuiltRequest {
  const fill = (text: string, encode: (value: string) => string) =>
    text.replace(slot, (_, path: string) => encode(shownAt({ ...facts.values, ...also }, path)));
  const query = (request.query ?? []).map(
    ({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(fill(value, String))}`,
  );
  const path = fill(request.path, encodeStrictly);
  return {
    method: request.method ?? 'GET',
    path: query.length === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`,
    body: request.body ? bodyOf(request.body, facts) : null,
  };
}

/** As RFC 3986 wants it: quotes and brackets too, which other systems read as their own. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function bodyOf(
  parts: NonNullable<NonNullable<Connector['request']>['body']>,
  facts: Facts,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const scope = factScope(facts);
  for (const { to, value } of parts) {
    const result = evaluate(value as never, scope);
    const id = typeof result === 'object' && result !== null && 'id' in result ? result.id : result;
    putJson(body, to, id ?? null);
  }
  return body;
}

function shownAt(values: SlotValues, path: string): string {
  const value = path.split('.').reduce<unknown>((at, key) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key)
      ? (at as Record<string, unknown>)[key]
      : undefined;
  }, values);
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  const { title } = value as { title?: unknown };
  return typeof title === 'string' ? title : '';
}

/** The paths that a request reads through references. */
export function requestPaths({ request = nothing }: Connector): string[] {
  const templates = [request.path, ...(request.query ?? []).map(({ value }) => value)].join(' ');
  return [...templates.matchAll(slot)].map(([, path = '']) => path);
}
