import { z } from 'zod';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

const words = z.string().max(2000);

/** A text people read: one string for every language, or one per language. */
export const textSchema = z.union([
  words,
  z
    .strictObject({ 'zh-CN': words.optional(), en: words.optional() })
    .refine((text) => text['zh-CN'] !== undefined || text.en !== undefined, 'one language at least'),
]);
export type Text = z.infer<typeof textSchema>;

/** The words in the wanted language; where they are missing, the other language's. */
export function localize(text: Text | undefined, locale: Locale): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[locale] ?? text['zh-CN'] ?? text.en ?? '';
}

export function bilingual(zh: string, en: string): { 'zh-CN': string; en: string } {
  return { 'zh-CN': zh, en };
}

/** The first so many characters of a text; none is cut in two, for half a character cannot be kept. */
export function firstCharacters(text: string, most: number): string {
  return text.length <= most ? text : [...text.slice(0, most * 2)].slice(0, most).join('');
}
