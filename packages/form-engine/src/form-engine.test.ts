import type { Field, Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { acceptForm, applyChange, issuesOf, openForm } from './form-engine.js';
import type { FormContext } from './state.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: '工单',
  fields: [
    {
      id: 'kind',
      label: '类型',
      type: 'choice',
      default: 'repair',
      options: [
        { id: 'repair', label: '报修' },
        { id: 'return', label: '退货' },
      ],
    },
    {
      id: 'reason',
      label: '原因',
      type: 'text',
      visible: { '==': [{ var: 'kind' }, 'return'] },
      required: true,
    },
    { id: 'detail', label: '详情', type: 'text', visible: { isNotEmpty: [{ var: 'reason' }] } },
    { id: 'start', label: '开始', type: 'date' },
    {
      id: 'finish',
      label: '结束',
      type: 'date',
      validate: [{ check: { '>=': [{ var: 'finish' }, { var: 'start' }] }, message: '早于开始' }],
    },
    {
      id: 'phone',
      label: '电话',
      type: 'phone',
      validate: [
        {
          check: { or: [{ isNotEmpty: [{ var: 'phone' }] }, { isNotEmpty: [{ var: 'email' }] }] },
          message: '至少一种',
        },
      ],
    },
    { id: 'email', label: '邮箱', type: 'email' },
    { id: 'locked', label: '锁', type: 'text', readOnly: { '==': [{ var: 'kind' }, 'repair'] } },
    {
      id: 'rows',
      label: '明细',
      type: 'sub_table',
      minRows: 1,
      fields: [
        { id: 'name', label: '名', type: 'text', required: true },
        { id: 'quantity', label: '数', type: 'number', scale: 0 },
        { id: 'price', label: '价', type: 'money', visible: { '!=': [{ var: 'parent.kind' }, 'return'] } },
        {
          id: 'amount',
          label: '额',
          type: 'formula',
          result: 'number',
          compute: { '*': [{ var: 'quantity' }, { var: 'price' }] },
        },
      ],
    },
    {
      id: 'total',
      label: '合计',
      type: 'formula',
      result: 'number',
      scale: 2,
      compute: { sum: [{ var: 'rows' }, { var: 'amount' }] },
    },
    {
      id: 'tax',
      label: '税',
      type: 'formula',
      result: 'number',
      scale: 2,
      compute: { '*': [{ var: 'total' }, 0.13] },
    },
  ],
  layout: [],
};
const context: FormContext = {
  forms: new Map([[form.id, form]]),
  context: {
    now: '2026-03-01T00:00:00.000Z',
    timeZone: 'Asia/Shanghai',
    user: { id: null, department: null, roles: [] },
  },
};
const accept = (base: object | null, sent: object, more: Partial<FormContext> = {}) =>
  acceptForm(form, base as never, sent as never, { ...context, ...more });
const codes = (result: ReturnType<typeof accept>) =>
  result.issues.map((found) => `${found.path.join('.')} ${found.code}`).sort();
const row = { name: 'x', quantity: 3, price: '0.10' };
const good = { phone: '13800138000', rows: [row] };

