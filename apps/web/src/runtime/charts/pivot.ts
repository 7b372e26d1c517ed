import type { ReportData } from '@fieldwork/api-contract';
import { dimensionText } from './figures.js';

/** Where a figure of the pivot table comes from: a row of the report, or one of its totals. */
export interface PivotCell {
  values: readonly unknown[];
  index: number;
  isTotal: boolean;
}
/** A value down or across, with those below it. */
export interface PivotNode {
  key: string;
  text: string;
  depth: number;
  children: PivotNode[];
}
export interface Pivot {
  down: PivotNode[];
  across: PivotNode[];
  /** The figure at a node down and a node across; null stands for everything. */
  cell(down: PivotNode | null, across: PivotNode | null): PivotCell | undefined;
}

const separator = '\u0000';

/** Arranges a report with its totals as a table of two sides. Nothing is added up here. */
export function pivotOf(data: ReportData, columns: readonly string[]): Pivot {
  const dimensions = data.columns.flatMap((column, index) =>
    column.role === 'dimension' ? [{ column, index }] : [],
  );
  const isAcross = ({ column }: (typeof dimensions)[number]) => columns.includes(column.id);
  const across = dimensions.filter(isAcross);
  const down = dimensions.filter((one) => !isAcross(one));
  const textAt = (row: readonly unknown[], { column, index }: (typeof dimensions)[number]) =>
    dimensionText(row[index], column);
  const keyOf = (row: readonly unknown[], side: typeof dimensions) =>
    side.map(({ index }) => JSON.stringify(row[index] ?? null)).join(separator);
  const cells = new Map<string, PivotCell>();
  const place = (row: readonly unknown[], by: ReadonlySet<string>, cell: PivotCell) => {
    const kept = (side: typeof dimensions) => side.filter(({ column }) => by.has(column.id));
    cells.set(`${keyOf(row, kept(down))}|${keyOf(row, kept(across))}`, cell);
  };
  const every = new Set(dimensions.map(({ column }) => column.id));
  // Totals come in the order of the report: the nodes of a side stand as their sums do.
  const treeOf = (side: typeof dimensions): PivotNode[] => {
    const roots: PivotNode[] = [];
    const known = new Map<string, PivotNode>();
    const add = (row: readonly unknown[], depth: number) => {
      const part = side.slice(0, depth);
      const key = keyOf(row, part);
      const last = part.at(-1);
      if (known.has(key) || !last) return;
      const node = { key, text: textAt(row, last), depth: depth - 1, children: [] };
      known.set(key, node);
      (depth === 1 ? roots : (known.get(keyOf(row, side.slice(0, depth - 1)))?.children ?? roots)).push(node);
    };
    for (let depth = 1; depth <= side.length; depth++) {
      const ids = side.slice(0, depth).map(({ column }) => column.id);
      const isExact = (by: readonly string[]) =>
        by.length === ids.length && ids.every((id) => by.includes(id));
      for (const { by, row } of data.totals) if (isExact(by)) add(row, depth);
      for (const row of data.rows) add(row, depth);
    }
    const isTime = side.map(({ column }) => column.kind === 'date');
    const inTime = (nodes: PivotNode[]): PivotNode[] =>
      (isTime[nodes[0]?.depth ?? 0] ? nodes.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : nodes).map(
        (node) => ({
          ...node,
          children: inTime(node.children),
        }),
      );
    return inTime(roots);
  };
  data.rows.forEach((values, index) => {
    place(values, every, { values, index, isTotal: false });
  });
  data.totals.forEach(({ by, row }, index) => {
    place(row, new Set(by), { values: row, index, isTotal: true });
  });
  return {
    down: treeOf(down),
    across: treeOf(across),
    cell: (left, top) => cells.get(`${left?.key ?? ''}|${top?.key ?? ''}`),
  };
}

/** The nodes of a side as they are read: a node, then what lies below it. */
export function flattened(nodes: readonly PivotNode[]): PivotNode[] {
  return nodes.flatMap((node) => [node, ...flattened(node.children)]);
}
