import type { Issue, Type, Types } from '@fieldwork/expression';
import type { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import type { Text } from '../text.js';

export type ColumnType =
  | 'text'
  | 'numeric'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'uuid'
  | 'text[]'
  | 'uuid[]'
  | 'jsonb';

/** One column of a form's table. `target` makes it a foreign key to another form, or to people or departments. */
export interface Column {
  type: ColumnType;
  target?: { form: string } | { platform: 'user' | 'department' | 'file' };
}

export type Parsed = { value: unknown } | { issue: { code: string; message: Issue['message'] } };

export const fieldGroups = [
  'text',
  'number',
  'date',
  'choice',
  'relation',
  'people',
  'media',
  'computed',
] as const;
export type FieldGroup = (typeof fieldGroups)[number];

/**
 * A field type declares itself here, once; nobody else branches on its name.
 * `value` below is always the wire value (decimals as strings, instants as ISO 8601 in UTC).
 */
export interface FieldType<F = FieldBase> {
  label: Text;
  group: FieldGroup;
  /** Settings of the type beside those every field has. */
  settings: Readonly<Record<string, z.ZodType>>;
  /** A new field of this type, as the palette drops it. */
  initial?: Readonly<Record<string, unknown>>;
  /** Type of the value in expressions; null: expressions cannot see it. */
  type(field: F): Type | null;
  /** Parts of the value that expressions can reach by a dotted path. */
  members?(field: F): Types;
  /** What those parts are called. */
  memberLabels?: Readonly<Record<string, Text>>;
  /** null: the value lives in a child table or nowhere. */
  column(field: F): Column | null;
  /** Checks one wire value and brings it to its canonical form; empty becomes null. */
  parse(value: unknown, field: F): Parsed;
  /** What is wrong with a value beside the rest of the record; `valueAt` reads a path of it. */
  relate?(
    value: unknown,
    field: F,
    valueAt: (path: string) => unknown,
  ): { code: string; message: Issue['message'] } | null;
  /** Reads a spreadsheet cell; undefined where the text means nothing to this type. */
  fromText?(text: string, field: F): unknown;
  /** The value in words where there is only text, such as in a sheet; `momentOf` says an instant by the reader's clock. */
  words?(value: unknown, momentOf: (at: string) => string): Text;
  /** Made by the server; what a person sends is not looked at. */
  generated?: boolean;
  /** A position as a device tells it; the server compares it with where its owner was before. */
  isPosition?: boolean;
  /** The value of this type can be a record's title. */
  canBeTitle?: boolean;
  /** Holds HTML, which is cleaned when it is written. */
  isMarkup?: boolean;
  /** Of files it takes only those that are pictures by their bytes. */
  onlyPictures?: boolean;
  /** Values are never given twice. */
  unique?: boolean;
  /** Lists are filtered and sorted by it so surely that its column has an index from the start. */
  indexed?: boolean;
  /** Takes part in the quick search of lists. */
  searchable?: boolean;
}

export function ok(value: unknown): Parsed {
  return { value };
}

export function bad(code: string, zh: string, en: string): Parsed {
  return { issue: { code, message: { 'zh-CN': zh, en } } };
}

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