describe('the form engine', () => {
  it('reacts to each change: shows, hides, computes', () => {
    let state = openForm(form, null, {}, context);
    expect(state.settled.kind).toBe('repair');
    expect(state.fields.reason).toMatchObject({ visible: false, required: false });
    state = applyChange(form, state, { field: 'kind', value: 'return' }, context);
    expect(state.fields.reason).toMatchObject({ visible: true, required: true });
    expect(state.fields.locked?.readOnly).toBe(false);
    state = applyChange(form, state, { field: 'reason', value: '不合适' }, context);
    expect(state.fields.detail?.visible).toBe(true);
    state = applyChange(form, state, { field: 'kind', value: 'repair' }, context);
    expect([state.fields.reason?.visible, state.fields.detail?.visible]).toEqual([false, false]);
    state = applyChange(form, state, { field: 'kind', value: 'return' }, context);
    expect(state.settled.reason).toBe('不合适');
  });

  it('computes formulas in the order of what they build on, exactly', () => {
    const state = openForm(form, null, { rows: [row, { name: 'y', quantity: 7, price: '0.70' }] }, context);
    expect(state.settled).toMatchObject({ total: '5.2', tax: '0.68' });
  });

  it('clears what is hidden when it is written, row by row too', () => {
    const { accepted } = accept(null, { ...good, kind: 'repair', reason: 'x', detail: 'y' });
    expect(accepted).not.toHaveProperty('reason');
    expect(accepted).not.toHaveProperty('detail');
    const returned = accept(null, { ...good, kind: 'return', reason: 'x' });
    expect(returned.accepted).toMatchObject({ rows: [{ price: null }] });
  });

  it('says everything that is wrong, rows with their number', () => {
    expect(
      codes(
        accept(null, {
          kind: 'return',
          start: '2026-03-02',
          finish: '2026-03-01',
          rows: [{ quantity: '1.5' }],
        }),
      ),
    ).toEqual([
      'finish invalid',
      'phone invalid',
      'reason required',
      'rows.0.name required',
      'rows.0.quantity too_precise',
    ]);
    const few = accept(null, { email: 'a@b.cn' });
    expect(codes(few)).toEqual(['rows too_few']);
    expect(JSON.stringify(few)).toContain('"At least 1 row"');
  });

  it('lets a comparison rest while one side is empty', () => {
    expect(codes(accept(null, { ...good, finish: '2026-03-01' }))).toEqual([]);
  });

  it('does not take what nobody may write', () => {
    expect(codes(accept(null, { ...good, locked: 'x', nothing: 1 }))).toEqual([
      'locked read_only',
      'nothing unknown_field',
    ]);
    expect(accept(null, { ...good, total: '999' }).accepted).toMatchObject({ total: '0.3' });
    const narrowing = { editable: new Set(['email']), required: new Set(['email']) };
    expect(codes(accept({ ...good, kind: 'repair' }, { phone: '13900139000' }, { narrowing }))).toEqual([
      'email required',
      'phone read_only',
    ]);
    expect(codes(accept({ ...good, kind: 'repair' }, { email: 'a@b.cn' }, { narrowing }))).toEqual([]);
  });

  it('does not hold old mistakes against a change that leaves them alone, but none is made worse', () => {
    const old = {
      kind: 'repair',
      start: '2026-03-02',
      finish: '2026-03-01',
      phone: null,
      email: null,
      rows: [row],
    };
    expect(accept(old, { email: 'a@b.cn' }).accepted).toMatchObject({
      email: 'a@b.cn',
      total: '0.3',
      tax: '0.04',
    });
    expect(codes(accept(old, { finish: '2026-02-01' }))).toEqual(['finish invalid']);
    expect(codes(accept({ ...old, finish: '2026-03-05', email: 'a@b.cn' }, { start: '2026-03-09' }))).toEqual(
      ['finish invalid'],
    );
  });

  it('answers only what differs', () => {
    const base = {
      ...good,
      kind: 'repair',
      total: '0.3',
      tax: '0.04',
      rows: [{ id: '01a20020-c217-758c-be6c-d1061aa6327c', ...row, quantity: '3', amount: '0.3' }],
    };
    expect(accept(base, { phone: '13800138000', email: '' }).accepted).toEqual({});
    expect(accept(base, { start: '2026-03-01' }).accepted).toEqual({ start: '2026-03-01' });
  });

  it('never throws on hostile values', () => {
    const hostile = [
      null,
      [],
      {},
      '',
      'x',
      -1,
      true,
      [[]],
      [null],
      { id: {} },
      '__proto__',
      { __proto__: null },
    ];
    for (const field of form.fields as Field[])
      for (const value of hostile) {
        const result = accept(null, { [field.id]: value });
        expect(result.issues.length + (result.accepted ? 1 : 0)).toBeGreaterThan(0);
        const state = openForm(form, null, { [field.id]: value }, context);
        expect(issuesOf(field.id, state.fields[field.id] as never)).toBeDefined();
      }
  });
});
