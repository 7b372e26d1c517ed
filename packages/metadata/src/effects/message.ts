import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import { fieldOf } from '../form-types.js';
import { firstCharacters, type Locale, locales, localize, type Text } from '../text.js';

const slot = /\{\{\s*([a-z][a-z0-9_.]{0,99})\s*\}\}/g;
const longest = 500;

/** Where the values of a message come from. */
export interface MessageScope {
  form: Form;
  forms: ReadonlyMap<string, Form>;
  values: Readonly<Record<string, unknown>>;
  timeZone: string;
}

/** Puts values into `{{path}}`, as people read them; a path that leads nowhere leaves nothing. */
export function fillMessage(template: Text, scope: MessageScope): Text {
  const filled = locales.map((locale) => [locale, fill(localize(template, locale), locale, scope)] as const);
  return Object.fromEntries(filled) as Text;
}

function fill(words: string, locale: Locale, scope: MessageScope): string {
  return words.replace(slot, (_, path: string) => firstCharacters(shownAt(path, locale, scope), longest));
}

function shownAt(path: string, locale: Locale, scope: MessageScope): string {
  const [head = '', member] = path.split('.');
  const value = own(scope.values, head);
  const field = fieldOf(scope.form, head);
  if (member === undefined) return shown(value, field, locale, scope.timeZone);
  const target = field?.form === undefined ? undefined : scope.forms.get(field.form);
  return shown(own(value, member), target && fieldOf(target, member), locale, scope.timeZone);
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function shown(value: unknown, field: Field | undefined, locale: Locale, timeZone: string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    const between = locale === 'zh-CN' ? '、' : ', ';
    return value.map((item) => shown(item, field, locale, timeZone)).join(between);
  }
  if (typeof value === 'object') {
    const title = own(value, 'title') ?? own(value, 'name');
    return typeof title === 'string' ? title : '';
  }
  if (typeof value === 'boolean') {
    if (locale === 'zh-CN') return value ? '是' : '否';
    return value ? 'yes' : 'no';
  }
  if (field?.currency !== undefined) return amount(String(value), field.currency, locale);
  const option = field?.options?.find((candidate) => candidate.id === value);
  if (option) return localize(option.label, locale);
  return typeof value === 'string' && instant.test(value) ? localTime(value, timeZone) : String(value);
}

/** ¥455.00; decimals stay exact. */
function amount(value: string, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value as `${number}`);
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|\+00:00)$/;

/** 2026-02-28 09:30 by the app's clock. */
function localTime(value: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(value));
}
