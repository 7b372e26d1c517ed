import type { Text } from '@fieldwork/metadata';
import { useLocale } from '../../words/words.js';

/** Labels in the visitor's language. Not from the metadata package: this page would load all schemas with it. */
export function usePublicText(): (text: Text | null | undefined) => string {
  const locale = useLocale();
  return (text) => {
    if (text === null || text === undefined) return '';
    return typeof text === 'string' ? text : (text[locale] ?? text['zh-CN'] ?? text.en ?? '');
  };
}
