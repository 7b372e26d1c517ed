import type { Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { acceptForm, applyChange, type FormState, openForm } from './index.js';

const part: Form = {
  kind: 'form',
  schema: 1,
  id: 'part',
  label: 'part',
  fields: [{ id: 'price', type: 'money', label: 'price' }],
  layout: [],
};
const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: 'order',
  fields: [
    {
      id: 'used',
      type: 'sub_table',
      label: 'used',
      fields: [
        { id: 'part', type: 'reference', label: 'part', form: 'part', lookups: ['price'] },
        { id: 'quantity', type: 'number', label: 'quantity', default: 1 },
        { id: 'price', type: 'money', label: 'price', default: { var: 'part.price' } },
      ],
    },
  ],
  layout: [{ kind: 'field', field: 'used' }],
};
const context = {
  forms: new Map([
    ['part', part],
    ['order', order],
  ]),
  context: {
    now: '2026-03-01T00:00:00.000Z',
    timeZone: 'UTC',
    user: { id: null, department: null, roles: [] },
  },
};
const rowIn = ({ values }: FormState) => (values.used as Record<string, unknown>[])[0];
const id = '0190a000-0000-7000-8000-000000000001';
const one = { id: '0190a000-0000-7000-8000-000000000002', price: '95' };
const two = { id: '0190a000-0000-7000-8000-000000000003', price: '120' };

describe('defaults in the rows of a sub-table', () => {
  const change = (state: FormState, row: object) =>
    applyChange(order, state, { field: 'used', value: [{ ...rowIn(state), ...row }] }, context);
  const begin = () =>
    applyChange(order, openForm(order, null, {}, context), { field: 'used', value: [{ id }] }, context);

  it('begin with a new row, and follow the columns that they read', () => {
    const begun = begin();
    expect(rowIn(begun)).toMatchObject({ quantity: '1', price: null });
    const chosen = change(begun, { part: one });
    expect(rowIn(chosen)).toMatchObject({ price: '95' });
    expect(rowIn(change(chosen, { part: two }))).toMatchObject({ price: '120' });
  });

  it('leave alone what somebody has written, or has cleared', () => {
    const chosen = change(begin(), { part: one });
    const written = change(chosen, { price: '80' });
    expect(rowIn(change(written, { part: two }))).toMatchObject({ price: '80' });
    expect(rowIn(change(change(chosen, { price: null }), { quantity: '3' }))).toMatchObject({ price: null });
  });
});

describe('read-only columns in the rows of a sub-table', () => {
  const fixed: Form = {
    ...order,
    fields: order.fields.map((field) => ({
      ...field,
      fields: (field.fields ?? []).map((column) =>
        column.id === 'price' ? { ...column, readOnly: true } : column,
      ),
    })),
  };
  const taken = (base: object[] | null, used: object[], narrowing = {}) => {
    const before = base === null ? null : { used: base };
    const { accepted } = acceptForm(fixed, before, { used }, { ...context, narrowing });
    return accepted && (accepted.used as Record<string, unknown>[] | undefined)?.map(({ price }) => price);
  };

  it('begin with their default, whatever was sent', () => {
    expect(taken(null, [{ id, part: one, price: '1' }, { part: two }])).toEqual(['95', '120']);
  });

  it('stay as they were when it changes elsewhere, and follow another choice', () => {
    const kept = { id, part: { ...one, price: '70' }, quantity: '1', price: '70' };
    expect(taken([kept], [{ id, part: one, quantity: '2', price: '1' }])).toEqual(['70']);
    expect(taken([kept], [{ id, part: two, quantity: '1', price: '70' }])).toEqual(['120']);
    expect(taken([kept], [{ ...kept, part: one, price: '1' }])).toBeUndefined();
  });

  it('are open to flows and rules', () => {
    expect(taken(null, [{ id, part: one, price: '1' }], { isAutomatic: true })).toEqual(['1']);
  });
});
