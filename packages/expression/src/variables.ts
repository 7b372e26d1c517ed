import { limits } from './limits.js';
import { findOperator } from './operators/registry.js';
import type { Types } from './types.js';

const remembered = new WeakMap<object, string[]>();

/**
 * The fields an expression reads, each once, in order of first use; those of sub-table rows with the path of the
 * sub-table before them: `parts.quantity`. Works on any JSON, checked or not. Only the types can tell whether
 * `min` and `max` of two fields go over the rows of the first; without them the fields stand side by side.
 */
export function variables(expression: unknown, types?: Types): string[] {
  if (typeof expression !== 'object' || expression === null) return [];
  if (types) return [...gather(expression, types)];
  let found = remembered.get(expression);
  if (!found) {
    found = [...gather(expression)];
    remembered.set(expression, found);
  }
  return [...found];
}

function gather(expression: object, types: Types = {}): Set<string> {
  const paths = new Set<string>();
  collect(expression, '', { paths, types }, 0);
  return paths;
}

interface Search {
  readonly paths: Set<string>;
  readonly types: Types;
}

function collect(written: unknown, prefix: string, search: Search, depth: number): void {
  if (typeof written !== 'object' || written === null || depth > 2 * limits.depth + 2) return;
  if (Array.isArray(written)) {
    for (const item of written) collect(item, prefix, search, depth + 1);
    return;
  }
  for (const [name, given] of Object.entries(written)) {
    const args: unknown[] = Array.isArray(given) ? given : [given];
    if (name === 'var') {
      add(args[0], prefix, search.paths);
      collect(args.slice(1), prefix, search, depth + 1);
    } else if (args.length === 2 && goesOverItems(name, pathOf(args[0]), search.types)) {
      collect(args[0], prefix, search, depth + 1);
      collect(args[1], join(prefix, pathOf(args[0])!), search, depth + 1);
    } else {
      collect(args, prefix, search, depth + 1);
    }
  }
}

function goesOverItems(name: string, path: string | undefined, types: Types): boolean {
  const scoped = findOperator(name)?.isScoped;
  if (path === undefined || !scoped) return false;
  const kind = Object.hasOwn(types, path) ? types[path]!.kind : undefined;
  return scoped === 'always' || kind === 'rows' || kind === 'list';
}

function pathOf(written: unknown): string | undefined {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return undefined;
  const given = (written as Record<string, unknown>).var;
  const path = Array.isArray(given) ? given[0] : given;
  return typeof path === 'string' ? path : undefined;
}

function add(path: unknown, prefix: string, paths: Set<string>): void {
  if (typeof path === 'string' && (path !== '' || prefix !== '')) paths.add(join(prefix, path));
}

function join(prefix: string, path: string): string {
  return prefix === '' ? path : path === '' ? prefix : `${prefix}.${path}`;
}
