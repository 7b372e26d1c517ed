import type { RowFill } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { filledRows } from './filled-rows.js';

const [fan, pump] = [1, 2].map((n) => `01a22b3c-5184-7a6a-af54-00000000000${n}`);
const fill: RowFill = {
  label: 'fill',
  form: 'lot',
  columns: [
    { field: 'part', from: 'part' },
    { field: 'batch', from: 'batch' },
    { field: 'booked', from: 'quantity' },
  ],
  key: ['part', 'batch'],
};
const lots = [
  { id: 'a', part: { id: fan, title: 'Fan' }, batch: null, quantity: '3' },
  { id: 'b', part: { id: pump, title: 'Pump' }, batch: 'B1', quantity: '2' },
  { id: 'c', part: { id: pump, title: 'Pump' }, batch: 'B2', quantity: '7' },
] as never[];
let ids = 0;
const newId = () => `row ${++ids}`;

describe('rows filled from other records', () => {
  it('are one for each record, and rows in which nothing was typed give way', () => {
    const { rows, added, left } = filledRows(fill, 'name', [{ id: 'empty', part: null }], lots, 10, newId);
    expect(rows.map(({ booked }) => booked)).toEqual(['3', '2', '7']);
    expect(rows[0]?.part).toEqual({ id: fan, title: 'Fan' });
    expect({ added, left }).toEqual({ added: 3, left: 0 });
  });

  it('bring those up to date that are there, and keep what was typed beside', () => {
    const before = [
      { id: 'one', part: pump, batch: 'B1', booked: '1', counted: '9' },
      { id: 'two', part: fan, batch: 'X', booked: '5' },
    ];
    const { rows, added } = filledRows(fill, 'name', before, lots, 10, newId);
    expect(rows[0]).toMatchObject({ id: 'one', booked: '2', counted: '9' });
    expect(rows[1]).toEqual(before[1]);
    expect([rows.length, added]).toEqual([4, 2]);
  });

  it('end where there is no more room, and the rest is counted', () => {
    const { rows, added, left } = filledRows(
      fill,
      'name',
      [{ id: 'x', part: fan, batch: null }],
      lots,
      2,
      newId,
    );
    expect([rows.length, added, left]).toEqual([2, 1, 1]);
  });

  it('refer to the records themselves where the fill says so', () => {
    const own: RowFill = { ...fill, columns: [{ field: 'lot', from: 'id' }], key: ['lot'] };
    const named = [{ id: fan, name: 'Fan' }] as never[];
    const { rows } = filledRows(own, 'name', [{ id: 'x', lot: fan, note: 'n' }], named, 9, newId);
    expect(rows).toMatchObject([{ id: 'x', lot: { id: fan, title: 'Fan' }, note: 'n' }]);
  });
});
