import { describe, expect, it } from '@jest/globals';
import { bindFilter } from './reference-filter.js';

const filter = { '==': [{ var: 'customer' }, { var: 'current.customer' }] };

describe('the filter of a reference field', () => {
  it('takes the record chosen beside it by its id', () => {
    expect(bindFilter(filter, { customer: { id: 'c1', title: '华东机电' } })).toEqual({
      filter: { '==': [{ var: 'customer' }, 'c1'] },
    });
  });
  it('names the field that has to be filled in first', () => {
    expect(bindFilter(filter, { customer: null })).toEqual({ missing: 'customer' });
  });
  it('follows a path into the chosen record', () => {
    const byTier = { '==': [{ var: 'tier' }, { var: 'current.customer.tier' }] };
    expect(bindFilter(byTier, { customer: { id: 'c1', title: null, tier: 'vip' } })).toEqual({
      filter: { '==': [{ var: 'tier' }, 'vip'] },
    });
  });
  it('leaves a filter without such a path as it is', () => {
    expect(bindFilter(undefined, {})).toEqual({ filter: undefined });
    expect(bindFilter({ '!': [{ var: 'closed' }] }, {})).toEqual({ filter: { '!': [{ var: 'closed' }] } });
  });
});
