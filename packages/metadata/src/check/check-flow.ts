import type { Issue, Types } from '@fieldwork/expression';
import { exitsOf, type Flow, type FlowNode, type TaskNode } from '../documents/flow.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { figureTypes } from '../figure-types.js';
import { formTypes } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkDecide } from './check-decide.js';
import { checkFigures } from './check-figures.js';
import {
  checkAssignments,
  checkCondition,
  checkFieldIds,
  checkPeople,
  checkTwice,
  checkWorkingDelay,
  missing,
} from './checking.js';

export function checkFlow(flow: Flow, documents: AppDocuments): Issue[] {
  const form = documents.forms.get(flow.form);
  if (!form) return [missing(['form'], '表单', 'form', flow.form)];
  const types = { ...formTypes(form, documents.forms), ...figureTypes(flow.figures, form, documents.forms) };
  return [
    ...checkFigures(flow.figures, form, documents, ['figures']),
    ...checkTwice(
      flow.nodes.map((node) => node.id),
      ['nodes'],
    ),
    ...checkCondition(flow.trigger.when, types, ['trigger', 'when']),
    ...(flow.trigger.roles ?? []).flatMap((role, index) =>
      documents.roles.has(role) ? [] : [missing(['trigger', 'roles', index], '角色', 'role', role)],
    ),
    ...checkGraph(flow),
    ...flow.nodes.flatMap((node, index) => checkNode(node, form, types, documents, ['nodes', index])),
  ];
}

/** One start, every way leads to a node, every node can be reached and can reach an end, no circle without a person in it. */
function checkGraph(flow: Flow): Issue[] {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const starts = flow.nodes.filter((node) => node.type === 'start');
  const issues: Issue[] = [];
  if (starts.length !== 1)
    issues.push(issue(['nodes'], 'one_start', '流程应有且只有一个开始节点', 'A flow has exactly one start'));
  flow.nodes.forEach((node, index) => {
    for (const exit of exitsOf(node))
      if (!nodes.has(exit.next)) issues.push(missing(['nodes', index], '节点', 'node', exit.next));
  });
  const ahead = reach(
    starts.map((node) => node.id),
    (id) => exitsOf(nodes.get(id) as FlowNode).map((exit) => exit.next),
    nodes,
  );
  const sources = (id: string) =>
    flow.nodes.filter((node) => exitsOf(node).some((exit) => exit.next === id)).map((node) => node.id);
  const ends = flow.nodes.filter((node) => node.type === 'end').map((node) => node.id);
  const backward = reach(ends, sources, nodes);
  flow.nodes.forEach((node, index) => {
    if (!ahead.has(node.id))
      issues.push(issue(['nodes', index], 'unreachable', '流程走不到这个节点', 'No way leads to this node'));
    else if (!backward.has(node.id))
      issues.push(
        issue(['nodes', index], 'no_end', '从这个节点走不到结束', 'No way leads from this node to an end'),
      );
    if (isInCircleWithoutTask(node, nodes))
      issues.push(
        issue(
          ['nodes', index],
          'endless',
          '循环中没有人工节点，流程会停不下来',
          'A circle without a task never stops',
        ),
      );
  });
  return issues;
}

function reach(
  from: string[],
  next: (id: string) => string[],
  nodes: ReadonlyMap<string, FlowNode>,
): Set<string> {
  const seen = new Set<string>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id) || !nodes.has(id)) continue;
    seen.add(id);
    waiting.push(...next(id));
  }
  return seen;
}

function isInCircleWithoutTask(node: FlowNode, nodes: ReadonlyMap<string, FlowNode>): boolean {
  if (node.type === 'task') return false;
  const automatic = (id: string) => {
    const found = nodes.get(id);
    return found && found.type !== 'task' ? exitsOf(found).map((exit) => exit.next) : [];
  };
  return reach(automatic(node.id), automatic, nodes).has(node.id);
}

function checkNode(node: FlowNode, form: Form, types: Types, documents: AppDocuments, path: Path): Issue[] {
  const issues: Issue[] = [];
  if ('assignee' in node) issues.push(...checkTask(node, form, types, documents, path));
  if ('branches' in node)
    node.branches.forEach((branch, index) => {
      issues.push(...checkCondition(branch.when, types, [...path, 'branches', index, 'when']));
    });
  if ('decide' in node)
    node.decide?.forEach((one, index) => {
      issues.push(...checkDecide(one, { form, types, documents, path: [...path, 'decide', index] }));
    });
  if ('to' in node) issues.push(...checkPeople(node.to, form, documents, [...path, 'to']));
  if ('set' in node && node.set) {
    const target = 'form' in node ? documents.forms.get(node.form) : form;
    const ownId = { kind: 'reference', form: form.id } as const;
    if (target) issues.push(...checkAssignments(node.set, target, { ...types, id: ownId }, [...path, 'set']));
    else issues.push(missing([...path, 'form'], '表单', 'form', 'form' in node ? node.form : ''));
  }
  return issues;
}

function checkTask(node: TaskNode, form: Form, types: Types, documents: AppDocuments, path: Path): Issue[] {
  const hidden = new Set(node.hidden ?? []);
  return [
    ...checkWorkingDelay(node.dueAfter, documents, [...path, 'dueAfter']),
    ...checkPeople(node.assignee, form, documents, [...path, 'assignee']),
    ...(node.claim?.matching !== undefined && documents.matchings.get(node.claim.matching)?.form !== form.id
      ? [missing([...path, 'claim', 'matching'], '匹配', 'matching', node.claim.matching)]
      : []),
    ...checkFieldIds(node.editable, form, [...path, 'editable']),
    ...checkFieldIds(node.required, form, [...path, 'required']),
    ...checkFieldIds(node.hidden, form, [...path, 'hidden']),
    ...(node.required ?? [])
      .filter((id) => hidden.has(id) || !(node.editable ?? []).includes(id))
      .map((id) =>
        issue(
          [...path, 'required'],
          'required_not_editable',
          `必填字段 ${id} 在此节点不可编辑`,
          `“${id}” must be filled here but cannot be changed here`,
        ),
      ),
    ...checkTwice(
      node.actions.map((action) => action.id),
      [...path, 'actions'],
    ),
    ...node.actions.flatMap((action, index) => [
      ...checkCondition(action.when, types, [...path, 'actions', index, 'when']),
      ...(action.validate ?? []).flatMap(({ check }, at) =>
        checkCondition(check, types, [...path, 'actions', index, 'validate', at, 'check']),
      ),
      ...checkAssignments(action.set ?? [], form, types, [...path, 'actions', index, 'set']),
    ]),
  ];
}
