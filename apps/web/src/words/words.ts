import type { Locale } from '@fieldwork/metadata';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

type Table = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** A set of words that one part of the interface speaks; `Key` are the names of its sentences. */
export interface Words<Key extends string> {
  readonly namespace: string;
  readonly table: Readonly<Record<Key, readonly [zh: string, en: string]>>;
}
/** Values for the `{{names}}` in a sentence. */
export type SayValues = Readonly<Record<string, string | number>>;
export type Say<Key extends string> = (key: Key, values?: SayValues) => string;

// Not from the metadata package: the first page would load all schemas with it.
const locales: readonly Locale[] = ['zh-CN', 'en'];

const storageKey = 'fieldwork.locale';

function firstLocale(): Locale {
  const kept = localStorage.getItem(storageKey);
  const known = locales.find((locale) => locale === kept);
  return known ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
}

void i18next.use(initReactI18next).init({
  lng: firstLocale(),
  fallbackLng: 'zh-CN',
  supportedLngs: [...locales],
  resources: {},
  // Words are defined in the bundle, so there is nothing to wait for; React escapes by itself.
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
document.documentElement.lang = i18next.language;

/** Declares words beside the part that speaks them, Chinese first; they load with that part. */
export function defineWords<T extends Table>(namespace: string, table: T): Words<Extract<keyof T, string>> {
  const side = (index: 0 | 1) =>
    Object.fromEntries(Object.entries(table).map(([key, both]) => [key, both[index]]));
  i18next.addResourceBundle('zh-CN', namespace, side(0), true, true);
  i18next.addResourceBundle('en', namespace, side(1), true, true);
  return { namespace, table } as Words<Extract<keyof T, string>>;
}

/** The words in the language of the moment; `{{name}}` in a sentence takes its value from `values`. */
export function useWords<Key extends string>(words: Words<Key>): Say<Key> {
  const { t } = useTranslation(words.namespace);
  return t as unknown as Say<Key>;
}

/** The same outside of components, at the moment of the call. */
export function say<Key extends string>(words: Words<Key>, key: Key, values: SayValues = {}): string {
  return String(i18next.t(key, { ...values, ns: words.namespace } as never));
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

/** Changes the language for this browser. */
export function setLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
  document.documentElement.lang = locale;
  void i18next.changeLanguage(locale);
}

/** Whether somebody chose the language in this browser; otherwise the user's own setting counts. */
export function hasChosenLocale(): boolean {
  return localStorage.getItem(storageKey) !== null;
}
