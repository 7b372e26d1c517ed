import { describe, expect, it } from '@jest/globals';
import { placeNames } from './name-places.js';

const point = (id: string, x: number, y: number, label: string | null = '马振华') => ({
  id,
  label,
  x,
  y,
  radius: 4,
});

const box = { width: 500, height: 300 };

describe('names beside points', () => {
  it('of one town do not lie on each other', () => {
    const places = placeNames([point('a', 100, 100), point('b', 101, 100), point('c', 100, 101)], box);
    const taken = [...places.values()].map(({ y, anchor }) => `${anchor} ${Math.round(y / 13)}`);
    expect(new Set(taken).size).toBe(3);
  });

  it('stay beside their points where there is room, to the left near the right edge', () => {
    const places = placeNames([point('a', 100, 100), point('b', 400, 100)], box);
    expect(places.get('a')).toEqual({ x: 108, y: 100, anchor: 'start' });
    expect(places.get('b')).toEqual({ x: 392, y: 100, anchor: 'end' });
  });

  it('of points at the lower edge stand above each other, within the map', () => {
    const places = placeNames([point('a', 100, 290), point('b', 100, 290), point('c', 100, 290)], box);
    expect(Math.max(...[...places.values()].map(({ y }) => y))).toBeLessThan(294);
  });

  it('hide no point, not even one without a name', () => {
    const places = placeNames([point('a', 100, 100), point('work', 125, 100, null)], box);
    expect(places.get('a')).toEqual({ x: 92, y: 100, anchor: 'end' });
    expect(places.has('work')).toBe(false);
  });
});
