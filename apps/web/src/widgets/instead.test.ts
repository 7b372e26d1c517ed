import type { Instead } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { askedIn, insteadIds, isSome, leftFilter, leftOf } from './instead.js';

const [fan, pump, valve] = [1, 2, 3].map((n) => `01a22b3c-5184-7a6a-af54-00000000000${n}`) as [
  string,
  string,
  string,
];
const instead: Instead = {
  rows: 'substitutes',
  item: 'part',
  left: {
    form: 'balance',
    key: 'part',
    quantity: 'available',
    filter: { '==': [{ var: 'place' }, { var: 'current.parent.from' }] },
  },
};

const context = {
  now: '2026-03-01T00:00:00.000Z',
  timeZone: 'UTC',
  user: { id: null, department: null, roles: [] },
};

describe('what is offered in place of a record of which nothing is left', () => {
  it('are those it names, each once, in its order and never itself', () => {
    const rows = [{ part: { id: pump, title: '泵' } }, { part: fan }, { part: valve }, { part: pump }];
    expect(insteadIds(instead, { id: fan, substitutes: rows } as never)).toEqual([pump, valve]);
    expect(insteadIds(instead, { id: fan } as never)).toEqual([]);
  });
  it('is looked for only in the place that the record at hand speaks of, and nowhere while that is empty', () => {
    const values = { parent: { from: { id: valve, title: '中心仓' } } };
    expect(leftFilter(instead, [fan, pump], values, context)).toEqual({
      and: [{ '==': [{ var: 'place' }, valve] }, { in: [{ var: 'part' }, [fan, pump]] }],
    });
    expect(leftFilter(instead, [fan], { parent: { from: null } }, context)).toBeNull();
  });
  it('does not count where the record at hand says so', () => {
    const when = { in: [{ var: 'current.parent.from.kind' }, ['central']] };
    const some: Instead = { ...instead, left: { ...instead.left, when } };
    const from = (kind: string) =>
      leftFilter(some, [fan], { parent: { from: { id: valve, kind } } }, context);
    expect(from('central')).not.toBeNull();
    expect(from('supplier')).toBeNull();
  });
  it('is compared with what the row wants together with the rows that want the same', () => {
    const some: Instead = { ...instead, left: { ...instead.left, asked: 'quantity' } };
    const rows = [
      { id: 'a', part: { id: fan }, quantity: '2' },
      { id: 'b', part: fan, quantity: '1.5' },
      { id: 'c', part: pump, quantity: '9' },
    ];
    const of = (at: number, more = {}) =>
      askedIn(some, 'part', { ...rows[at], ...more, parent: { number: 'X', lines: rows } });
    expect([of(0), of(1), of(2)]).toEqual(['3.5', '3.5', '9']);
    expect(of(0, { quantity: null })).toBeNull();
    expect(askedIn(instead, 'part', rows[0] as never)).toBeNull();
  });
  it('adds up what several records tell, and what nobody speaks of has nothing', () => {
    const told = [
      { part: { id: fan }, available: '0.1' },
      { part: { id: fan }, available: '0.2' },
      { part: { id: pump }, available: '0' },
    ];
    const left = leftOf(instead, told as never);
    expect(left.get(fan)).toBe('0.3');
    expect([fan, pump, valve].map((id) => isSome(left.get(id)))).toEqual([true, false, false]);
  });
});
