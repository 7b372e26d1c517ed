const slot = /\{\{\s*([a-z][a-z0-9_.]{0,99})\s*\}\}/g;

/**
 * Every path that a flow or a rule reads of its record, wherever it stands: in expressions, in messages, as people.
 * Whoever runs it must have these at hand.
 */
export function pathsIn(part: unknown): string[] {
  const found = new Set<string>();
  collect(part, found);
  return [...found];
}

function collect(part: unknown, found: Set<string>): void {
  if (typeof part === 'string') {
    for (const [, path] of part.matchAll(slot)) found.add(path as string);
    return;
  }
  if (Array.isArray(part)) {
    for (const item of part) collect(item, found);
    return;
  }
  if (typeof part !== 'object' || part === null) return;
  const { var: variable, by, field } = part as { var?: unknown; by?: unknown; field?: unknown };
  const path = Array.isArray(variable) ? variable[0] : variable;
  if (typeof path === 'string') found.add(path.replace(/^old\./, ''));
  if (by !== undefined && typeof field === 'string') found.add(field);
  for (const inner of Object.values(part)) collect(inner, found);
}
