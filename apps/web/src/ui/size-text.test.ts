import { expect, it } from '@jest/globals';
import { sizeText } from './size-text.js';

it('a size is told in the unit that people would use, and keeps to it', () => {
  const kB = 1024;
  expect([12, 109 * kB, 5 * kB ** 2, 1.5 * kB ** 3].map(sizeText)).toEqual([
    '12\u00a0B',
    '109\u00a0kB',
    '5.0\u00a0MB',
    '1.5\u00a0GB',
  ]);
});
