import type { Issue, Types } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Rule } from '../documents/rule.js';
import { figureTypes } from '../figure-types.js';
import { formTypes, withOld } from '../form-types.js';
import { issue } from '../issue.js';
import { checkAction } from './check-action.js';
import { checkFigures } from './check-figures.js';
import { checkCondition, checkFieldIds, checkWorkingDelay, missing } from './checking.js';

export function checkRule(rule: Rule, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(rule.form);
  if (!form) return [missing(['form'], '表单', 'form', rule.form)];
  const own = { ...formTypes(form, documents.forms), ...figureTypes(rule.figures, form, documents.forms) };
  const types = rule.trigger.on === 'changed' ? withOld(own) : own;
  return [
    ...checkTrigger(rule, form, own, documents),
    ...checkFigures(rule.figures, form, documents, ['figures']),
    ...checkCondition(rule.condition, types, ['condition']),
    ...rule.actions.flatMap((action, index) =>
      checkAction(action, form, types, documents, ['actions', index]),
    ),
  ];
}

function checkTrigger(
  { trigger, condition }: Rule,
  form: Form,
  types: Types,
  documents: AppDocuments,
): Issue[] {
  const issues: Issue[] = [];
  if ('fields' in trigger) issues.push(...checkFieldIds(trigger.fields, form, ['trigger', 'fields']));
  if ('after' in trigger) issues.push(...checkWorkingDelay(trigger.after, documents, ['trigger', 'after']));
  if ('field' in trigger) {
    const kind = types[trigger.field]?.kind;
    if (kind !== 'date' && kind !== 'datetime')
      issues.push(
        issue(
          ['trigger', 'field'],
          'not_date',
          '计时应从一个日期字段开始',
          'The clock starts from a date field',
        ),
      );
  }
  if (trigger.on === 'schedule' && condition === undefined)
    issues.push(
      issue(
        ['condition'],
        'no_condition',
        '定时规则应写明对哪些记录执行',
        'A scheduled rule says for which records it runs',
      ),
    );
  return issues;
}
