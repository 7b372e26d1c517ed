import { fieldTypeOf, localize } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import type { NewNames } from './form-edit.js';
import { formDesignWords } from './form-words.js';

/** What new fields, sections and options are called at first. */
export function useNewNames(): NewNames {
  const t = useWords(formDesignWords);
  const text = useText();
  const locale = useLocale();
  return useMemo(
    () => ({
      label: (type) => localize(fieldTypeOf({ type }).label, locale),
      section: t('new_section'),
      tab: (n) => t('new_tab', { n }),
      copy: (of) => t('copy_of', { name: text(of) }),
    }),
    [t, text, locale],
  );
}
