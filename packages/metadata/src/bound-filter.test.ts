import { describe, expect, it } from '@jest/globals';
import { boundFilter, plainAt } from './bound-filter.js';
import type { ExpressionJson } from './expression-schema.js';

const id = '01930000-0000-7000-8000-000000000001';

describe('a filter over the record at hand', () => {
  it('becomes one like any other, with ids in place of references', () => {
    const filter: ExpressionJson = {
      and: [{ '==': [{ var: 'customer' }, { var: 'current.customer' }] }, { '>': [{ var: 'cost' }, 5] }],
    };
    expect(boundFilter(filter, { customer: { id, title: '绿洲' } })).toEqual({
      and: [{ '==': [{ var: 'customer' }, id] }, { '>': [{ var: 'cost' }, 5] }],
    });
  });

  it('equals nothing where the record at hand is empty', () => {
    const filter = { '==': [{ var: 'customer' }, { var: 'current.customer' }] };
    expect(boundFilter(filter, {})).toEqual({ or: [false] });
    expect(boundFilter({ '!=': [{ var: 'name' }, { var: 'current.name' }] }, { name: null })).toEqual({
      or: [false],
    });
  });

  it.each([[{ var: 'secret' }], [[{ var: 'secret' }]], [{ '==': [1, 1] }]])(
    'takes no expression that somebody sends as a value: %j',
    (sent) => {
      expect(boundFilter({ '==': [{ var: 'name' }, { var: 'current.name' }] }, { name: sent })).toEqual({
        or: [false],
      });
    },
  );

  it('reads own members only', () => {
    expect(plainAt({ a: { b: 'c' } }, 'a.b')).toBe('c');
    expect(plainAt({}, 'constructor.name')).toBeNull();
    expect(plainAt({}, '__proto__')).toBeNull();
  });
});
