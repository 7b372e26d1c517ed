import type { Issue } from '@fieldwork/expression';
import type { PublicFormChannel } from '../documents/channels/public-form.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf } from '../form-types.js';
import { issue } from '../issue.js';
import { publicFindTypes, publicHelpTypes, publicScopeTypes } from '../public-form-types.js';
import { checkHelp } from './check-library.js';
import { checkAssignments, checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

/** Fields that a stranger can fill in: not made by the server, leading to no other records, without rows of their own. */
export function isAskable(form: Form, id: string): boolean {
  const field = fieldOf(form, id);
  if (!field || field.fields || field.compute !== undefined) return false;
  const definition = fieldTypeOf(field);
  const target = definition.column(field)?.target;
  const isElsewhere = target !== undefined && !('platform' in target && target.platform === 'file');
  return definition.generated !== true && definition.isMarkup !== true && !isElsewhere;
}

export function checkPublicForm(channel: PublicFormChannel, form: Form, documents: AppDocuments): Issue[] {
  const { forms } = documents;
  const { about } = channel;
  const target = about && forms.get(about.form);
  const finds = channel.find ?? [];
  return [
    ...checkTwice(
      channel.questions.map(({ field }) => field),
      ['questions'],
    ),
    ...channel.questions.flatMap(({ field }, index) => {
      if (!fieldOf(form, field)) return [missing(['questions', index, 'field'], '字段', 'field', field)];
      if (isAskable(form, field)) return [];
      const path = ['questions', index, 'field'];
      return [issue(path, 'not_askable', '公开表单不能填写这个字段', 'Strangers cannot fill in this field')];
    }),
    ...(about && !target ? [missing(['about', 'form'], '表单', 'form', about.form)] : []),
    ...(target ? checkFieldIds(about.shown, target, ['about', 'shown']) : []),
    ...(target && about.typed !== undefined ? checkFieldIds([about.typed], target, ['about', 'typed']) : []),
    ...checkTwice(
      finds.map(({ id }) => id),
      ['find'],
    ),
    ...finds.flatMap(({ form: id, filter }, index) => {
      const other = forms.get(id);
      if (!other) return [missing(['find', index, 'form'], '表单', 'form', id)];
      return checkCondition(filter, publicFindTypes(channel, other, forms), ['find', index, 'filter']);
    }),
    ...checkAssignments(channel.set, form, publicScopeTypes(channel, forms), ['set']),
    ...checkProgress(channel, documents),
    ...(channel.help
      ? checkHelp(
          channel.help,
          channel.questions.map(({ field }) => field),
          publicHelpTypes(channel, forms),
          documents,
          ['help'],
        )
      : []),
    ...(channel.receipt && !fieldOf(form, channel.receipt.field)
      ? [missing(['receipt', 'field'], '字段', 'field', channel.receipt.field)]
      : []),
  ];
}

function checkProgress({ progress, form }: PublicFormChannel, { pages }: AppDocuments): Issue[] {
  if (progress === undefined) return [];
  const page = pages.get(progress);
  return page?.type === 'portal' && page.form === form
    ? []
    : [missing(['progress'], '客户门户页面', 'portal over this form', progress)];
}
