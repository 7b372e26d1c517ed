import { type Field, fieldTypeOf, localize } from '@fieldwork/metadata';
import { type FieldWords, fieldWords } from './document.js';
import type { Language } from './language.js';
import { plainText } from './plain-text.js';
import type { SearchedField } from './searched-fields.js';

type Values = Readonly<Record<string, unknown>>;

/** The words of a record, field by field. */
export function recordWords(
  fields: readonly SearchedField[],
  record: Values,
  language: Language,
): FieldWords[] {
  return fields.flatMap(({ field }) => {
    const text = textOf(field, record[field.id]);
    return text === '' ? [] : [fieldWords(field.id, text, language)];
  });
}

/** The text of a value as people read it: without markup, options by their labels, what is referred to by its title. */
export function textOf(field: Field, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => itemText(field, item)).join('\n');
  return itemText(field, value);
}

function itemText(field: Field, item: unknown): string {
  if (field.fields)
    return field.fields.map((column) => textOf(column, (item as Values)[column.id])).join('\n');
  const option = field.options?.find(({ id }) => id === item);
  if (option) return `${localize(option.label, 'zh-CN')} ${localize(option.label, 'en')}`;
  if (typeof item === 'string') return fieldTypeOf(field).isMarkup ? plainText(item) : item;
  if (typeof item === 'number') return String(item);
  if (typeof item !== 'object' || item === null) return '';
  const named = item as { title?: unknown; name?: unknown };
  const name = named.title ?? named.name;
  if (name !== undefined) return typeof name === 'string' ? name : '';
  return Object.values(item)
    .filter((part) => typeof part === 'string')
    .join(' ');
}
