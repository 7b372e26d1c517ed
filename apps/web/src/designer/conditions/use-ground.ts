import type { Types } from '@fieldwork/expression';
import type { Figure, Form } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale } from '../../words/words.js';
import { conditionFieldsOf, figureFieldsOf } from './condition-fields.js';
import type { Ground } from './expression-field.js';
import { filterNamesOf, namesOf, withCandidate, withFigures, withSelf } from './field-names.js';

const nothing: Form = { kind: 'form', schema: 1, id: 'nothing', label: '', fields: [], layout: [] };

/** What expressions over records of a published form speak of. */
export function useGround(
  form: string,
  isChange = false,
  figures?: readonly Figure[],
): { form: Form; ground: Ground } {
  const { forms } = useAppScope();
  const locale = useLocale();
  return useMemo(() => {
    const found = forms.get(form) ?? nothing;
    return {
      form: found,
      ground: {
        names: withFigures(namesOf(found, forms, locale, isChange), figures, found, forms, locale),
        fields: [...conditionFieldsOf(found, forms, isChange), ...figureFieldsOf(figures, found, forms)],
      },
    };
  }, [forms, form, locale, isChange, figures]);
}

/**
 * What conditions over records of another form speak of, with the record at hand as `current.…`; in a matching that is
 * a demand with its `candidate`.
 */
export function useOthersGround(form: string, current: Form, candidate?: Form): Ground {
  const { forms } = useAppScope();
  const locale = useLocale();
  return useMemo(() => {
    const target = forms.get(form) ?? nothing;
    const here = withCandidate(namesOf(current, forms, locale), candidate, forms, locale);
    const names = filterNamesOf(namesOf(target, forms, locale), here, locale);
    // The id of the record at hand is what references to it are compared with.
    const types: Types = { ...names.types, 'current.id': { kind: 'reference', form: current.id } };
    return { names: { ...names, types }, fields: conditionFieldsOf(target, forms) };
  }, [forms, form, current, candidate, locale]);
}

/** What a figure speaks of: records of another form, the one counted as `self`, the one at hand as `current.…`. */
export function useFigureGround(form: string, current: Form, candidate?: Form): Ground {
  const locale = useLocale();
  const { names, fields } = useOthersGround(form, current, candidate);
  return useMemo(() => ({ names: withSelf(names, form, locale), fields }), [names, fields, form, locale]);
}
