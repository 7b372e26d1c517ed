import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok, type Parsed } from './field-type.js';

/** Half a character: no database can keep it. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

type Limits = { minLength?: number; maxLength?: number };

/** Text is stored in Unicode normal form C, so that equal words are equal bytes. */
export function parseText(value: unknown, limits: Limits, ceiling: number): Parsed {
  if (isBlank(value)) return ok(null);
  if (typeof value !== 'string') return bad('not_text', '请填写文字', 'Text is expected here');
  if (value.includes('\u0000') || loneSurrogate.test(value))
    return bad('bad_character', '含有不能保存的字符', 'Contains a character that cannot be kept');
  const text = value.normalize('NFC');
  const length = [...text].length;
  const most = Math.min(limits.maxLength ?? ceiling, ceiling);
  if (length > most) return bad('too_long', `最多 ${most} 个字`, `At most ${most} characters`);
  if (length < (limits.minLength ?? 0))
    return bad('too_short', `至少 ${limits.minLength} 个字`, `At least ${limits.minLength} characters`);
  return ok(text);
}

const lengths = {
  minLength: z.int().min(0).max(100_000).optional(),
  maxLength: z.int().min(1).max(100_000).optional(),
};

/** Whether a code can be scanned into the field, or has to be. */
export const scanSetting = { scan: z.enum(['offered', 'only']).optional() };

export const text: FieldType<FieldBase & Limits> = {
  label: bilingual('单行文本', 'Text'),
  group: 'text',
  settings: { ...lengths, ...scanSetting },
  type: () => ({ kind: 'text' }),
  column: () => ({ type: 'text' }),
  parse: (value, field) => parseText(value, field, 1000),
  fromText: (cell) => cell,
  canBeTitle: true,
  searchable: true,
};

export const longText: FieldType<FieldBase & Limits> = {
  ...text,
  label: bilingual('多行文本', 'Long text'),
  settings: lengths,
  parse: (value, field) => parseText(value, field, 100_000),
  canBeTitle: false,
};
