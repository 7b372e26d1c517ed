import { describe, expect, it } from '@jest/globals';
import { type ColumnNames, printCell, readCell } from './cell-text.js';

const tiers = (comma: string): ColumnNames => ({
  type: { kind: 'choice', options: ['vip', 'a'] },
  options: [
    { id: 'vip', name: 'VIP' },
    { id: 'a', name: 'Tier A' },
  ],
  words: {
    yes: 'yes',
    no: 'no',
    empty: 'empty',
    not_empty: 'not empty',
    not: (values) => `not ${values}`,
    comma,
  },
});

describe('a cell with several values', () => {
  it.each([[', '], ['、']])('is written with the comma of the language and read again: %s', (comma) => {
    const cell = { is: 'in' as const, values: ['vip', 'a'] };
    const text = printCell(cell, tiers(comma));
    expect(text).toBe(`VIP${comma}Tier A`);
    expect(readCell(text, tiers(comma))).toEqual(cell);
  });
});
