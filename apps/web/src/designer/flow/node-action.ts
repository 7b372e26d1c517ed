import type { Action, FlowNode } from '@fieldwork/metadata';

const ofNode: Partial<Record<FlowNode['type'], Action['type']>> = {
  write: 'set',
  create: 'create',
  notify: 'notify',
};

/** The action that an automatic step performs, as rules have it; null for steps that do something else. */
export function actionOfNode(node: FlowNode): Action | null {
  const type = ofNode[node.type];
  if (type === undefined) return null;
  const { id: _, label: __, next: ___, ...settings } = node as FlowNode & { next: string };
  return { ...settings, type } as Action;
}
