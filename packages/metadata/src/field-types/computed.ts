import type { Type } from '@fieldwork/expression';
import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { bilingual } from '../text.js';
import type { Column, ColumnType, FieldType } from './field-type.js';
import { isBlank, ok } from './field-type.js';

export const dateParts = ['none', 'YYYY', 'YYYYMM', 'YYYYMMDD'] as const;
export const resetPeriods = ['never', 'year', 'month', 'day'] as const;

export type AutoNumberField = FieldBase & {
  prefix?: string;
  datePart?: (typeof dateParts)[number];
  digits?: number;
  reset?: (typeof resetPeriods)[number];
};

/** Given by the server in the transaction that creates the record; never twice. */
export const autoNumber: FieldType<AutoNumberField> = {
  label: bilingual('自动编号', 'Auto number'),
  group: 'computed',
  settings: {
    prefix: z.string().max(20).optional(),
    datePart: z.enum(dateParts).optional(),
    digits: z.int().min(1).max(12).optional(),
    reset: z.enum(resetPeriods).optional(),
  },
  initial: { prefix: 'NO-', datePart: 'YYYYMMDD', digits: 4, reset: 'day' },
  type: () => ({ kind: 'text' }),
  column: () => ({ type: 'text' }),
  parse: (value) => ok(typeof value === 'string' && value !== '' ? value : null),
  fromText: (cell) => cell,
  generated: true,
  unique: true,
  canBeTitle: true,
  searchable: true,
};

const results = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
} as const satisfies Record<string, ColumnType>;

export type FormulaField = FieldBase & { result: keyof typeof results; scale?: number };

/** Computed by the form engine whenever the record is written, and kept, so lists can filter and sort by it. */
export const formula: FieldType<FormulaField> = {
  label: bilingual('公式', 'Formula'),
  group: 'computed',
  settings: {
    result: z.enum(['text', 'number', 'boolean', 'date', 'datetime']),
    scale: z.int().min(0).max(10).optional(),
  },
  initial: { result: 'number', compute: 0 },
  type: (field): Type => ({ kind: field.result }),
  column: (field): Column => ({ type: results[field.result] }),
  parse: (value) => ok(isBlank(value) ? null : value),
  generated: true,
  canBeTitle: true,
};
