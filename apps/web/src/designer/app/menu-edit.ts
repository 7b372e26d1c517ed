import type { App, MenuItem } from '@fieldwork/metadata';

export type Leaf = Exclude<MenuItem, { type: 'group' }>;

/** What an entry opens, whatever it is called. */
export function placeOf(leaf: Leaf): Leaf {
  const { label: _, ...place } = leaf;
  return place;
}

/** Where an entry stands: in a group, or at the top (`group` null). */
export interface MenuSpot {
  group: number | null;
  index: number;
}

export function itemAt(menu: App['menu'], { group, index }: MenuSpot): MenuItem | undefined {
  if (group === null) return menu[index];
  const outer = menu[group];
  return outer?.type === 'group' ? outer.items[index] : undefined;
}

export function removeAt(menu: App['menu'], { group, index }: MenuSpot): App['menu'] {
  if (group === null) return menu.toSpliced(index, 1);
  return menu.map((item, at) =>
    at === group && item.type === 'group' ? { ...item, items: item.items.toSpliced(index, 1) } : item,
  );
}

export function insertAt(menu: App['menu'], { group, index }: MenuSpot, item: MenuItem): App['menu'] {
  if (group === null) return menu.toSpliced(index, 0, item);
  if (item.type === 'group') return menu;
  return menu.map((outer, at) =>
    at === group && outer.type === 'group'
      ? { ...outer, items: outer.items.toSpliced(index, 0, item) }
      : outer,
  );
}

/** Moves an entry to a place counted before the move; groups stay at the top. */
export function moveEntry(menu: App['menu'], from: MenuSpot, to: MenuSpot): App['menu'] {
  const item = itemAt(menu, from);
  if (!item || (item.type === 'group' && to.group !== null)) return menu;
  const without = removeAt(menu, from);
  if (from.group === to.group) {
    const isLater = from.index < to.index;
    return insertAt(without, { ...to, index: to.index - (isLater ? 1 : 0) }, item);
  }
  // Taken from above a group, the group itself moves up by one.
  const isAbove = from.group === null && to.group !== null && from.index < to.group;
  return insertAt(without, isAbove ? { ...to, group: (to.group ?? 1) - 1 } : to, item);
}
