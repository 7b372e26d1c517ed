import type { Text } from '@fieldwork/metadata';

/** One step of the way to a changed part: a property, or one of several with the name people gave it. */
export type DiffStep = { property: string } | { item: string; label: Text | undefined };

export interface DocumentChange {
  path: DiffStep[];
  change: 'added' | 'removed' | 'changed' | 'moved';
  before?: unknown;
  after?: unknown;
}

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** By what items of a list are the same before and after. */
const nameOf = (item: unknown): string | undefined => {
  if (!isPart(item)) return undefined;
  const name = item.id ?? item.field;
  return typeof name === 'string' ? name : undefined;
};
const labelOf = (item: unknown): Text | undefined =>
  isPart(item) && (typeof item.label === 'string' || isPart(item.label)) ? (item.label as Text) : undefined;

/** Texts and expressions are told whole: their inside means nothing by itself. */
const wholes = new Set(['label', 'description', 'hint', 'placeholder', 'intro', 'message']);

/** What changed between two versions of a document, as people would tell it. */
export function diffDocuments(before: unknown, after: unknown): DocumentChange[] {
  return diffValues(before, after, []);
}

function diffValues(before: unknown, after: unknown, path: DiffStep[]): DocumentChange[] {
  if (isSame(before, after)) return [];
  if (before === undefined) return [{ path, change: 'added', after }];
  if (after === undefined) return [{ path, change: 'removed', before }];
  const last = path.at(-1);
  const isWhole = last !== undefined && 'property' in last && wholes.has(last.property);
  if (!isWhole && Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  if (!isWhole && isPart(before) && isPart(after) && !isExpression(before) && !isExpression(after))
    return diffParts(before, after, path);
  return [{ path, change: 'changed', before, after }];
}

function diffParts(before: Part, after: Part, path: DiffStep[]): DocumentChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((property) =>
    diffValues(before[property], after[property], [...path, { property }]),
  );
}

function diffLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: DiffStep[],
): DocumentChange[] {
  const [old, now] = [before.map(nameOf), after.map(nameOf)];
  const areNamed = [...old, ...now].every((name) => name !== undefined);
  const areDistinct = new Set(old).size === old.length && new Set(now).size === now.length;
  if (!areNamed || !areDistinct) return [{ path, change: 'changed', before, after }];
  const stepOf = (item: unknown): DiffStep => ({ item: nameOf(item) ?? '', label: labelOf(item) });
  const removed = before
    .filter((item) => !now.includes(nameOf(item)))
    .map((item): DocumentChange => ({ path: [...path, stepOf(item)], change: 'removed', before: item }));
  const rest = after.flatMap((item): DocumentChange[] => {
    const earlier = before[old.indexOf(nameOf(item))];
    if (earlier === undefined) return [{ path: [...path, stepOf(item)], change: 'added', after: item }];
    return diffValues(earlier, item, [...path, stepOf(item)]);
  });
  const kept = (names: readonly unknown[], others: readonly unknown[]) =>
    names.filter((name) => others.includes(name)).join('\n');
  const isMoved = kept(old, now) !== kept(now, old);
  return [...removed, ...rest, ...(isMoved ? [{ path, change: 'moved' as const }] : [])];
}

/** One operator with its arguments, as expressions are written. */
function isExpression(value: Part): boolean {
  const [entry, ...rest] = Object.entries(value);
  return rest.length === 0 && entry !== undefined && (entry[0] === 'var' || Array.isArray(entry[1]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
  if (!isPart(a) || !isPart(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}
