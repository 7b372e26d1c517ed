import { z } from 'zod';
import type { ExpressionJson } from '../expression-schema.js';
import type { Option } from '../field-types/choices.js';
import type { AutoNumberField, FormulaField } from '../field-types/computed.js';
import { type FieldTypeName, fieldTypeNames, fieldTypes } from '../field-types/registry.js';
import type { Instead } from '../field-types/relations.js';
import type { RowFill } from '../field-types/sub-table.js';
import { type FieldBase, fieldBaseShape } from './field-base.js';

/**
 * A field of a form. Settings that only some types have are optional here;
 * the schema demands and allows exactly those of the type.
 */
export interface Field extends FieldBase {
  type: FieldTypeName;
  minLength?: number;
  maxLength?: number;
  scale?: number;
  min?: string;
  max?: string;
  unit?: string;
  currency?: string;
  most?: number;
  options?: Option[];
  form?: string;
  lookups?: string[];
  filter?: ExpressionJson;
  fitting?: ExpressionJson;
  instead?: Instead;
  fields?: Field[];
  minRows?: number;
  maxRows?: number;
  fill?: RowFill;
  prefix?: string;
  datePart?: AutoNumberField['datePart'];
  digits?: number;
  reset?: AutoNumberField['reset'];
  result?: FormulaField['result'];
  near?: string;
  within?: number;
  of?: string[];
  signer?: string;
  camera?: 'only';
  watermark?: boolean;
  scan?: 'offered' | 'only';
}

function schemaOf(name: FieldTypeName, extra: Record<string, z.ZodType> = {}) {
  return z.strictObject({ type: z.literal(name), ...fieldBaseShape, ...fieldTypes[name].settings, ...extra });
}

type Member = ReturnType<typeof schemaOf>;

function union(
  names: readonly FieldTypeName[],
  special: Partial<Record<FieldTypeName, Member>>,
): z.ZodType<Field> {
  const members = names.map((name) => special[name] ?? schemaOf(name)) as [Member, ...Member[]];
  return z.discriminatedUnion('type', members) as unknown as z.ZodType<Field>;
}

/** Types that a column of a sub-table can have. */
export const rowFieldTypeNames = fieldTypeNames.filter(
  (name) => name !== 'sub_table' && name !== 'auto_number',
);

export const rowFieldSchema = union(rowFieldTypeNames, {});
export const fieldSchema = union(fieldTypeNames, {
  sub_table: schemaOf('sub_table', { fields: z.array(rowFieldSchema).min(1).max(50) }),
});
