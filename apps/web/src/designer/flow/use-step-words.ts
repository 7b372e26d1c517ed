import { type Action, type FlowNode, localize } from '@fieldwork/metadata';
import { useCallback } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useLocale, useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { useEffectWords } from '../effects/effect-editor.js';
import { usePeopleWords } from '../effects/people-editor.js';
import { flowDesignWords } from './flow-words.js';
import { actionOfNode } from './node-action.js';

/** Says in words what happens at a step. */
export function useStepWords(form: string, trigger: 'created' | 'manual') {
  const t = useWords(flowDesignWords);
  const locale = useLocale();
  const { forms } = useAppScope();
  const effect = useEffectWords();
  const people = usePeopleWords();
  return useCallback(
    (node: FlowNode, names: Ground['names']): string => {
      switch (node.type) {
        case 'start':
          return trigger === 'created'
            ? t('says_created', { form: localize(forms.get(form)?.label, locale) })
            : t('says_manual');
        case 'task': {
          const actions = node.actions.map(({ label }) => localize(label, locale)).join(' / ');
          return t('says_task', { people: people(node.assignee, names), actions });
        }
        case 'condition':
          return t('says_condition', { count: node.branches.length + 1 });
        case 'end':
          return t('says_end');
        case 'write': {
          const { set, decide = [] } = node;
          const done = [
            ...decide.map((one): Action => ({ type: 'decide', ...one })),
            ...(set.length > 0 || decide.length === 0 ? [{ type: 'set', set } as const] : []),
          ];
          return done.map((action) => effect(action, names)).join(locale === 'zh-CN' ? '；' : '; ');
        }
        default: {
          const action = actionOfNode(node);
          return action ? effect(action, names) : '';
        }
      }
    },
    [t, locale, forms, form, trigger, effect, people],
  );
}
