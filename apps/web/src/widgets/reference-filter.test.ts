import type { ExpressionJson } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { bindFilter, fittingOf } from './reference-filter.js';

const id = '01a22b3c-5184-7a6a-af54-080f60ab2854';
const filter = { '==': [{ var: 'customer' }, { var: 'current.customer' }] };

describe('the filter of a reference field', () => {
  it('takes the record chosen beside it by its id', () => {
    expect(bindFilter(filter, { customer: { id, title: '华东机电' } })).toEqual({
      filter: { '==': [{ var: 'customer' }, id] },
    });
  });
  it('names the field that has to be filled in first', () => {
    expect(bindFilter(filter, { customer: null })).toEqual({ missing: 'customer' });
  });
  it('follows a path into the chosen record', () => {
    const byTier = { '==': [{ var: 'tier' }, { var: 'current.customer.tier' }] };
    expect(bindFilter(byTier, { customer: { id, title: null, tier: 'vip' } })).toEqual({
      filter: { '==': [{ var: 'tier' }, 'vip'] },
    });
  });
  it('leaves a filter without such a path as it is', () => {
    expect(bindFilter(undefined, {})).toEqual({ filter: undefined });
    expect(bindFilter({ '!': [{ var: 'closed' }] }, {})).toEqual({ filter: { '!': [{ var: 'closed' }] } });
  });
  it('offers what fits once that is known, and everything while it is not', () => {
    const fits: ExpressionJson = {
      some: [{ var: 'fits' }, { '==': [{ var: 'model' }, { var: 'current.parent.device.model' }] }],
    };
    expect(
      fittingOf(fits, { parent: { device: { id, title: null, model: { id, title: 'HK-1' } } } }),
    ).toEqual({
      some: [{ var: 'fits' }, { '==': [{ var: 'model' }, id] }],
    });
    expect(fittingOf(fits, { parent: { device: null } })).toBeUndefined();
    expect(fittingOf(undefined, {})).toBeUndefined();
  });
});
