import { type Datum, decode, readPath } from './datum.js';
import type { Exact } from './decimal.js';
import { ZERO } from './decimal.js';
import type { Node, Variable } from './node.js';
import type { Frame } from './operator.js';

/** The value of a checked node. */
export function run(node: Node, frame: Frame): Datum {
  if (node.kind === 'call') return node.operator.evaluate(node, frame);
  if (node.kind === 'variable') return readVariable(node, frame);
  if (node.kind === 'literal') return node.value;
  return node.items.map((item) => run(item, frame)).filter((item) => item !== null);
}

function readVariable({ source, path, keys, type }: Variable, frame: Frame): Datum {
  if (source === 'record') return decode(readPath(frame.values, path, keys), type);
  if (source === 'old') return decode(readPath(frame.old, path, keys), type);
  return path === '' ? (frame.item as Datum) : decode(readPath(frame.item, path, keys), type);
}

export const runText = (node: Node, frame: Frame): string | null => run(node, frame) as string | null;
export const runNumber = (node: Node, frame: Frame): Exact | null => run(node, frame) as Exact | null;

/** Whether a condition holds; empty is false. */
export function isTrue(node: Node, frame: Frame): boolean {
  return run(node, frame) === true;
}

/** A list's items, none when it is empty. */
export function runList(node: Node, frame: Frame): readonly unknown[] {
  return (run(node, frame) as readonly unknown[] | null) ?? [];
}

/** The numbers that an expression gives for the items of a list or the rows of a sub-table, empties left out. */
export function runForEach(of: Node, each: Node | undefined, frame: Frame): Datum[] {
  const items = runList(of, frame);
  if (!each) return items as Datum[];
  const found: Datum[] = [];
  for (const item of items) {
    const value = run(each, { ...frame, item });
    if (value !== null) found.push(value);
  }
  return found;
}

export function sum(numbers: readonly Datum[]): Exact {
  return (numbers as readonly Exact[]).reduce((total, number) => total.plus(number), ZERO);
}
