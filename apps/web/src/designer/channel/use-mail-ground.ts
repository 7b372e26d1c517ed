import {
  type Form,
  fieldOf,
  localize,
  type MailChannel,
  mailFindTypes,
  mailScopeTypes,
} from '@fieldwork/metadata';
import { useCallback, useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import type { Ground } from '../conditions/expression-field.js';
import { namesFrom, namesOf } from '../conditions/field-names.js';
import { channelWords } from './channel-words.js';

const parts = ['subject', 'text', 'from', 'from_name', 'received_at'] as const;

/** What the mail's parts are called, under a first word. */
function useMailWords(head: 'mail' | 'current'): ReadonlyMap<string, string> {
  const t = useWords(channelWords);
  return useMemo(
    () => new Map(parts.map((part) => [`${head}.${part}`, `${t('mail')}·${t(`mail_${part}`)}`])),
    [t, head],
  );
}

/** What values taken from a mail speak of: the mail, and what was found for it. */
export function useMailGround(channel: MailChannel): Ground {
  const { forms } = useAppScope();
  const locale = useLocale();
  const words = useMailWords('mail');
  return useMemo(() => {
    const foundWord = (path: string): string => {
      const [head = '', ...rest] = path.split('.');
      const form = forms.get(channel.find?.find(({ id }) => id === head)?.form ?? '');
      if (!form) return path;
      const own = localize(form.label, locale);
      return rest.length === 0 ? own : `${own}·${wordIn(form, rest.join('.'), forms, locale)}`;
    };
    const names = namesFrom(
      mailScopeTypes(channel, forms),
      (path) => words.get(path) ?? foundWord(path),
      new Map(),
    );
    return { names, fields: [] };
  }, [channel, forms, locale, words]);
}

/** What the condition of a search speaks of: the other form's fields, and the mail. */
export function useMailFindGround(): (form: string) => Ground {
  const { forms } = useAppScope();
  const locale = useLocale();
  const words = useMailWords('current');
  return useCallback(
    (formId) => {
      const form = forms.get(formId);
      if (!form) return { names: namesFrom({}, (path) => path, new Map()), fields: [] };
      const own = namesOf(form, forms, locale);
      const names = namesFrom(
        mailFindTypes(form, forms),
        (path) => words.get(path) ?? own.words.get(path) ?? path,
        own.rows,
      );
      return { names, fields: conditionFieldsOf(form, forms) };
    },
    [forms, locale, words],
  );
}

function wordIn(form: Form, path: string, forms: ReadonlyMap<string, Form>, locale: 'zh-CN' | 'en'): string {
  return namesOf(form, forms, locale).words.get(path) ?? fieldOf(form, path)?.id ?? path;
}
