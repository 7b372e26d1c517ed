import type { ExpressionJson, Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { printExpression } from './expression-print.js';
import { readExpression } from './expression-read.js';
import { namesOf } from './field-names.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: '订单',
  fields: [
    { id: 'amount', type: 'number', label: '金额' },
    { id: 'status', type: 'choice', label: '状态', options: [{ id: 'open', label: '处理中' }] },
    { id: 'note', type: 'text', label: '备注' },
    {
      id: 'parts',
      type: 'sub_table',
      label: '配件',
      fields: [
        { id: 'quantity', type: 'number', label: '数量' },
        { id: 'price', type: 'money', label: '单价' },
      ],
    },
  ],
  layout: [],
};
const names = namesOf(form, new Map(), 'zh-CN');

describe('a formula', () => {
  it.each<[string, ExpressionJson]>([
    ['[金额] * 2 + 1', { '+': [{ '*': [{ var: 'amount' }, 2] }, 1] }],
    ['([金额] + 1) * 2', { '*': [{ '+': [{ var: 'amount' }, 1] }, 2] }],
    ['[金额] - ([金额] - 1)', { '-': [{ var: 'amount' }, { '-': [{ var: 'amount' }, 1] }] }],
    [
      'sum([配件], [数量] * [单价])',
      { sum: [{ var: 'parts' }, { '*': [{ var: 'quantity' }, { var: 'price' }] }] },
    ],
    [
      '[状态] = "open" and [金额] >= 5 and not(isEmpty([备注]))',
      {
        and: [
          { '==': [{ var: 'status' }, 'open'] },
          { '>=': [{ var: 'amount' }, 5] },
          { '!': [{ isEmpty: [{ var: 'note' }] }] },
        ],
      },
    ],
  ])('%s', (text, expression) => {
    expect(readExpression(text, names)).toEqual({ expression });
    expect(printExpression(expression, names)).toBe(text);
  });

  it.each([
    ['[金额] +', 'unfinished'],
    ['[数目]', 'unknown_field'],
    ['frob([金额])', 'unknown_function'],
    ['[金额] )', 'unexpected'],
    ['"a', 'unexpected'],
  ])('%s is refused', (text, code) => {
    expect(readExpression(text, names)).toMatchObject({ mistake: { code } });
  });

  it('takes full-width punctuation and plain ids', () => {
    expect(readExpression('round（amount，2）', names)).toEqual({
      expression: { round: [{ var: 'amount' }, 2] },
    });
  });
});
