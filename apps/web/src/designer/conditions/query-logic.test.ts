import type { ExpressionJson } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import type { FilterKind } from '../../runtime/filters/filter-fields.js';
import { parseQuery, queryLogic } from './query-logic.js';

const kinds: Record<string, FilterKind> = {
  status: 'choice',
  amount: 'number',
  due: 'datetime',
  note: 'text',
};
const kindOf = (path: string) => kinds[path];

describe('a condition in the builder', () => {
  it.each<[string, ExpressionJson]>([
    ['one comparison', { '>=': [{ var: 'amount' }, '5'] }],
    ['options', { in: [{ var: 'status' }, ['open', 'closed']] }],
    ['none of them', { '!': [{ in: [{ var: 'status' }, ['open']] }] }],
    [
      'groups within groups',
      {
        or: [
          { contains: [{ var: 'note' }, 'x'] },
          { and: [{ isEmpty: [{ var: 'due' }] }, { '<=': ['1', { var: 'amount' }, '2'] }] },
        ],
      },
    ],
    [
      'the opposite of a group',
      { '!': [{ and: [{ isEmpty: [{ var: 'due' }] }, { isNotEmpty: [{ var: 'note' }] }] }] },
    ],
    [
      'a period',
      {
        and: [
          { '>=': [{ var: 'due' }, { startOf: [{ now: [] }, 'day'] }] },
          { '<': [{ var: 'due' }, { dateAdd: [{ startOf: [{ now: [] }, 'day'] }, 1, 'day'] }] },
        ],
      },
    ],
  ])('%s comes back as it was', (_name, logic) => {
    const query = parseQuery(logic, kindOf);
    expect(query).not.toBeNull();
    expect(query && queryLogic(query, kindOf)).toEqual(logic);
  });

  it('is null when it says more than the builder can show', () => {
    expect(parseQuery({ '>': [{ '+': [{ var: 'amount' }, 1] }, 2] }, kindOf)).toBeNull();
  });

  it('leaves out what is not filled in yet', () => {
    const query = { combinator: 'and', rules: [{ field: 'amount', operator: 'at_least', value: null }] };
    expect(queryLogic(query, kindOf)).toBeUndefined();
  });
});
