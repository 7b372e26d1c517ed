import { localize, type Matching, matchingTypes } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import type { Ground } from '../conditions/expression-field.js';
import { type Names, namesOf } from '../conditions/field-names.js';
import { matchingDesignWords } from './matching-design-words.js';

/** What the expressions of a matching speak of: the demand, the candidate, figures and the way between them. */
export function useMatchingGround(matching: Matching): Ground {
  const t = useWords(matchingDesignWords);
  const { forms } = useAppScope();
  const locale = useLocale();
  return useMemo(() => {
    const demand = forms.get(matching.form);
    const candidate = forms.get(matching.candidates.form);
    const own = demand && namesOf(demand, forms, locale);
    const theirs = candidate && namesOf(candidate, forms, locale);
    const figures = new Map(
      (matching.figures ?? []).map(({ id, label }) => [id, localize(label ?? id, locale)]),
    );
    const wordOf = (path: string): string => {
      if (path.startsWith('outer.')) return `${t('around')}·${wordOf(path.slice('outer.'.length))}`;
      if (path.startsWith('candidate.')) {
        const inner = path.slice('candidate.'.length);
        return `${t('candidate')}·${theirs?.words.get(inner) ?? inner}`;
      }
      if (path.startsWith('figure.')) return figures.get(path.slice('figure.'.length)) ?? path;
      if (path === 'distance_km' || path === 'travel_minutes') return t(path);
      return own?.words.get(path) ?? path;
    };
    const types = matchingTypes(matching, forms);
    const rows = new Map<string, Names>();
    for (const [path, type] of Object.entries(types))
      if (type.kind === 'rows') {
        const column = (id: string) =>
          theirs?.rows.get(path.slice('candidate.'.length))?.words.get(id) ??
          own?.rows.get(path)?.words.get(id);
        rows.set(
          path,
          namesBy(type.members, (id) => column(id) ?? wordOf(id), new Map()),
        );
      }
    const fields = [
      ...(demand ? conditionFieldsOf(demand, forms) : []),
      ...(candidate ? conditionFieldsOf(candidate, forms) : []).map((field) => ({
        ...field,
        path: `candidate.${field.path}`,
        label: `${t('candidate')}·${localize(field.label, locale)}`,
      })),
    ];
    return { names: namesBy(types, wordOf, rows), fields };
  }, [matching, forms, locale, t]);
}

function namesBy(types: Names['types'], wordOf: (path: string) => string, rows: Names['rows']): Names {
  const words = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const path of Object.keys(types)) {
    const word = wordOf(path).replace(/[[\]]/g, '');
    const name = word === '' || paths.has(word) ? path : word;
    words.set(path, name);
    paths.set(name, path);
  }
  return { types, words, paths, rows };
}
