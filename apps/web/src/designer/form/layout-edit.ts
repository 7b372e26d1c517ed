import type { FieldPlace, Layout, LayoutNode, Section, Tabs } from '@fieldwork/metadata';

type AnyNode = LayoutNode | FieldPlace | Section;

/** Where something can be put: the form itself, a section, or one tab of tabs. */
export interface Spot {
  container: string;
  index: number;
}

export const rootContainer = 'root';

/** What a node of the layout is called while it is designed. */
export function keyOf(node: AnyNode): string {
  return node.kind === 'field' ? `field:${node.field}` : `${node.kind}:${node.id}`;
}

export const sectionContainer = (id: string) => `section:${id}`;
export const tabContainer = (tabs: string, tab: string) => `tab:${tabs}/${tab}`;

/** Visits every container of a layout, inner ones first, and builds the layout anew from what `change` answers. */
function mapContainers(
  layout: Layout,
  change: (container: string, children: readonly AnyNode[]) => readonly AnyNode[],
): Layout {
  const inner = (node: AnyNode): AnyNode => {
    if (node.kind === 'section')
      return { ...node, children: change(sectionContainer(node.id), node.children) as FieldPlace[] };
    if (node.kind !== 'tabs') return node;
    const tabs = node.tabs.map((tab) => ({
      ...tab,
      children: change(
        tabContainer(node.id, tab.id),
        tab.children.map(inner),
      ) as Tabs['tabs'][number]['children'],
    }));
    return { ...node, tabs };
  };
  return change(rootContainer, layout.map(inner)) as Layout;
}

/** The container and the place in it of a node. */
export function spotOf(layout: Layout, key: string): Spot | null {
  let found: Spot | null = null;
  mapContainers(layout, (container, children) => {
    const index = children.findIndex((node) => keyOf(node) === key);
    if (index >= 0) found = { container, index };
    return children;
  });
  return found;
}

export function nodeOf(layout: Layout, key: string): AnyNode | null {
  let found: AnyNode | null = null;
  mapContainers(layout, (_container, children) => {
    found = children.find((node) => keyOf(node) === key) ?? found;
    return children;
  });
  return found;
}

export function childrenIn(layout: Layout, container: string): readonly AnyNode[] {
  let found: readonly AnyNode[] = [];
  mapContainers(layout, (name, children) => {
    if (name === container) found = children;
    return children;
  });
  return found;
}

/** Whether a node may stand there: sections hold fields, tabs hold fields and sections. */
export function fitsIn(container: string, kind: AnyNode['kind']): boolean {
  if (kind === 'field' || container === rootContainer) return true;
  return kind === 'section' && container.startsWith('tab:');
}

export function insertNode(layout: Layout, spot: Spot, node: AnyNode): Layout {
  return mapContainers(layout, (container, children) =>
    container === spot.container ? children.toSpliced(spot.index, 0, node) : children,
  );
}

export function removeNode(layout: Layout, key: string): Layout {
  return mapContainers(layout, (_container, children) => children.filter((node) => keyOf(node) !== key));
}

export function replaceNode(layout: Layout, key: string, change: (node: AnyNode) => AnyNode): Layout {
  return mapContainers(layout, (_container, children) =>
    children.map((node) => (keyOf(node) === key ? change(node) : node)),
  );
}

/** Moves a node before what stands at the spot now. */
export function moveNode(layout: Layout, key: string, spot: Spot): Layout {
  const from = spotOf(layout, key);
  const node = nodeOf(layout, key);
  if (!from || !node || !fitsIn(spot.container, node.kind)) return layout;
  if (isInside(node, spot.container)) return layout;
  const isLater = from.container === spot.container && from.index < spot.index;
  return insertNode(removeNode(layout, key), { ...spot, index: spot.index - (isLater ? 1 : 0) }, node);
}

function isInside(node: AnyNode, container: string): boolean {
  if (node.kind === 'section') return container === sectionContainer(node.id);
  if (node.kind !== 'tabs') return false;
  return node.tabs.some(
    (tab) =>
      container === tabContainer(node.id, tab.id) || tab.children.some((child) => isInside(child, container)),
  );
}

/** One step up or down: into the neighbour's place, or out of a container at its edge. */
export function nudgeNode(layout: Layout, key: string, step: -1 | 1): Layout {
  const at = spotOf(layout, key);
  if (!at) return layout;
  const next = at.index + step;
  if (next >= 0 && next < childrenIn(layout, at.container).length)
    return moveNode(layout, key, { ...at, index: step > 0 ? next + 1 : next });
  if (at.container === rootContainer) return layout;
  const outer = spotOf(layout, at.container.replace(/^tab:(.*)\/.*$/, 'tabs:$1'));
  return outer ? moveNode(layout, key, { ...outer, index: outer.index + (step > 0 ? 1 : 0) }) : layout;
}

/** The fields that stand in a node, its own included. */
export function fieldsOfNode(node: AnyNode): string[] {
  if (node.kind === 'field') return [node.field];
  if (node.kind === 'section') return node.children.map(({ field }) => field);
  return node.tabs.flatMap((tab) => tab.children.flatMap(fieldsOfNode));
}

/** Nodes in the order in which they are met on the form. */
export function keysInOrder(layout: Layout): string[] {
  const walk = (node: AnyNode): string[] => {
    const inner =
      node.kind === 'section'
        ? node.children
        : node.kind === 'tabs'
          ? node.tabs.flatMap((tab) => tab.children)
          : [];
    return [keyOf(node), ...inner.flatMap(walk)];
  };
  return layout.flatMap(walk);
}
