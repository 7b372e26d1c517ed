import {
  type Form,
  formTypes,
  type PublicFormChannel,
  publicFindTypes,
  publicHelpTypes,
  publicScopeTypes,
} from '@fieldwork/metadata';
import { useCallback, useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import type { Ground } from '../conditions/expression-field.js';
import { namesFrom, namesOf } from '../conditions/field-names.js';
import { intakeDesignWords } from '../intake/intake-design-words.js';

/** What values of a public form speak of: the answers, the linked record, and what was found. */
export function usePublicGround(channel: PublicFormChannel): Ground {
  const { forms } = useAppScope();
  const locale = useLocale();
  const text = useText();
  const t = useWords(intakeDesignWords);
  return useMemo(() => {
    const form = forms.get(channel.form);
    const named = new Map([
      ...(channel.about ? [['about', channel.about.form] as const] : []),
      ...(channel.find ?? []).map(({ id, form: other }) => [id, other] as const),
    ]);
    const wordIn = (target: Form | undefined, path: string) =>
      (target && namesOf(target, forms, locale).words.get(path)) ?? path;
    const wordOf = (path: string): string => {
      const [head = '', ...rest] = path.split('.');
      const other = forms.get(named.get(head) ?? '');
      if (!other) return wordIn(form, path);
      const own = `${head === 'about' ? t('linked') : ''}${text(other.label)}`;
      return rest.length === 0 ? own : `${own}·${wordIn(other, rest.join('.'))}`;
    };
    return { names: namesFrom(publicScopeTypes(channel, forms), wordOf, new Map()), fields: [] };
  }, [channel, forms, locale, text, t]);
}

/** What the condition of a search speaks of: the other form's fields, and the answers. */
export function usePublicFindGround(channel: PublicFormChannel): (form: string) => Ground {
  const { forms } = useAppScope();
  const locale = useLocale();
  const t = useWords(intakeDesignWords);
  return useCallback(
    (formId) => {
      const other = forms.get(formId);
      const form = forms.get(channel.form);
      if (!other) return { names: namesFrom({}, (path) => path, new Map()), fields: [] };
      const own = namesOf(other, forms, locale);
      const answers = form && namesOf(form, forms, locale).words;
      const wordOf = (path: string): string =>
        path.startsWith('current.')
          ? `${t('answer')}·${answers?.get(path.slice('current.'.length)) ?? path}`
          : (own.words.get(path) ?? path);
      return {
        names: namesFrom(publicFindTypes(channel, other, forms), wordOf, own.rows),
        fields: conditionFieldsOf(other, forms),
      };
    },
    [channel, forms, locale, t],
  );
}

/** What the condition of help speaks of: the fields of the library's form, the answers, and what the request is about. */
export function usePublicHelpGround(channel: PublicFormChannel): Ground {
  const { forms, pages } = useAppScope();
  const locale = useLocale();
  const t = useWords(intakeDesignWords);
  return useMemo(() => {
    const page = pages.get(channel.help?.page ?? '');
    const other = page?.type === 'library' ? forms.get(page.form) : undefined;
    if (!other) return { names: namesFrom({}, (path) => path, new Map()), fields: [] };
    const own = namesOf(other, forms, locale);
    const wordsOf = (form: string) => {
      const target = forms.get(form);
      return target && namesOf(target, forms, locale).words;
    };
    const [answers, about] = [wordsOf(channel.form), wordsOf(channel.about?.form ?? '')];
    const wordOf = (path: string): string => {
      const inner = path.replace(/^current\.(about\.)?/, '');
      if (path.startsWith('current.about.')) return `${t('linked')}·${about?.get(inner) ?? inner}`;
      if (path.startsWith('current.')) return `${t('answer')}·${answers?.get(inner) ?? inner}`;
      return own.words.get(path) ?? path;
    };
    const types = { ...formTypes(other, forms), ...publicHelpTypes(channel, forms) };
    return { names: namesFrom(types, wordOf, own.rows), fields: conditionFieldsOf(other, forms) };
  }, [channel, forms, pages, locale, t]);
}
