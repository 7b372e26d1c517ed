import { describe, expect, it } from '@jest/globals';
import { labelSizes, pagesOf } from './label-sizes.js';

describe('sheets of labels', () => {
  it('fill up a sheet that is partly used, then begin another', () => {
    const labels = Array.from({ length: 25 }, (_, index) => index);
    const pages = pagesOf(labels, 'a4_24', 22);
    expect(pages.map((page) => page.length)).toEqual([24, 23]);
    expect(pages.flat().filter((one) => one !== null)).toEqual(labels);
    expect(pages[0]?.slice(20)).toEqual([null, null, 0, 1]);
  });

  it('are one for each label on a roll, whatever was used', () => {
    expect(pagesOf(['a', 'b'], 'roll_50', 5)).toEqual([['a'], ['b']]);
    expect(pagesOf([], 'a4_24', 3)).toHaveLength(1);
  });

  it('are no larger than the paper', () => {
    for (const [size, { width, height, columns, rows }] of Object.entries(labelSizes)) {
      if (!size.startsWith('a4')) continue;
      expect(width * columns).toBeLessThanOrEqual(210);
      expect(height * rows).toBeLessThanOrEqual(297);
    }
  });
});
