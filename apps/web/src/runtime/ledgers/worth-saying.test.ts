import { expect, it } from '@jest/globals';
import { isWorthSaying } from './worth-saying.js';

it('what lies somewhere, is set aside or was promised is said; an account where nothing lies is not', () => {
  expect(isWorthSaying({ available: '1', held: '0' }, null)).toBe(true);
  expect(isWorthSaying({ available: '0', held: '2' }, null)).toBe(true);
  // A quota that is used up was promised.
  expect(isWorthSaying({ available: '0', held: '0' }, '12')).toBe(true);
  expect(isWorthSaying({ available: '0', held: '0' }, null)).toBe(false);
  expect(isWorthSaying({ available: '-4', held: '0' }, null)).toBe(false);
});
