import { exitsOf, type Flow, type FlowNode } from '@fieldwork/metadata';

export const cardWidth = 250;
export const cardHeight = 92;
const columnGap = 44;
const rowGap = 84;

export interface FlowEdge {
  id: string;
  source: string;
  exit: number;
  target: string;
  /** Leads back up to a step before. */
  isBack: boolean;
  /** How far beside the middle it comes in, where several ways lead to the same step. */
  offset: number;
}
export interface FlowLayout {
  places: ReadonlyMap<string, { x: number; y: number }>;
  edges: readonly FlowEdge[];
}

/**
 * Lays a flow out from top to bottom: each step below all that lead to it, branches side by side, each as wide as
 * what follows in it.
 */
export function flowLayout(flow: Flow): FlowLayout {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const back = backEdges(flow.nodes, byId);
  const isForward = (from: string, exit: number) => !back.has(`${from} ${exit}`);
  const rows = rowsOf(flow.nodes, byId, isForward);

  // Each step hangs below the first that leads to it from the row right above, or from any row.
  const parent = new Map<string, string>();
  for (const node of flow.nodes)
    for (const [exit, { next }] of exitsOf(node).entries()) {
      if (!isForward(node.id, exit) || !byId.has(next)) continue;
      const before = parent.get(next);
      const isNearer = before === undefined || (rows.get(node.id) ?? 0) > (rows.get(before) ?? 0);
      if (isNearer) parent.set(next, node.id);
    }
  const children = (id: string | undefined) => flow.nodes.filter((node) => parent.get(node.id) === id);
  const width = new Map<string, number>();
  const measure = (node: FlowNode): number => {
    const inner = children(node.id).map(measure);
    const sum = Math.max(
      1,
      inner.reduce((a, b) => a + b, 0),
    );
    width.set(node.id, sum);
    return sum;
  };
  const places = new Map<string, { x: number; y: number }>();
  const place = (node: FlowNode, left: number): void => {
    const own = width.get(node.id) ?? 1;
    const x = (left + own / 2 - 0.5) * (cardWidth + columnGap);
    places.set(node.id, { x, y: (rows.get(node.id) ?? 0) * (cardHeight + rowGap) });
    let at = left;
    for (const child of children(node.id)) {
      place(child, at);
      at += width.get(child.id) ?? 1;
    }
  };
  let left = 0;
  for (const root of children(undefined)) {
    measure(root);
    place(root, left);
    left += width.get(root.id) ?? 1;
  }
  const edges = flow.nodes.flatMap((node) =>
    exitsOf(node).flatMap(({ next }, exit) => {
      const isBack = !isForward(node.id, exit);
      return byId.has(next)
        ? [{ id: `${node.id} ${exit}`, source: node.id, exit, target: next, isBack, offset: 0 }]
        : [];
    }),
  );
  return { places, edges: spread(edges, places) };
}

const besideGap = 110;

/** Ways that come in at the same step stand side by side, each where it comes from. */
function spread(edges: readonly FlowEdge[], places: FlowLayout['places']): FlowEdge[] {
  const x = (id: string) => places.get(id)?.x ?? 0;
  return edges.map((edge) => {
    if (edge.isBack) return edge;
    const together = edges
      .filter(({ target, isBack }) => target === edge.target && !isBack)
      .toSorted((a, b) => x(a.source) - x(b.source));
    return { ...edge, offset: (together.indexOf(edge) - (together.length - 1) / 2) * besideGap };
  });
}

/** Ways that lead to a step on the way to which one came through. */
function backEdges(nodes: readonly FlowNode[], byId: ReadonlyMap<string, FlowNode>): ReadonlySet<string> {
  const back = new Set<string>();
  const done = new Set<string>();
  const visit = (node: FlowNode, path: ReadonlySet<string>): void => {
    done.add(node.id);
    const here = new Set(path).add(node.id);
    for (const [exit, { next, kind }] of exitsOf(node).entries()) {
      const target = byId.get(next);
      if (!target) continue;
      if (here.has(next) || (kind === 'return' && done.has(next))) back.add(`${node.id} ${exit}`);
      else if (!done.has(next)) visit(target, here);
    }
  };
  const starts = nodes.filter(({ type }) => type === 'start');
  for (const node of [...starts, ...nodes]) if (!done.has(node.id)) visit(node, new Set());
  return back;
}

/** The row of each step: one below the lowest that leads to it. */
function rowsOf(
  nodes: readonly FlowNode[],
  byId: ReadonlyMap<string, FlowNode>,
  isForward: (from: string, exit: number) => boolean,
): ReadonlyMap<string, number> {
  const rows = new Map(nodes.map(({ id }) => [id, 0]));
  // As many rounds as there are steps settle the longest way; it ends as soon as nothing moves.
  for (let round = 0; round < nodes.length; round++) {
    let hasMoved = false;
    for (const node of nodes)
      for (const [exit, { next }] of exitsOf(node).entries()) {
        const least = (rows.get(node.id) ?? 0) + 1;
        if (!isForward(node.id, exit) || !byId.has(next) || (rows.get(next) ?? 0) >= least) continue;
        rows.set(next, least);
        hasMoved = true;
      }
    if (!hasMoved) break;
  }
  return rows;
}
