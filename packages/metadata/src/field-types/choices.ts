import type { Type } from '@fieldwork/expression';
import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { bilingual, localize, type Text, textSchema } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';

export const optionColors = [
  'grey',
  'blue',
  'cyan',
  'green',
  'gold',
  'orange',
  'red',
  'magenta',
  'purple',
] as const;

export const optionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_]{0,47}$/),
  label: textSchema,
  color: z.enum(optionColors).optional(),
});
export type Option = z.infer<typeof optionSchema>;

type OptionsField = FieldBase & { options: Option[] };

const settings = { options: z.array(optionSchema).min(1).max(500) };
const initial = {
  options: [
    { id: 'option_1', label: { 'zh-CN': '选项 1', en: 'Option 1' }, color: 'blue' },
    { id: 'option_2', label: { 'zh-CN': '选项 2', en: 'Option 2' }, color: 'green' },
  ],
};

function names(text: Text): string[] {
  return [localize(text, 'zh-CN'), localize(text, 'en')];
}

function optionOf(cell: string, field: OptionsField): string | undefined {
  const wanted = cell.trim();
  return field.options.find((option) => option.id === wanted || names(option.label).includes(wanted))?.id;
}

function optionIds(field: OptionsField): string[] {
  return field.options.map((option) => option.id);
}

function optionType(field: OptionsField): Type {
  return { kind: 'choice', options: optionIds(field), words: field.options };
}

const unknownOption = bad('unknown_option', '没有这个选项', 'There is no such option');

export const choice: FieldType<OptionsField> = {
  label: bilingual('单选', 'Single choice'),
  group: 'choice',
  settings,
  initial,
  type: optionType,
  column: () => ({ type: 'text' }),
  indexed: true,
  parse(value, field) {
    if (isBlank(value)) return ok(null);
    return typeof value === 'string' && optionIds(field).includes(value) ? ok(value) : unknownOption;
  },
  fromText: optionOf,
};

export const choices: FieldType<OptionsField> = {
  label: bilingual('多选', 'Multiple choice'),
  group: 'choice',
  settings,
  initial,
  type: (field) => ({ kind: 'list', of: optionType(field) }),
  column: () => ({ type: 'text[]' }),
  indexed: true,
  parse(value, field) {
    if (isBlank(value)) return ok(null);
    if (!Array.isArray(value)) return bad('not_list', '请给出选项列表', 'A list of options is expected here');
    const known = optionIds(field);
    if (!value.every((item) => typeof item === 'string' && known.includes(item))) return unknownOption;
    return ok(value.length === 0 ? null : known.filter((id) => value.includes(id)));
  },
  fromText(cell, field) {
    const parts = cell.split(/[,，、;；]/).map((part) => optionOf(part, field));
    return parts.every((part) => part !== undefined) ? parts : undefined;
  },
};

export const yesNo: FieldType = {
  label: bilingual('是/否', 'Yes or no'),
  group: 'choice',
  settings: {},
  type: () => ({ kind: 'boolean' }),
  column: () => ({ type: 'boolean' }),
  indexed: true,
  parse(value) {
    if (isBlank(value)) return ok(null);
    return typeof value === 'boolean'
      ? ok(value)
      : bad('not_boolean', '请选择是或否', 'Yes or no is expected here');
  },
  fromText(cell) {
    const word = cell.trim().toLowerCase();
    if (['是', '有', '对', 'true', 'yes', 'y', '1', '√'].includes(word)) return true;
    if (['否', '无', '错', 'false', 'no', 'n', '0', '×'].includes(word)) return false;
    return undefined;
  },
};
