import type { Dashboard, PageItem } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { addItem, placeItem, removeItem } from './page-edit.js';

const item = (id: string, x: number, y: number, width = 12, height = 4): PageItem => ({
  id,
  report: id,
  x,
  y,
  width,
  height,
});
const page: Dashboard = {
  kind: 'page',
  schema: 1,
  id: 'p',
  label: 'P',
  type: 'dashboard',
  items: [item('a', 0, 0), item('b', 12, 0), item('c', 0, 4, 24)],
};
const read = (items: readonly PageItem[]) => items.map(({ id, x, y }) => `${id}${x},${y}`).join(' ');

describe('the grid of a dashboard', () => {
  it('makes room for what is moved', () => {
    expect(read(placeItem(page.items, 'b', { x: 0, y: 0, width: 12, height: 4 }))).toBe('a0,4 b0,0 c0,8');
  });

  it('closes up when something goes', () => {
    expect(read(removeItem(page, 'c').items)).toBe('a0,0 b12,0');
    expect(read(removeItem({ ...page, items: page.items.slice(1) }, 'b').items)).toBe('c0,0');
  });

  it('keeps everything on the grid', () => {
    const [moved] = placeItem(page.items, 'a', { x: 30, y: -2, width: 90, height: 1 });
    expect(moved).toMatchObject({ x: 0, y: 0, width: 24, height: 2 });
  });

  it('puts a new report where there is room', () => {
    const { items } = addItem({ ...page, items: [item('a', 0, 0)] }, 'new', 'kpi').page;
    expect(items[1]).toMatchObject({ x: 12, y: 0, width: 4, height: 3 });
  });
});
