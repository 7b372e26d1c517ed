import type { Issue } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Portal, PortalAction } from '../documents/pages/portal.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf, formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkPortalHome } from './check-portal-home.js';
import { isAskable } from './check-public-form.js';
import { checkAssignments, checkCondition, checkFieldIds, checkTwice, missing } from './checking.js';

export function checkPortal(page: Portal, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(page.form);
  if (!form) return [missing(['form'], '表单', 'form', page.form)];
  const types = formTypes(form, documents.forms);
  const { steps = [], actions = [], messages } = page;
  const author = messages?.author;
  const offered = page.appointment?.matching;
  const matching = offered === undefined ? undefined : documents.matchings.get(offered);
  return [
    ...page.shown.flatMap(({ field, when }, index) => [
      ...(fieldOf(form, field) || Object.hasOwn(types, field)
        ? []
        : [missing(['shown', index, 'field'], '字段', 'field', field)]),
      ...checkCondition(when, types, ['shown', index, 'when']),
    ]),
    ...(author === undefined || types[author]?.kind === 'text'
      ? []
      : [missing(['messages', 'author'], '文本字段', 'text field', author)]),
    ...(offered === undefined || (matching?.form === form.id && matching.appointments)
      ? []
      : [missing(['appointment', 'matching'], '可预约的匹配', 'matching with appointments', offered)]),
    ...checkTwice(
      steps.map(({ id }) => id),
      ['steps'],
    ),
    ...steps.flatMap(({ when, visible, at }, index) => [
      ...checkCondition(when, types, ['steps', index, 'when']),
      ...checkCondition(visible, types, ['steps', index, 'visible']),
      ...checkFieldIds(at === undefined ? [] : [at], form, ['steps', index, 'at']),
    ]),
    ...(page.library === undefined || documents.pages.get(page.library)?.type === 'library'
      ? []
      : [missing(['library'], '公开资料页面', 'library', page.library)]),
    ...(page.signIn ? checkPortalHome(page.signIn, documents, ['signIn']) : []),
    ...checkTwice(
      actions.map(({ id }) => id),
      ['actions'],
    ),
    ...actions.flatMap((action, index) => checkPortalAction(action, form, documents, ['actions', index])),
  ];
}

function checkPortalAction(action: PortalAction, form: Form, documents: AppDocuments, path: Path): Issue[] {
  const types = formTypes(form, documents.forms);
  const { fields = [], task } = action;
  const node = task && documents.flows.get(task.flow)?.nodes.find(({ id }) => id === task.node);
  const isDone = node?.type === 'task' && node.actions.some(({ id }) => id === task?.action);
  return [
    ...checkCondition(action.when, types, [...path, 'when']),
    ...fields.flatMap(({ field }, index) => {
      if (!fieldOf(form, field))
        return [missing([...path, 'fields', index, 'field'], '字段', 'field', field)];
      if (isAskable(form, field) && !isFiles(form, field)) return [];
      return [
        issue(
          [...path, 'fields', index, 'field'],
          'not_askable',
          '外部人员不能填写这个字段',
          'Somebody outside cannot fill in this field',
        ),
      ];
    }),
    ...checkAssignments(action.set ?? [], form, types, [...path, 'set']),
    ...(task?.reason !== undefined && !fields.some(({ field }) => field === task.reason)
      ? [missing([...path, 'task', 'reason'], '要填写的字段', 'field that is asked', task.reason)]
      : []),
    ...(task && !isDone
      ? [missing([...path, 'task'], '流程任务', 'task of a flow', `${task.flow}.${task.node}`)]
      : []),
  ];
}

/** Files come in by a public form, whose limits they have. */
function isFiles(form: Form, id: string): boolean {
  const field = fieldOf(form, id);
  return field !== undefined && fieldTypeOf(field).column(field)?.target !== undefined;
}
