import type { DecisionTable } from '../documents/decision-table.js';
import { pathsIn } from './paths-in.js';

/** Every path that a document reads of its record, those of the decision tables that it runs among them. */
export function pathsWithTables(part: unknown, tables: ReadonlyMap<string, DecisionTable>): string[] {
  const found = new Set(pathsIn(part));
  for (const id of tableIdsIn(part)) {
    const table = tables.get(id);
    if (table) for (const path of pathsIn([table.inputs, table.rows, table.otherwise])) found.add(path);
  }
  found.delete('value');
  return [...found];
}

/** The decision tables that a document names, wherever it does. */
export function tableIdsIn(part: unknown, found = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return found;
  const { table } = part as { table?: unknown };
  if (typeof table === 'string') found.add(table);
  for (const inner of Object.values(part)) tableIdsIn(inner, found);
  return found;
}
