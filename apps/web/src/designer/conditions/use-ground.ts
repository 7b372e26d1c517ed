import type { Form } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale } from '../../words/words.js';
import { conditionFieldsOf } from './condition-fields.js';
import type { Ground } from './expression-field.js';
import { namesOf } from './field-names.js';

const nothing: Form = { kind: 'form', schema: 1, id: 'nothing', label: '', fields: [], layout: [] };

/** What expressions over records of a published form speak of. */
export function useGround(form: string, isChange = false): { form: Form; ground: Ground } {
  const { forms } = useAppScope();
  const locale = useLocale();
  return useMemo(() => {
    const found = forms.get(form) ?? nothing;
    return {
      form: found,
      ground: {
        names: namesOf(found, forms, locale, isChange),
        fields: conditionFieldsOf(found, forms, isChange),
      },
    };
  }, [forms, form, locale, isChange]);
}
