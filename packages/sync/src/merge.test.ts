import type { Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { carriedOver } from './carry.js';
import { mergeFields, type Values } from './merge.js';
import { isSame } from './same.js';

const form = {
  kind: 'form',
  schema: 1,
  id: 'job',
  label: 'job',
  fields: [
    { id: 'plan', type: 'text', label: 'plan' },
    { id: 'done', type: 'text', label: 'done' },
    { id: 'note', type: 'text', label: 'note' },
    { id: 'price', type: 'number', label: 'price', scale: 2 },
    { id: 'customer', type: 'reference', label: 'customer', form: 'customer' },
    {
      id: 'tags',
      type: 'choices',
      label: 'tags',
      options: [
        { id: 'a', label: 'a' },
        { id: 'b', label: 'b' },
      ],
    },
    { id: 'photos', type: 'photo', label: 'photos', most: 4 },
    { id: 'place', type: 'address', label: 'place' },
    {
      id: 'lines',
      type: 'sub_table',
      label: 'lines',
      fields: [
        { id: 'item', type: 'text', label: 'item' },
        { id: 'count', type: 'number', label: 'count' },
      ],
    },
  ],
  layout: [],
  sync: { planning: ['plan'], execution: ['done', 'lines'] },
} as Form;
const uuid = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const field = (id: string) => form.fields.find((one) => one.id === id) as Form['fields'][number];

describe('merging a change made without signal', () => {
  it.each([
    ['only mine changed', { note: 'a' }, { note: 'b' }, { note: 'a' }, { note: 'b' }, []],
    ['only theirs changed', { note: 'a' }, { note: 'a' }, { note: 'c' }, {}, []],
    ['both made the same of it', { note: 'a' }, { note: 'b' }, { note: 'b' }, {}, []],
    ['planning', { plan: 'a' }, { plan: 'b' }, { plan: 'c' }, {}, [['plan', 'theirs']]],
    ['execution', { done: 'a' }, { done: 'b' }, { done: 'c' }, { done: 'b' }, [['done', 'mine']]],
    ['neither', { note: 'a' }, { note: 'b' }, { note: 'c' }, { note: 'b' }, [['note', 'mine']]],
    ['a choice that became several', { tags: 'a' }, { tags: 'b' }, { tags: ['a'] }, { tags: ['b'] }, []],
    ['a number that became a text', { note: 1 }, { note: 2 }, { note: '1' }, { note: '2' }, []],
    ['emptied by both', { note: 'a' }, { note: '' }, { note: null }, {}, []],
    [
      'another way to write a number',
      { price: '2.5' },
      { price: '3' },
      { price: '2.50' },
      { price: '3' },
      [],
    ],
    [
      'a reference as an object and as an id',
      { customer: { id: uuid(1), title: 'A' } },
      { customer: uuid(2) },
      { customer: { id: uuid(1), title: 'A renamed' } },
      { customer: uuid(2) },
      [],
    ],
    [
      'files',
      { photos: [{ id: uuid(1), name: 'a', type: 'image/png', size: 1 }] },
      { photos: [uuid(1), uuid(2)] },
      { photos: [{ id: uuid(1), name: 'a', type: 'image/png', size: 1 }] },
      { photos: [uuid(1), uuid(2)] },
      [],
    ],
    [
      'pictures that either side added, and one that was taken away',
      { photos: [uuid(1), uuid(2)] },
      { photos: [uuid(1), uuid(2), uuid(3)] },
      { photos: [{ id: uuid(2) }, { id: uuid(4), pending: true }] },
      { photos: [uuid(2), uuid(4), uuid(3)] },
      [],
    ],
    [
      'more pictures than there is room for',
      { photos: [] },
      { photos: [uuid(1), uuid(2)] },
      { photos: [uuid(3), uuid(4), uuid(5)] },
      { photos: [uuid(1), uuid(2)] },
      [['photos', 'mine']],
    ],
    ['choices of both', { tags: ['a'] }, { tags: ['a', 'b'] }, { tags: [] }, { tags: ['b'] }, []],
    ['all choices taken away', { tags: ['a', 'b'] }, { tags: ['a'] }, { tags: ['b'] }, { tags: null }, []],
    [
      'members of an address in another order',
      { place: { city: 'a', detail: 'b' } },
      { place: { city: 'a', detail: 'c' } },
      { place: { detail: 'b', city: 'a' } },
      { place: { city: 'a', detail: 'c' } },
      [],
    ],
  ] as [string, Values, Values, Values, Values, [string, string][]][])(
    '%s',
    (_, before, mine, theirs, values, conflicts) => {
      const merged = mergeFields(form, { before, mine, theirs });
      expect(merged.values).toEqual(values);
      expect(merged.conflicts.map((one) => [one.field, one.kept])).toEqual(conflicts);
    },
  );

  it('names fields that are gone, and writes into a field that is not seen what was sent', () => {
    const merged = mergeFields(form, { before: {}, mine: { nothing: 1, note: 'x' }, theirs: {} });
    expect(merged).toEqual({ values: { note: 'x' }, conflicts: [], gone: ['nothing'] });
  });

  it('keeps a row that one side took away and the other worked on, and says so', () => {
    const row = (n: number, item: string, count = '1') => ({ id: uuid(n), item, count });
    const before = { lines: [row(1, 'a'), row(2, 'b'), row(3, 'c')] };
    const mine = { lines: [row(1, 'a', '5'), row(3, 'c')] };
    const theirs = { lines: [row(2, 'bb'), row(3, 'c', '7'), row(4, 'd')] };
    const { values, conflicts } = mergeFields(form, { before, mine, theirs });
    expect(values.lines).toEqual([row(2, 'bb'), row(3, 'c', '7'), row(4, 'd'), row(1, 'a', '5')]);
    expect(conflicts).toMatchObject([{ field: 'lines', kept: 'mine' }]);
  });

  it('carries what was added over to the record that took the place of another', () => {
    const row = (n: number, item: string) => ({ id: uuid(n), item, count: '1' });
    const over = (id: string, before: unknown, mine: unknown, theirs: unknown) =>
      carriedOver(field(id), { before, mine, theirs });
    expect(over('photos', [uuid(1)], [uuid(1), uuid(2)], [{ id: uuid(3), pending: true }])).toEqual([
      uuid(3),
      uuid(2),
    ]);
    expect(over('photos', null, [uuid(2)], null)).toEqual([uuid(2)]);
    expect(over('note', 'a', 'b', 'c')).toBe('b');
    // One untouched, one worked on, one new; and what stands there stays.
    const mine = [row(1, 'a'), row(2, 'bb'), row(4, 'd')];
    expect(over('lines', [row(1, 'a'), row(2, 'b')], mine, [row(3, 'c')])).toEqual([
      row(3, 'c'),
      { item: 'bb', count: '1' },
      row(4, 'd'),
    ]);
  });

  const text = fc.constantFrom(null, 'a', 'b', 'c');
  const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), text, fc.constantFrom('1', '2')), {
    selector: ([n]) => n,
    maxLength: 5,
  });
  const record = fc.record({ plan: text, done: text, note: text, rows }).map(({ rows: list, ...rest }) => ({
    ...rest,
    lines: list.map(([n, item, count]) => ({ id: uuid(n), item, count })),
  }));

  it('never loses what one side alone did, and has nothing left to do the second time', () => {
    fc.assert(
      fc.property(record, record, record, (before, mine, theirs) => {
        const { values, conflicts } = mergeFields(form, { before, mine, theirs });
        const after: Values = { ...theirs, ...values };
        for (const id of ['plan', 'done', 'note'] as const) {
          const [old, my, their] = [before[id], mine[id], theirs[id]];
          if (my === old) expect(after[id]).toBe(their);
          else if (their === old) expect(after[id]).toBe(my);
          else if (my !== their) expect(conflicts.filter((one) => one.field === id)).toHaveLength(1);
        }
        const lines = after.lines as { id: string }[];
        const has = (list: { id: string }[], id: string) => list.some((row) => row.id === id);
        for (const row of [...mine.lines, ...theirs.lines])
          if (!has(before.lines, row.id)) expect(has(lines, row.id)).toBe(true);
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        // Sent once more against what it has come to, it changes nothing but the order of rows at most.
        const again = mergeFields(form, { before: after, mine: after, theirs: after });
        expect(again.values).toEqual({});
        expect(again.conflicts).toEqual([]);
        expect(isSame(field('lines'), after.lines, after.lines)).toBe(true);
      }),
      { seed: 19, numRuns: 2000 },
    );
  });
});
