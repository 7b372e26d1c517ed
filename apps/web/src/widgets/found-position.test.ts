import { describe, expect, it } from '@jest/globals';
import { areFixed, locationFrom } from './found-position.js';

const reading = (timestamp: number, longitude = 121.47370049, accuracy = 8) => ({
  coords: { longitude, latitude: 31.2304, accuracy },
  timestamp,
});

describe('readings in a row', () => {
  it.each([
    ['are the same to the last digit', [reading(1), reading(2), reading(3)], true],
    ['differ in the last digit', [reading(1), reading(2, 121.4737005), reading(3)], false],
    ['differ in how sure they are', [reading(1), reading(2), reading(3, undefined, 9)], false],
    ['are one that was kept', [reading(1), reading(1), reading(1)], false],
    ['are made by networks', [1, 2, 3].map((at) => reading(at, undefined, 60)), false],
    ['are only one', [reading(1)], false],
  ])('%s', (_, readings, expected) => expect(areFixed(readings)).toBe(expected));
});

describe('what is written down of a position', () => {
  const at = '2026-11-30T01:00:00.000Z';
  const position = { longitude: 121.4737, latitude: 31.2304, accuracy: 8, at };
  const after = (seconds: number) => Date.parse(at) + seconds * 1000;

  it('says when the reading was old, or the same as those after it', () => {
    const value = { longitude: '121.4737', latitude: '31.2304', accuracy: 8, at, source: 'device' };
    expect(locationFrom({ position, isFixed: false }, '', after(119))).toEqual(value);
    expect(locationFrom({ position, isFixed: true }, '远', after(0))).toEqual({
      ...value,
      reason: '远',
      doubt: 'fixed',
    });
    expect(locationFrom({ position, isFixed: true }, '', after(121))).toEqual({ ...value, doubt: 'stale' });
  });
});
