import { useMemo } from 'react';
import type { FilterField } from '../../runtime/filters/filter-fields.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionWords } from './condition-words.js';
import { sayExpression } from './expression-words.js';
import type { Names } from './field-names.js';
import { type KnownField, knownFields } from './known-fields.js';

/** What can stand on the left of a comparison, called by words of the language of the moment. */
export function useKnownFields(fields: readonly FilterField[], names: Names): KnownField {
  const t = useWords(conditionWords);
  const locale = useLocale();
  return useMemo(
    () => knownFields(fields, names, (expression) => sayExpression(expression, names, locale, t)),
    [fields, names, locale, t],
  );
}
