const forbidden = new Set(['__proto__', 'prototype', 'constructor']);

/** What stands at a path of a JSON value: own members and places in lists only. */
export function jsonAt(value: unknown, path: string | undefined): unknown {
  if (path === undefined) return value;
  return path.split('.').reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null || forbidden.has(key)) return undefined;
    return Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined;
  }, value);
}

/** Puts a value at a path, making what lies between; a path through forbidden names does nothing. */
export function putJson(root: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  if (keys.some((key) => forbidden.has(key))) return;
  let at = root;
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    const inside = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {};
    at[key] = inside;
    at = inside;
  }
  at[keys.at(-1) ?? ''] = value;
}

/** A value of theirs as the text of a cell; objects and lists say nothing. */
export function cellOf(value: unknown, names?: Readonly<Record<string, string>>): string {
  if (value === null || value === undefined || typeof value === 'object') return '';
  const text = String(value);
  return names && Object.hasOwn(names, text) ? (names[text] ?? text) : text;
}
