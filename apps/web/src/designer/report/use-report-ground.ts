import { type Field, type Form, fieldOf, repeatedOn } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import type { Ground } from '../conditions/expression-field.js';
import { namesOf } from '../conditions/field-names.js';
import { reportDesignWords } from './report-words.js';

const nothing: Form = { kind: 'form', schema: 1, id: 'nothing', label: '', fields: [], layout: [] };

/** What a report's expressions speak of: the fields of its form, or of the rows of a sub-table and their record. */
export function useReportGround(form: string, rows: string | undefined, isRepeated = false): Ground {
  const t = useWords(reportDesignWords);
  const { forms } = useAppScope();
  const locale = useLocale();
  return useMemo(() => {
    const found = forms.get(form) ?? nothing;
    const fields = rows === undefined ? undefined : fieldOf(found, rows)?.fields;
    // A row leads to its record as a reference would.
    const parent = { id: 'parent', type: 'reference', label: t('parent'), form } as Field;
    const read = fields ? { ...found, fields: [...fields, parent] as Field[] } : found;
    const names = namesOf(read, forms, locale);
    if (isRepeated)
      Object.assign(names, {
        types: { ...names.types, [repeatedOn]: { kind: 'date' } },
        words: new Map([[repeatedOn, t('repeat_on')], ...names.words]),
      });
    return { names, fields: conditionFieldsOf(read, forms) };
  }, [forms, form, rows, isRepeated, locale, t]);
}
