/** How people call options, for messages only: two types that differ in nothing else are the same. */
export type OptionWords = readonly {
  readonly id: string;
  readonly label: string | { readonly 'zh-CN'?: string | undefined; readonly en?: string | undefined };
}[];

/** The type of a value. In PostgreSQL: text, numeric, boolean, date, timestamptz(3), text, array, uuid. */
export type Type =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'datetime' }
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly words?: OptionWords | undefined }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'reference'; readonly form: string }
  | { readonly kind: 'rows'; readonly members: Types }
  | { readonly kind: 'null' };

export type Kind = Type['kind'];

/** Types by path; a path may be dotted: `customer.tier`, `address.province`. */
export type Types = { readonly [path: string]: Type };

export const TEXT: Type = { kind: 'text' };
export const NUMBER: Type = { kind: 'number' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const DATE: Type = { kind: 'date' };
export const DATETIME: Type = { kind: 'datetime' };
export const NULL: Type = { kind: 'null' };

/** Whether two types are the same, options and members included. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind === 'choice' && b.kind === 'choice') return sameItems(a.options, b.options);
  if (a.kind === 'list' && b.kind === 'list') return sameType(a.of, b.of);
  if (a.kind === 'reference' && b.kind === 'reference') return a.form === b.form;
  if (a.kind === 'rows' && b.kind === 'rows') return sameTypes(a.members, b.members);
  return a.kind === b.kind;
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function sameTypes(a: Types, b: Types): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && sameType(a[name]!, b[name]!));
}

/**
 * Whether a value of type `from` may stand where `to` is wanted. Empty fits everywhere, and an option id is a
 * text; nothing else widens, because there are no implicit casts.
 */
export function fits(from: Type, to: Type): boolean {
  if (from.kind === 'null') return true;
  if (from.kind === 'choice') return to.kind === 'text' || to.kind === 'choice';
  if (from.kind === 'list' && to.kind === 'list') return fits(from.of, to.of);
  if (from.kind === 'reference' && to.kind === 'reference') return from.form === to.form;
  return from.kind === to.kind;
}

/** The narrowest type that both fit, or null when they have none. */
export function commonType(a: Type, b: Type): Type | null {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'choice' && b.kind === 'choice')
    return sameType(a, b) ? a : mergeChoices(a.options, b.options);
  if (a.kind === 'list' && b.kind === 'list') {
    const of = commonType(a.of, b.of);
    return of && { kind: 'list', of };
  }
  if (fits(a, b)) return b;
  return fits(b, a) ? a : null;
}

function mergeChoices(a: readonly string[], b: readonly string[]): Type {
  return { kind: 'choice', options: [...new Set([...a, ...b])] };
}
