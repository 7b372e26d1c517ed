import { localize, type Text } from '@fieldwork/metadata';
import { useCallback } from 'react';
import { useLocale } from './words.js';

/** Labels of documents in the language of the moment. */
export function useText(): (text: Text | undefined | null) => string {
  const locale = useLocale();
  return useCallback((text) => localize(text ?? undefined, locale), [locale]);
}
