import { canonicalDecimal } from '@fieldwork/expression';
import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok, type Parsed } from './field-type.js';

const bound = z.string().regex(/^-?\d{1,30}(\.\d{1,10})?$/);
type NumberSettings = { scale?: number; min?: string; max?: string; unit?: string };
export type NumberField = FieldBase & NumberSettings;

function isBelow(a: string, b: string): boolean {
  const negative = (x: string) => x.startsWith('-');
  if (negative(a) !== negative(b)) return negative(a);
  const parts = (x: string): [string, string] => {
    const [whole = '', fraction = ''] = x.replace('-', '').split('.');
    return [whole, fraction];
  };
  const [aWhole, aFraction] = parts(a);
  const [bWhole, bFraction] = parts(b);
  const width = Math.max(aWhole.length, bWhole.length);
  const places = Math.max(aFraction.length, bFraction.length);
  const flat = (whole: string, fraction: string) => whole.padStart(width, '0') + fraction.padEnd(places, '0');
  const [left, right] = [flat(aWhole, aFraction), flat(bWhole, bFraction)];
  return negative(a) ? left > right : left < right;
}

/** An exact decimal with at most `scale` places; the wire form is a string. */
export function parseNumber(value: unknown, settings: NumberSettings, scale: number): Parsed {
  if (isBlank(value)) return ok(null);
  const number = canonicalDecimal(value);
  if (number === null || number.length > 60)
    return bad('not_number', '请填写数字', 'A number is expected here');
  if (canonicalDecimal(value, scale) === null)
    return scale === 0
      ? bad('too_precise', '请填写整数', 'A whole number is expected here')
      : bad('too_precise', `最多 ${scale} 位小数`, `At most ${scale} decimal places`);
  if (settings.min !== undefined && isBelow(number, settings.min))
    return bad('too_small', `不能小于 ${settings.min}`, `Not less than ${settings.min}`);
  if (settings.max !== undefined && isBelow(settings.max, number))
    return bad('too_large', `不能大于 ${settings.max}`, `Not more than ${settings.max}`);
  return ok(number);
}

const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/**
 * Reads "1,234.50", "￥12" and full-width digits as people type them into sheets. A comma that does not part
 * thousands ("1,5") could mean either: it is no number rather than a wrong one.
 */
export function numberFromText(cell: string): string | undefined {
  const plain = cell
    .normalize('NFKC')
    .trim()
    .replace(/^([-+]?)\s*[¥$€]\s*/, '$1')
    .replace(/\s*[¥$€元]$/, '');
  const number = grouped.test(plain) ? plain.replaceAll(',', '') : plain;
  return canonicalDecimal(number) ?? undefined;
}

const bounds = { min: bound.optional(), max: bound.optional() };

export const number: FieldType<NumberField> = {
  label: bilingual('数字', 'Number'),
  group: 'number',
  settings: { ...bounds, scale: z.int().min(0).max(10).optional(), unit: z.string().max(20).optional() },
  type: () => ({ kind: 'number' }),
  column: () => ({ type: 'numeric' }),
  parse: (value, field) => parseNumber(value, field, field.scale ?? 10),
  fromText: numberFromText,
};

export const money: FieldType<NumberField & { currency?: string }> = {
  ...number,
  label: bilingual('金额', 'Money'),
  settings: {
    ...bounds,
    scale: z.int().min(0).max(6).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
  },
  parse: (value, field) => parseNumber(value, field, field.scale ?? 2),
};

export const rating: FieldType<FieldBase & { most?: number }> = {
  label: bilingual('评分', 'Rating'),
  group: 'number',
  settings: { most: z.int().min(3).max(10).optional() },
  type: () => ({ kind: 'number' }),
  column: () => ({ type: 'numeric' }),
  parse: (value, field) => parseNumber(value, { min: '0', max: String(field.most ?? 5) }, 0),
  fromText: numberFromText,
};
