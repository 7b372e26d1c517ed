import type { Rule } from '@fieldwork/metadata';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { useConditionSentence } from '../conditions/use-condition-sentence.js';
import { useEffectWords } from '../effects/effect-editor.js';
import { ruleDesignWords } from './rule-words.js';

/** The whole rule as a sentence that can be read aloud. */
export function useRuleSentence(rule: Rule, formName: string, ground: Ground): string {
  const t = useWords(ruleDesignWords);
  const text = useText();
  const locale = useLocale();
  const say = useConditionSentence(ground.fields, ground.names);
  const effect = useEffectWords();
  const comma = locale === 'zh-CN' ? '、' : ', ';
  const word = (path: string) => ground.names.words.get(path) ?? path;
  const { trigger } = rule;
  const begin = () => {
    if (trigger.on === 'time') {
      const { amount, unit } = trigger.after;
      const values = { field: word(trigger.field), amount: Math.abs(amount), unit: t(unit) };
      return amount === 0 ? t('says_at', values) : t(amount < 0 ? 'says_before' : 'says_after', values);
    }
    if (trigger.on === 'changed' && trigger.fields.length > 0)
      return t('says_changed_fields', { form: formName, fields: trigger.fields.map(word).join(comma) });
    if (trigger.on === 'schedule') {
      const { every, at = '00:00' } = trigger.schedule;
      return t('says_schedule', { every: t(`every_${every}`), at, form: formName });
    }
    return t(`says_${trigger.on}`, { form: formName });
  };
  const condition = rule.condition === undefined ? '' : t('says_if', { condition: say(rule.condition) });
  const actions = rule.actions.map((action) => effect(action, ground.names)).join(comma);
  return `${text(begin())}${condition}${t('says_then', { actions })}`;
}
