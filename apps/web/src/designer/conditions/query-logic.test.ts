import type { ExpressionJson } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import type { FilterKind } from '../../runtime/filters/filter-fields.js';
import { isComputedPath, leftOf, parseQuery, queryLogic } from './query-logic.js';

const kinds: Record<string, FilterKind> = {
  status: 'choice',
  amount: 'number',
  due: 'datetime',
  note: 'text',
};
const kindOf = (path: string) => {
  if (!isComputedPath(path)) return kinds[path];
  return leftOf(path) === undefined ? undefined : 'number';
};

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

  it.each<[string, ExpressionJson]>([
    ['another field', { '<': [{ var: 'due' }, { var: 'begun' }] }],
    ['a day counted from today', { '<=': [{ var: 'due' }, { dateAdd: [{ today: [] }, 14, 'day'] }] }],
    ['this moment', { '<': [{ var: 'due' }, { now: [] }] }],
    ['an option of another field', { '==': [{ var: 'status' }, { var: 'old.status' }] }],
    ['more than a number', { '>': [{ var: 'amount' }, 0] }],
    ['a function of a field', { '>=': [{ length: [{ var: 'note' }] }, 6] }],
    [
      'a function of a field with words in it',
      { '>': [{ dateDiff: [{ var: 'due' }, { now: [] }, 'day'] }, 1] },
    ],
    ['a function on the other side', { '==': [{ var: 'note' }, { lower: [{ var: 'mail' }] }] }],
    ['the opposite of one comparison', { '!': [{ '>': [{ var: 'amount' }, 2] }] }],
  ])('compared with %s comes back as it was', (_name, logic) => {
    const query = parseQuery(logic, kindOf);
    expect(query).not.toBeNull();
    expect(query && queryLogic(query, kindOf)).toEqual(logic);
  });

  it.each<[string, ExpressionJson]>([
    ['a comparison with nothing', { '==': [{ var: 'note' }, null] }],
    ['a list with a field in it', { in: [{ var: 'status' }, [{ var: 'old.status' }]] }],
    ['a choice between two conditions', { if: [{ var: 'note' }, true, false] }],
  ])('%s stays a formula and is not lost', (_name, logic) => {
    expect(parseQuery(logic, kindOf)).toBeNull();
  });

  it('is null when it says more than the builder can show', () => {
    expect(parseQuery({ some: [{ var: 'parts' }, { '>': [{ var: 'amount' }, 1] }] }, kindOf)).toBeNull();
  });

  it('leaves out what is not filled in yet', () => {
    const query = { combinator: 'and', rules: [{ field: 'amount', operator: 'at_least', value: null }] };
    expect(queryLogic(query, kindOf)).toBeUndefined();
  });
});
