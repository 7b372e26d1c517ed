import { z } from 'zod';

const pattern = /^[a-z][a-z0-9_]{0,47}$/;

/** Columns that every record has; no field may take their name. */
export const systemFieldIds = [
  'id',
  'version',
  'created_at',
  'updated_at',
  'created_by',
  'updated_by',
  'owner',
  'department',
  'deleted_at',
] as const;
export type SystemFieldId = (typeof systemFieldIds)[number];

const systemFieldSet: ReadonlySet<string> = new Set(systemFieldIds);
const reservedFields: ReadonlySet<string> = new Set([
  ...systemFieldIds,
  // First words of paths that expressions know beside the fields.
  'old',
  'current',
  'self',
  'figure',
  'candidate',
  'parent',
  'parent_id',
  'position',
  // Columns that every table of PostgreSQL has.
  'tableoid',
  'xmin',
  'xmax',
  'cmin',
  'cmax',
  'ctid',
  'constructor',
  'prototype',
]);
const reservedForms: ReadonlySet<string> = new Set(['user', 'department']);

export const identifierSchema = z
  .string()
  .regex(pattern, 'lower-case letters, digits and _, at most 48, beginning with a letter');

export const fieldIdSchema = identifierSchema
  .refine((id) => !reservedFields.has(id), 'this name is taken by the system')
  .refine((id) => !id.includes('__'), 'no double underscore');
export const formIdSchema = identifierSchema
  .refine((id) => !reservedForms.has(id), 'this name is taken by the system')
  .refine((id) => !id.includes('__'), 'no double underscore');

export function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && pattern.test(value);
}

export function isSystemField(id: string): id is SystemFieldId {
  return systemFieldSet.has(id);
}
