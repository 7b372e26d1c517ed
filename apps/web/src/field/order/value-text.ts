import type { RecordData } from '@fieldwork/api-contract';
import { type Field, type Form, fieldOf, fieldTypeOf, type Text } from '@fieldwork/metadata';
import { momentOf } from '../../api/time-zone.js';

type Say = (text: Text | undefined) => string;

/** The field at a path: of the form itself, or of the form that its reference leads to. */
export function fieldAt(form: Form, path: string, forms: ReadonlyMap<string, Form>): Field | undefined {
  const [first = '', second] = path.split('.');
  const own = fieldOf(form, first);
  if (second === undefined) return own;
  const target = own?.form === undefined ? undefined : forms.get(own.form);
  return target && fieldOf(target, second);
}

/**
 * The value at a path. Beyond a reference it is what was looked up with it, or what the phone holds of that record.
 */
export function valueAt(
  record: RecordData,
  path: string,
  form: Form,
  records: ReadonlyMap<string, ReadonlyMap<string, RecordData>>,
): unknown {
  const [first = '', second] = path.split('.');
  const value = record[first];
  if (second === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const looked = value as Record<string, unknown>;
  if (Object.hasOwn(looked, second)) return looked[second];
  const target = fieldOf(form, first)?.form;
  return target === undefined ? undefined : records.get(target)?.get(String(looked.id))?.[second];
}

/** A value in a few words, as it stands on a card. */
export function wordsOf(field: Field | undefined, value: unknown, say: Say): string {
  if (value === null || value === undefined || value === '') return '';
  if (field?.options) return optionWords(field, value, say);
  if (field?.type === 'datetime' && typeof value === 'string') return momentOf(value).format('MM-DD HH:mm');
  const definition = field && fieldTypeOf(field);
  if (definition?.words) return say(definition.words(value, (at) => momentOf(at).format('MM-DD HH:mm')));
  if (Array.isArray(value))
    return value
      .map((one) => wordsOf(undefined, one, say))
      .filter(Boolean)
      .join(' ');
  if (typeof value === 'object') return objectWords(value as Record<string, unknown>);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  const unit = typeof field?.unit === 'string' ? ` ${field.unit}` : '';
  return `${String(value)}${unit}`;
}

function optionWords(field: Field, value: unknown, say: Say): string {
  const chosen = Array.isArray(value) ? value : [value];
  return chosen
    .map((id) => {
      const option = field.options?.find((one) => one.id === id);
      return option ? say(option.label) : String(id);
    })
    .join(' ');
}

/** A reference by its title, an address without names said twice. */
function objectWords(value: Record<string, unknown>): string {
  if ('title' in value || 'name' in value) return String(value.title ?? value.name ?? '');
  const { province, city, district, detail } = value;
  return [province, city === province ? undefined : city, district, detail].filter(Boolean).join(' ');
}
