import { exitsOf, type Flow, type FlowNode, type FlowNodeType, type Text } from '@fieldwork/metadata';
import { newId } from '../document/new-id.js';

export type AddedType = Exclude<FlowNodeType, 'start'>;

/** Names for what is new, in the language of the moment. */
export interface NewStepNames {
  type: (type: AddedType) => Text;
  done: Text;
  branch: (n: number) => Text;
  notice: Text;
}

/** The same node with one of its ways out leading elsewhere; ways are counted as `exitsOf` lists them. */
export function withExit(node: FlowNode, exit: number, next: string): FlowNode {
  if (node.type === 'task')
    return {
      ...node,
      actions: node.actions.map((action, index) => (index === exit ? { ...action, next } : action)),
    };
  if (node.type === 'condition') {
    if (exit >= node.branches.length) return { ...node, otherwise: next };
    return {
      ...node,
      branches: node.branches.map((branch, index) => (index === exit ? { ...branch, next } : branch)),
    };
  }
  return node.type === 'end' ? node : { ...node, next };
}

export function replaceNode(flow: Flow, node: FlowNode): Flow {
  return { ...flow, nodes: flow.nodes.map((one) => (one.id === node.id ? node : one)) };
}

function newStep(type: AddedType, id: string, next: string, form: string, names: NewStepNames): FlowNode {
  const base = { id, label: names.type(type) };
  if (type === 'task') {
    const done = { id: 'done', label: names.done, kind: 'complete' as const, next };
    return { type, ...base, assignee: [{ by: 'initiator' }], actions: [done] };
  }
  if (type === 'condition') {
    const branch = { id: 'branch_1', label: names.branch(1), when: true, next };
    return { type, ...base, branches: [branch], otherwise: next };
  }
  if (type === 'write') return { type, ...base, set: [], next };
  if (type === 'create') return { type, ...base, form, set: [], next };
  if (type === 'notify') return { type, ...base, to: [{ by: 'initiator' }], title: names.notice, next };
  return { type, ...base };
}

/** Puts a step on the way out of another; an end that is put there ends that way. */
export function insertStep(
  flow: Flow,
  from: string,
  exit: number,
  type: AddedType,
  names: NewStepNames,
): { flow: Flow; id: string } {
  const source = flow.nodes.find(({ id }) => id === from);
  const next = source && exitsOf(source)[exit]?.next;
  if (!source || next === undefined) return { flow, id: from };
  const id = newId(
    '',
    type,
    flow.nodes.map((node) => node.id),
  );
  const step = newStep(type, id, next, flow.form, names);
  const joined = replaceNode({ ...flow, nodes: [...flow.nodes, step] }, withExit(source, exit, id));
  return { flow: withoutOrphans(flow, joined), id };
}

/** Takes a step out; whatever led to it leads on to what came after it. */
export function removeStep(flow: Flow, id: string): Flow {
  const node = flow.nodes.find((one) => one.id === id);
  if (!node || node.type === 'start') return flow;
  const ways = exitsOf(node).filter(({ kind, next }) => kind !== 'return' && next !== id);
  const onward = ways.at(-1)?.next ?? flow.nodes.find((one) => one.type === 'end' && one.id !== id)?.id;
  if (onward === undefined) return flow;
  const nodes = flow.nodes
    .filter((one) => one.id !== id)
    .map((one) =>
      exitsOf(one).reduce(
        (joined, exit, index) => (exit.next === id ? withExit(joined, index, onward) : joined),
        one,
      ),
    );
  return withoutOrphans(flow, { ...flow, nodes });
}

/** Takes a way out of a node, a task's button or a branch. */
export function removeExit(flow: Flow, id: string, exit: number): Flow {
  const node = flow.nodes.find((one) => one.id === id);
  if (node?.type === 'task' && node.actions.length > 1)
    return withoutOrphans(flow, replaceNode(flow, { ...node, actions: node.actions.toSpliced(exit, 1) }));
  if (node?.type === 'condition' && node.branches.length > 1)
    return withoutOrphans(flow, replaceNode(flow, { ...node, branches: node.branches.toSpliced(exit, 1) }));
  return flow;
}

export function reachable(flow: Flow): ReadonlySet<string> {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const node = byId.get(id);
    if (!node || seen.has(id)) return;
    seen.add(id);
    for (const { next } of exitsOf(node)) visit(next);
  };
  for (const node of flow.nodes) if (node.type === 'start') visit(node.id);
  return seen;
}

/** What could be reached before and cannot any more goes; what was loose already stays for its owner to see. */
function withoutOrphans(before: Flow, after: Flow): Flow {
  const then = reachable(before);
  const now = reachable(after);
  return { ...after, nodes: after.nodes.filter(({ id }) => now.has(id) || !then.has(id)) };
}
