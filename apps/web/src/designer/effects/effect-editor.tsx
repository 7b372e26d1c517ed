import { type Action, type Form, localize } from '@fieldwork/metadata';
import { type ComponentType, useCallback } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale, useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { useAppDocuments } from '../document/use-problems.js';
import { taskNodesOf } from './do-task-effect.js';
import type { EffectSettingsProps } from './effect-kind.js';
import { effectKinds } from './effect-kinds.js';
import { effectWords } from './effect-words.js';
import { usePeopleWords } from './people-editor.js';

/** Settings of what is done: values, a new record, a notice, a flow. */
export function EffectEditor(props: EffectSettingsProps<Action>) {
  const Settings = effectKinds[props.effect.type].Settings as ComponentType<EffectSettingsProps<Action>>;
  return <Settings {...props} />;
}

/** An action as it begins. */
export function useNewAction(form: Form) {
  const { forms, flows } = useAppScope();
  const documents = useAppDocuments();
  return (type: Action['type'], title: string): Action =>
    effectKinds[type].begin({
      forms: [...forms.keys()],
      flows: [...flows.values()].filter((flow) => flow.form === form.id).map(({ id }) => id),
      tables: [...documents.decision_tables.keys()],
      title,
    });
}

type Sayers = {
  [T in Action['type']]: (effect: Extract<Action, { type: T }>, names: Ground['names']) => string;
};

/** Says what is done in a sentence. */
export function useEffectWords() {
  const t = useWords(effectWords);
  const locale = useLocale();
  const { forms, flows } = useAppScope();
  const documents = useAppDocuments();
  const people = usePeopleWords();
  return useCallback(
    (effect: Action, names: Ground['names']): string => {
      const word = (path: string) => names.words.get(path) ?? path;
      const list = (fields: readonly { field: string }[]) =>
        fields.map(({ field }) => word(field)).join(locale === 'zh-CN' ? '、' : ', ') || '…';
      const formName = (id: string) => localize(forms.get(id)?.label, locale);
      const sayers: Sayers = {
        set: ({ set }) => t('set_words', { fields: list(set) }),
        post: ({ form }) => t('post_words', { form: formName(form) }),
        reverse: ({ form }) => t('reverse_words', { form: formName(form) }),
        create: ({ form }) => t('create_words', { form: formName(form) }),
        update: ({ target }) =>
          'form' in target
            ? t('update_words', { form: formName(target.form) })
            : t('update_reference_words', { field: word(target.reference) }),
        decide: ({ table, set }) =>
          t('decide_words', {
            table: localize(documents.decision_tables.get(table)?.label, locale),
            fields: list(set),
          }),
        notify: ({ to, title }) =>
          t('notify_words', {
            people: people(to, names),
            title: localize(title, locale).replace(
              /\{\{\s*([\w.]+)\s*\}\}/g,
              (_, path: string) => `[${word(path)}]`,
            ),
          }),
        do_task: ({ flow, node, action }) => {
          const step = taskNodesOf(flows.get(flow)).find(({ id }) => id === node);
          const done = step?.actions.find(({ id }) => id === action);
          return t('do_task_words', {
            node: localize(step?.label, locale),
            action: localize(done?.label, locale),
          });
        },
        message: ({ channel }) =>
          t('message_words', {
            channel: localize(documents?.channels.get(channel)?.label, locale) || channel,
          }),
        start_flow: ({ flow }) => t('start_words', { flow: localize(flows.get(flow)?.label, locale) }),
      };
      return (sayers[effect.type] as (effect: Action, names: Ground['names']) => string)(effect, names);
    },
    [t, locale, forms, flows, documents, people],
  );
}
