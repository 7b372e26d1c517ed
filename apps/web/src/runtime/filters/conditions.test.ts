import { check } from '@fieldwork/expression';
import type { ExpressionJson } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import {
  type Condition,
  conditionsLogic,
  isComplete,
  operatorsByKind,
  parseConditions,
} from './conditions.js';
import type { FilterKind } from './filter-fields.js';
import { periods } from './periods.js';

const kinds: Record<string, FilterKind> = {
  subject: 'text',
  cost: 'number',
  day: 'date',
  created_at: 'datetime',
  urgent: 'boolean',
  status: 'choice',
  tags: 'choices',
  customer: 'reference',
  owner: 'member',
  helpers: 'members',
  department: 'department',
};
const kindOf = (path: string) => kinds[path];

const types = {
  subject: { kind: 'text' },
  cost: { kind: 'number' },
  day: { kind: 'date' },
  created_at: { kind: 'datetime' },
  urgent: { kind: 'boolean' },
  status: { kind: 'choice', options: ['open', 'closed'] },
  tags: { kind: 'list', of: { kind: 'choice', options: ['a', 'b'] } },
  customer: { kind: 'reference', form: 'customer' },
  owner: { kind: 'reference', form: 'user' },
  helpers: { kind: 'list', of: { kind: 'reference', form: 'user' } },
  department: { kind: 'reference', form: 'department' },
} as const;

const ids = ['018f0000-0000-7000-8000-000000000001'];
const samples: Record<FilterKind, { one: unknown; list: unknown; pair: unknown }> = {
  text: { one: '漏水', list: [], pair: [] },
  number: { one: '12.50', list: [], pair: ['1', '2'] },
  date: { one: '2026-02-28', list: [], pair: ['2026-02-01', '2026-02-28'] },
  datetime: {
    one: '2026-02-28T00:00:00.000Z',
    list: [],
    pair: ['2026-02-01T00:00:00.000Z', '2026-02-28T00:00:00.000Z'],
  },
  boolean: { one: true, list: [], pair: [] },
  choice: { one: 'open', list: ['open'], pair: [] },
  choices: { one: 'a', list: ['a', 'b'], pair: [] },
  reference: { one: ids[0], list: ids, pair: [] },
  member: { one: ids[0], list: ids, pair: [] },
  members: { one: ids[0], list: ids, pair: [] },
  department: { one: ids[0], list: ids, pair: [] },
};

function conditionsFor(path: string, kind: FilterKind): Condition[] {
  return operatorsByKind[kind].flatMap((operator): Condition[] => {
    if (operator === 'within') return periods.map((value) => ({ path, operator, value }));
    if (operator === 'empty' || operator === 'filled' || operator === 'me')
      return [{ path, operator, value: null }];
    if (operator === 'between') return [{ path, operator, value: samples[kind].pair }];
    const isList = operator === 'any_of' || operator === 'none_of' || operator === 'has_any';
    return [{ path, operator, value: isList ? samples[kind].list : samples[kind].one }];
  });
}

const every = Object.entries(kinds).flatMap(([path, kind]) => conditionsFor(path, kind));

describe('the filter line', () => {
  it.each(every.map((condition) => [condition.path, condition.operator, condition] as const))(
    'says %s %s as JSON Logic that the language accepts, and reads it back',
    (_path, _operator, condition) => {
      const logic = conditionsLogic([condition], kindOf);
      expect(check(logic as never, types).issues).toEqual([]);
      expect(parseConditions(logic, kindOf)).toEqual([condition]);
    },
  );

  it('joins several conditions and reads them back in order', () => {
    const some = every.filter((_, index) => index % 5 === 0);
    expect(parseConditions(conditionsLogic(some, kindOf), kindOf)).toEqual(some);
  });

  it('leaves out what is not complete yet', () => {
    const open: Condition = { path: 'status', operator: 'any_of', value: [] };
    expect(isComplete(open)).toBe(false);
    expect(conditionsLogic([open], kindOf)).toBeUndefined();
  });

  it('does not pretend to understand more than chips can say', () => {
    const logic: ExpressionJson = {
      or: [{ '==': [{ var: 'status' }, 'open'] }, { isEmpty: [{ var: 'owner' }] }],
    };
    expect(parseConditions(logic, kindOf)).toBeNull();
    expect(parseConditions({ '>': [{ var: 'cost' }, { var: 'cost' }] }, kindOf)).toBeNull();
  });

  it('reads an equation of a choice as a choice of one', () => {
    expect(parseConditions({ '==': [{ var: 'status' }, 'open'] }, kindOf)).toEqual([
      { path: 'status', operator: 'any_of', value: ['open'] },
    ]);
  });
});
