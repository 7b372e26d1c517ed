import type { App } from './documents/app.js';
import type { Document, Kind } from './documents/kinds.js';
import type { Role } from './documents/role.js';

type Named = Pick<Document, 'kind' | 'id'>;
type Item = App['menu'][number];

/**
 * The same document without what only lists another one: its entries in the menu, its rights in a role. Nothing is
 * wrong without them, so they go with it; everything else that names it holds it back. The document itself where
 * nothing is listed.
 */
export function withoutMentions<D extends Document>(document: D, gone: Named): D {
  if (document.kind === 'app') return withoutEntries(document, gone) as D;
  return document.kind === 'role' ? (withoutRights(document, gone) as D) : document;
}

function withoutEntries(app: App, { kind, id }: Named): App {
  const isGone = (item: Item) =>
    (item.type === 'form' && kind === 'form' && item.form === id) ||
    (item.type === 'page' && kind === 'page' && item.page === id);
  const isNamed = (item: Item) => (item.type === 'group' ? item.items.some(isGone) : isGone(item));
  if (!app.menu.some(isNamed)) return app;
  const menu = app.menu
    .filter((item) => !isGone(item))
    .map((item) =>
      item.type === 'group' ? { ...item, items: item.items.filter((one) => !isGone(one)) } : item,
    );
  return { ...app, menu };
}

const lists: Partial<Record<Kind, 'reports' | 'pages'>> = { report: 'reports', page: 'pages' };

function withoutRights(role: Role, { kind, id }: Named): Role {
  if (kind === 'form' && Object.hasOwn(role.forms, id)) {
    const { [id]: _gone, ...forms } = role.forms;
    return { ...role, forms };
  }
  const key = lists[kind];
  const list = key && role[key];
  if (!key || !Array.isArray(list) || !list.includes(id)) return role;
  return { ...role, [key]: list.filter((one) => one !== id) };
}

/** Whether a value in a document names a calendar, or an expression asks for a role: no check looks at those. */
export function isNamedIn(value: unknown, gone: Named): boolean {
  if (typeof value === 'string') return gone.kind === 'calendar' && value === gone.id;
  if (typeof value !== 'object' || value === null) return false;
  if (gone.kind === 'role' && asksForRole(value, gone.id)) return true;
  return Object.values(value).some((part) => isNamedIn(part, gone));
}

/** `{ "in": ["agent", { "user": ["roles"] }] }` */
function asksForRole(node: object, role: string): boolean {
  const args = (node as { in?: unknown }).in;
  return Array.isArray(args) && args[0] === role && JSON.stringify(args[1] ?? null).includes('"roles"');
}
