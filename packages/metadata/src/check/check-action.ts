import type { Issue, Types } from '@fieldwork/expression';
import type { Action, UpdateTarget } from '../documents/effects.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { formOfTarget } from '../effects/update-target.js';
import { figureScope } from '../figure-types.js';
import type { Path } from '../issue.js';
import { checkCreate, withOwnId } from './check-create.js';
import { checkDecide } from './check-decide.js';
import { checkAssignments, checkCondition, checkPeople, missing } from './checking.js';

type Checker<T extends Action['type']> = (
  action: Extract<Action, { type: T }>,
  at: { form: Form; types: Types; documents: AppDocuments; path: Path },
) => Issue[];

const checkers: { [T in Action['type']]: Checker<T> } = {
  set: ({ set }, { form, types, path }) =>
    checkAssignments(set, form, withOwnId(types, form), [...path, 'set']),
  create: checkCreate,
  post({ form: id, set, short, each, when }, at) {
    const { form, types, documents, path } = at;
    const isLedger = [...documents.ledgers.values()].some((ledger) => ledger.form === id);
    return [
      ...(isLedger ? [] : [missing([...path, 'form'], '台账流水', 'ledger over', id)]),
      ...checkCreate({ form: id, set, each, when }, at),
      ...checkAssignments(short ?? [], form, withOwnId(types, form), [...path, 'short']),
    ];
  },
  reverse({ form: id, filter, set }, { form, types, documents, path }) {
    const target = documents.forms.get(id);
    const isReversible = [...documents.ledgers.values()].some(
      (ledger) => ledger.form === id && ledger.reverses !== undefined,
    );
    if (!target || !isReversible) return [missing([...path, 'form'], '可冲销的台账流水', 'ledger over', id)];
    return [
      ...checkTarget({ form: id, filter }, form, documents, path),
      ...checkAssignments(set ?? [], target, withOwnId(types, form), [...path, 'set']),
    ];
  },
  update({ target, set }, { form, types, documents, path }) {
    const id = formOfTarget(target, form);
    const other = documents.forms.get(id ?? '');
    if (!other) return [missing([...path, 'target'], '表单', 'form', id ?? '')];
    return [
      ...checkTarget(target, form, documents, [...path, 'target']),
      ...checkAssignments(set, other, withOwnId(types, form), [...path, 'set']),
    ];
  },
  notify: ({ to }, { form, documents, path }) => checkPeople(to, form, documents, [...path, 'to']),
  message({ channel: id }, { form, documents, path }) {
    const channel = documents.channels.get(id);
    return channel?.type === 'message' && channel.form === form.id
      ? []
      : [missing([...path, 'channel'], '外发消息渠道', 'channel for messages about this form', id)];
  },
  start_flow: ({ flow }, { form, documents, path }) =>
    documents.flows.get(flow)?.form === form.id ? [] : [missing([...path, 'flow'], '流程', 'flow', flow)],
  decide: checkDecide,
  do_task({ flow: id, node: nodeId, action: actionId }, { form, documents, path }) {
    const flow = documents.flows.get(id);
    if (flow?.form !== form.id) return [missing([...path, 'flow'], '流程', 'flow', id)];
    const node = flow.nodes.find((candidate) => candidate.id === nodeId);
    if (node?.type !== 'task') return [missing([...path, 'node'], '节点', 'node', nodeId)];
    const isThere = node.actions.some((candidate) => candidate.id === actionId);
    return isThere ? [] : [missing([...path, 'action'], '动作', 'action', actionId)];
  },
};

/** What a flow, a rule or a deadline does with a record of `form`. */
export function checkAction(
  action: Action,
  form: Form,
  types: Types,
  documents: AppDocuments,
  path: Path,
): Issue[] {
  return (checkers[action.type] as Checker<Action['type']>)(action, { form, types, documents, path });
}

function checkTarget(target: UpdateTarget, form: Form, documents: AppDocuments, path: Path): Issue[] {
  if (!('filter' in target)) return [];
  return checkCondition(target.filter, figureScope(target, form, documents.forms) ?? {}, [...path, 'filter']);
}
