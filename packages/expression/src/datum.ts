import { isDate } from './calendar.js';
import { readInstant, writeInstant } from './datetime.js';
import { type Exact, readDecimal, writeDecimal } from './decimal.js';
import type { Type } from './types.js';

/** A value on the wire: decimals and dates are strings, what it is says its type. */
export type Value = null | string | boolean | readonly Value[] | { readonly [key: string]: unknown };

/**
 * A value inside an evaluation, by type: text, choice, date, reference → string; number → Exact; datetime →
 * milliseconds; list → array without empties; rows → array of row objects as they came.
 */
export type Datum = null | string | boolean | number | Exact | readonly unknown[];

/** Own properties only: a path never reaches a prototype. */
export function ownProperty(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/** Reads a path in wire values: the dotted key itself when it is there, else step by step. */
export function readPath(values: unknown, path: string, keys: readonly string[]): unknown {
  if (keys.length === 1) return ownProperty(values, path);
  const direct = ownProperty(values, path);
  if (direct !== undefined) return direct;
  let value = values;
  for (const key of keys) value = ownProperty(value, key);
  return value;
}

/** Reads a wire value as a value of its declared type; what does not fit the type is empty. */
export function decode(value: unknown, type: Type): Datum {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'number':
      return readDecimal(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return isDate(value) ? value : null;
    case 'datetime':
      return typeof value === 'string' ? readInstant(value) : null;
    case 'choice':
      return typeof value === 'string' && value !== '' ? value : null;
    case 'reference':
      return decodeId(value);
    case 'list':
      return Array.isArray(value)
        ? value.map((item) => decode(item, type.of)).filter((item) => item !== null)
        : null;
    case 'rows':
      return Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : null;
    case 'null':
      return null;
  }
}

const ID_LENGTH = 36;

/** Ids are compared as PostgreSQL compares uuids, without regard to the case they were written in. */
function decodeId(value: unknown): string | null {
  const id = typeof value === 'object' ? ownProperty(value, 'id') : value;
  if (typeof id !== 'string' || id === '') return null;
  return id.length === ID_LENGTH ? id.toLowerCase() : id;
}

/** Writes a value for the wire. */
export function encode(datum: Datum, type: Type): Value {
  if (datum === null) return null;
  if (type.kind === 'number') return writeDecimal(datum as Exact);
  if (type.kind === 'datetime') return writeInstant(datum as number);
  if (type.kind === 'list') return (datum as readonly Datum[]).map((item) => encode(item, type.of));
  return datum as Value;
}
