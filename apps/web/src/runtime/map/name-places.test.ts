import { describe, expect, it } from '@jest/globals';
import { placeNames } from './name-places.js';

const point = (id: string, x: number, y: number) => ({ id, label: '马振华', x, y, radius: 4 });

describe('names beside points', () => {
  it('of one town stand below each other, not on each other', () => {
    const places = placeNames([point('a', 100, 100), point('b', 101, 100), point('c', 100, 101)], 500);
    const lines = [...places.values()].map(({ y }) => y).toSorted((a, b) => a - b);
    for (const [index, line] of lines.entries())
      if (index > 0) expect(line - Number(lines[index - 1])).toBeGreaterThanOrEqual(11);
  });

  it('stay beside their points where there is room, to the left near the right edge', () => {
    const places = placeNames([point('a', 100, 100), point('b', 400, 100)], 500);
    expect(places.get('a')).toEqual({ x: 108, y: 100, anchor: 'start' });
    expect(places.get('b')).toEqual({ x: 392, y: 100, anchor: 'end' });
  });
});
