import type { Instead } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { insteadIds, isSome, leftFilter, leftOf } from './instead.js';

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

describe('what is offered in place of a record of which nothing is left', () => {
  it('are those it names, each once, in its order and never itself', () => {
    const rows = [{ part: { id: pump, title: '泵' } }, { part: fan }, { part: valve }, { part: pump }];
    expect(insteadIds(instead, { id: fan, substitutes: rows } as never)).toEqual([pump, valve]);
    expect(insteadIds(instead, { id: fan } as never)).toEqual([]);
  });
  it('is looked for only in the place that the record at hand speaks of, and nowhere while that is empty', () => {
    const values = { parent: { from: { id: valve, title: '中心仓' } } };
    expect(leftFilter(instead, [fan, pump], values)).toEqual({
      and: [{ '==': [{ var: 'place' }, valve] }, { in: [{ var: 'part' }, [fan, pump]] }],
    });
    expect(leftFilter(instead, [fan], { parent: { from: null } })).toBeNull();
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
