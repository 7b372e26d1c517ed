import type { Dashboard, PageItem } from '@fieldwork/metadata';
import { newId } from '../document/new-id.js';

export const columns = 24;
const leastWidth = 3;
const leastHeight = 2;
const mostHeight = 40;
const mostRow = 1000;

/** Sizes that suit a chart when it is put on the page. */
const firstSize: Record<string, { width: number; height: number }> = {
  kpi: { width: 4, height: 3 },
  gauge: { width: 6, height: 7 },
};
const usualSize = { width: 12, height: 8 };

type Place = Pick<PageItem, 'x' | 'y' | 'width' | 'height'>;

function overlaps(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** A place within the grid. */
export function bounded({ x, y, width, height }: Place): Place {
  const fits = clamp(width, leastWidth, columns);
  return {
    width: fits,
    height: clamp(height, leastHeight, mostHeight),
    x: clamp(x, 0, columns - fits),
    y: clamp(y, 0, mostRow),
  };
}

/** Puts one item somewhere; what is in its way moves down, then everything closes up. */
export function placeItem(items: readonly PageItem[], id: string, place: Place): PageItem[] {
  const moved = items.map((item) => (item.id === id ? { ...item, ...bounded(place) } : item));
  const first = moved.find((item) => item.id === id);
  if (!first) return moved;
  const rest = moved.filter((item) => item.id !== id).toSorted((a, b) => a.y - b.y || a.x - b.x);
  const settled: PageItem[] = [first];
  for (const item of rest) settled.push(freeBelow(item, settled));
  return closedUp(settled, items);
}

function freeBelow(item: PageItem, settled: readonly PageItem[]): PageItem {
  let at = item;
  for (
    let hit = settled.find((other) => overlaps(at, other));
    hit;
    hit = settled.find((other) => overlaps(at, other))
  )
    at = { ...at, y: hit.y + hit.height };
  return at;
}

/** Lets everything rise as far as it can; the order of the list stays. */
function closedUp(items: readonly PageItem[], order: readonly PageItem[]): PageItem[] {
  const risen: PageItem[] = [];
  for (const item of items.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    let at = item;
    while (at.y > 0 && !risen.some((other) => overlaps({ ...at, y: at.y - 1 }, other)))
      at = { ...at, y: at.y - 1 };
    risen.push(at);
  }
  return order.flatMap(({ id }) => risen.find((item) => item.id === id) ?? []);
}

/** A report at the first place that is free. */
export function addItem(page: Dashboard, report: string, chart: string): { page: Dashboard; id: string } {
  const size = firstSize[chart] ?? usualSize;
  const id = newId(
    report,
    'item',
    page.items.map((item) => item.id),
  );
  const last = Math.max(0, ...page.items.map((item) => item.y + item.height));
  let place: Place = { x: 0, y: last, ...size };
  search: for (let y = 0; y <= last; y++)
    for (let x = 0; x + size.width <= columns; x++) {
      const candidate = { x, y, ...size };
      if (page.items.some((item) => overlaps(candidate, item))) continue;
      place = candidate;
      break search;
    }
  return { page: { ...page, items: [...page.items, { id, report, ...place }] }, id };
}

export function removeItem(page: Dashboard, id: string): Dashboard {
  const items = page.items.filter((item) => item.id !== id);
  return { ...page, items: closedUp(items, items) };
}
