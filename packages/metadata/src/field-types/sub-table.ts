import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { expressionSchema } from '../expression-schema.js';
import { fieldIdSchema, formIdSchema, identifierSchema } from '../identifier.js';
import { bilingual, textSchema } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';

/**
 * One press makes a row of each record of `form` that `filter` leaves (`current.…`: the record at hand), as many as there
 * is room for. `from`: a field of that record, or `id` for the record itself. Rows that are there already, by the columns in `key`, get the other columns anew and keep the rest.
 */
const rowFillSchema = z.strictObject({
  label: textSchema,
  form: formIdSchema,
  filter: expressionSchema.optional(),
  sort: z.array(z.string().max(100)).max(3).optional(),
  columns: z
    .array(z.strictObject({ field: fieldIdSchema, from: identifierSchema }))
    .min(1)
    .max(50),
  key: z.array(fieldIdSchema).min(1).max(5),
});
export type RowFill = z.infer<typeof rowFillSchema>;

export type SubTableSettings = { minRows?: number; maxRows?: number; fill?: RowFill };

/** Rows of a child table; its columns are fields themselves (`fields`, added to the schema by the registry). */
export const subTable: FieldType<FieldBase & SubTableSettings> = {
  label: bilingual('子表', 'Sub-table'),
  group: 'relation',
  settings: {
    minRows: z.int().min(0).max(1000).optional(),
    maxRows: z.int().min(1).max(1000).optional(),
    fill: rowFillSchema.optional(),
  },
  type: () => null,
  column: () => null,
  parse(value, field) {
    if (isBlank(value)) return ok([]);
    if (!Array.isArray(value)) return bad('not_rows', '请给出明细行', 'Rows are expected here');
    const most = field.maxRows ?? 1000;
    if (value.length > most) return bad('too_many', `最多 ${most} 行`, `At most ${most} rows`);
    if (!value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)))
      return bad('not_rows', '明细行不正确', 'A row is not in order');
    return ok(value);
  },
};
