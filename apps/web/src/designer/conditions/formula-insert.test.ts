import type { Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { readExpression } from './expression-read.js';
import { namesOf } from './field-names.js';
import { columnWords } from './formula-insert.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'trip',
  label: 'Trip',
  fields: [
    {
      id: 'stops',
      type: 'sub_table',
      label: 'Stops',
      fields: [
        { id: 'km', type: 'number', label: 'Km' },
        { id: 'place', type: 'text', label: 'Place' },
      ],
    },
  ],
  layout: [],
};
const names = namesOf(form, new Map(), 'en');
const km = { row: 'stops', column: 'km' };

describe('a column picked for a formula', () => {
  it.each([
    ['', '', 'sum([Stops], [Km])'],
    ['sum(', ')', 'sum([Stops], [Km])'],
    ['sum([Stops]', ')', 'sum([Stops], [Km])'],
    ['sum([Stops], ', ')', 'sum([Stops], [Km])'],
    ['sum([Stops], round(', ', 0))', 'sum([Stops], round([Km], 0))'],
    ['2 * average(', ')', '2 * average([Stops], [Km])'],
    ['round(', ', 0)', 'round(sum([Stops], [Km]), 0)'],
  ])('stands in %s…%s as %s, which is understood', (before, after, whole) => {
    const written = before + columnWords(before, km, names) + after;
    expect(written).toBe(whole);
    expect(readExpression(written, names)).toHaveProperty('expression');
  });

  it('that is no number is not summed by itself', () => {
    expect(columnWords('', { row: 'stops', column: 'place' }, names)).toBe('[Place]');
    expect(columnWords('count(', { row: 'stops', column: 'place' }, names)).toBe('[Stops], [Place]');
  });
});
