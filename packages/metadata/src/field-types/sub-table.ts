import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';

export type SubTableSettings = { minRows?: number; maxRows?: number };

/** Rows of a child table; its columns are fields themselves (`fields`, added to the schema by the registry). */
export const subTable: FieldType<FieldBase & SubTableSettings> = {
  label: bilingual('子表', 'Sub-table'),
  group: 'relation',
  settings: { minRows: z.int().min(0).max(1000).optional(), maxRows: z.int().min(1).max(1000).optional() },
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
