import type { Facts, Form, Rule } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { matches, runRule, timerOf } from './index.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  fields: [
    { id: 'number', type: 'text', label: '编号' },
    {
      id: 'status',
      type: 'choice',
      label: '状态',
      options: [
        { id: 'open', label: { 'zh-CN': '待处理', en: 'Open' } },
        { id: 'closed', label: { 'zh-CN': '已关闭', en: 'Closed' } },
      ],
    },
    { id: 'customer', type: 'reference', label: '客户', form: 'customer' },
    { id: 'reported_at', type: 'datetime', label: '报修时间' },
    { id: 'due_on', type: 'date', label: '期限' },
    { id: 'cost', type: 'number', label: '费用', scale: 2 },
  ],
  layout: [],
};
const customer: Form = {
  kind: 'form',
  schema: 1,
  id: 'customer',
  label: '客户',
  fields: [{ id: 'name', type: 'text', label: '名称' }],
  layout: [],
};

function rule(part: Partial<Rule>): Rule {
  return {
    kind: 'rule',
    schema: 1,
    id: 'r',
    label: 'r',
    form: 'work_order',
    trigger: { on: 'created' },
    actions: [{ type: 'set', set: [{ field: 'cost', value: 1 }] }],
    ...part,
  };
}
function facts(values: Record<string, unknown>, old?: Record<string, unknown>): Facts {
  return {
    form,
    forms: new Map([form, customer].map((one) => [one.id, one])),
    values,
    ...(old ? { old } : {}),
    context: {
      now: '2026-02-28T08:00:00.000Z',
      timeZone: 'Asia/Shanghai',
      user: { id: null, department: null, roles: [] },
    },
  };
}

describe('the rule engine', () => {
  it.each([
    ['created', { on: 'created' }, { kind: 'created', changes: null }, true],
    ['created, at a change', { on: 'created' }, { kind: 'updated', changes: {} }, false],
    [
      'one of its fields',
      { on: 'changed', fields: ['status'] },
      { kind: 'updated', changes: { status: 1 } },
      true,
    ],
    [
      'another field',
      { on: 'changed', fields: ['status'] },
      { kind: 'updated', changes: { cost: 1 } },
      false,
    ],
    ['any field', { on: 'changed', fields: [] }, { kind: 'updated', changes: { cost: 1 } }, true],
    ['deleted', { on: 'deleted' }, { kind: 'deleted', changes: {} }, true],
  ] as const)('is wanted for %s', (_, trigger, event, expected) => {
    const one = rule({ trigger: trigger as Rule['trigger'] });
    expect(matches(one, event)).toBe(expected);
    expect(matches({ ...one, enabled: false }, event)).toBe(false);
  });

  it('sees the values before and after, and says which it saw', () => {
    const closing = rule({
      trigger: { on: 'changed', fields: ['status'] },
      condition: {
        and: [{ '==': [{ var: 'status' }, 'closed'] }, { '!=': [{ var: 'old.status' }, 'closed'] }],
      },
    });
    expect(runRule(closing, facts({ status: 'closed' }, { status: 'open' }))).toMatchObject({
      fired: true,
      seen: { status: 'closed', 'old.status': 'open' },
    });
    expect(runRule(closing, facts({ status: 'closed' }, { status: 'closed' }))).toMatchObject({
      fired: false,
      effects: [],
    });
  });

  it('computes actions one after the other, exactly and rounded, and fills messages', () => {
    const all = rule({
      actions: [
        {
          type: 'set',
          set: [
            { field: 'cost', value: { '/': [1, 3] } },
            { field: 'status', value: 'closed' },
          ],
        },
        {
          type: 'notify',
          to: [{ by: 'role', role: 'manager' }],
          title: { 'zh-CN': '{{number}} {{status}}', en: '{{number}} {{status}}' },
          body: '{{customer.name}} {{reported_at}} {{cost}} {{constructor}} {{nothing}}',
        },
        { type: 'start_flow', flow: 'f' },
      ],
    });
    const { effects } = runRule(
      all,
      facts({
        number: 'WO-1',
        customer: { id: 'x', title: '甲', name: '甲公司' },
        reported_at: '2026-02-28T01:30:00.000Z',
      }),
    );
    expect(effects).toEqual([
      { type: 'set', values: { cost: '0.33', status: 'closed' } },
      {
        type: 'notify',
        to: [{ by: 'role', role: 'manager' }],
        title: { 'zh-CN': 'WO-1 已关闭', en: 'WO-1 Closed' },
        body: { 'zh-CN': '甲公司 2026-02-28 09:30 0.33  ', en: '甲公司 2026-02-28 09:30 0.33  ' },
      },
      { type: 'start_flow', flow: 'f' },
    ]);
  });

  it('lets computed fields follow what was set just before', () => {
    const twice = rule({
      actions: [
        { type: 'set', set: [{ field: 'cost', value: 4 }] },
        { type: 'notify', to: [{ by: 'initiator' }], title: '{{number}}' },
      ],
    });
    const settle = (values: Facts['values']) => ({ ...values, number: `costs ${values.cost}` });
    expect(runRule(twice, { ...facts({}), settle }).effects[1]).toMatchObject({ title: { en: 'costs 4' } });
  });

  it.each([
    ['an instant', 'reported_at', { amount: 24, unit: 'hour' }, '2026-03-01T01:30:00.000Z'],
    ['a day, by the clock of the app', 'due_on', { amount: -1, unit: 'day' }, '2026-02-26T16:00:00.000Z'],
    ['an empty field', 'created_at', { amount: 1, unit: 'minute' }, null],
  ] as const)('sets its clock from %s', (_, field, after, expected) => {
    const timed = rule({ trigger: { on: 'time', field, after } });
    const known = facts({ reported_at: '2026-02-28T01:30:00.000Z', due_on: '2026-02-28' });
    expect(timerOf(timed, known)).toBe(expected);
    expect(timerOf({ ...timed, enabled: false }, known)).toBeNull();
  });
});
