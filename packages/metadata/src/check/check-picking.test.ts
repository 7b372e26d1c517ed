import { describe, expect, it } from '@jest/globals';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { ExpressionJson } from '../expression-schema.js';
import { checkDocument, collectDocuments } from './check.js';

const form = (id: string, fields: Field[]): Form => ({
  kind: 'form',
  schema: 1,
  id,
  label: id,
  fields,
  layout: [],
});
const reference = (id: string, to: string, more: Partial<Field> = {}): Field => ({
  id,
  type: 'reference',
  label: id,
  form: to,
  ...more,
});
const part = form('part', [
  { id: 'code', type: 'text', label: 'code' },
  { id: 'fits', type: 'sub_table', label: 'fits', fields: [reference('model', 'model')] },
  { id: 'others', type: 'sub_table', label: 'others', fields: [reference('part', 'part')] },
]);
const balance = form('balance', [
  reference('part', 'part'),
  reference('place', 'place'),
  { id: 'left', type: 'number', label: 'left' },
]);
const others = [
  part,
  balance,
  form('model', [{ id: 'name', type: 'text', label: 'name' }]),
  form('place', [{ id: 'name', type: 'text', label: 'name' }]),
  form('device', [reference('model', 'model')]),
];
const fits = (path: string): ExpressionJson => ({
  some: [{ var: 'fits' }, { '==': [{ var: 'model' }, { var: path }] }],
});
const left = { form: 'balance', key: 'part', quantity: 'left' };

function codes(settings: Partial<Field>): string[] {
  const order = form('order', [
    reference('device', 'device'),
    reference('place', 'place'),
    {
      id: 'lines',
      type: 'sub_table',
      label: 'lines',
      fields: [
        reference('part', 'part', settings),
        { id: 'quantity', type: 'number', label: 'quantity' },
        { id: 'note', type: 'text', label: 'note' },
      ],
    },
  ]);
  const app = { kind: 'app' as const, schema: 1 as const, id: 'desk', label: '售后', menu: [] };
  const all = collectDocuments([app, ...others, order]) as AppDocuments;
  return checkDocument(order, all).map(({ path, code }) => `${path.slice(4).join('.')} ${code}`);
}

describe('what a picker offers', () => {
  it('compares the rows of the other form with the record at hand', () => {
    expect(codes({ fitting: fits('current.parent.device.model') })).toEqual([]);
    expect(codes({ fitting: { '==': [{ var: 'code' }, { var: 'current.parent.lines' }] } })).not.toEqual([]);
    expect(codes({ fitting: fits('current.parent.device.colour') })).toEqual(['fitting missing_reference']);
    expect(codes({ fitting: fits('current.__proto__.x') })).toEqual(['fitting missing_reference']);
  });
  it('names in its place records of the same form, and a form that tells what is left of them', () => {
    const filter = { '==': [{ var: 'place' }, { var: 'current.parent.place' }] };
    expect(codes({ instead: { rows: 'others', item: 'part', left: { ...left, filter } } })).toEqual([]);
    expect(codes({ instead: { rows: 'code', item: 'part', left } })).toEqual([
      'instead.rows missing_reference',
    ]);
    expect(codes({ instead: { rows: 'fits', item: 'model', left } })).toEqual([
      'instead.item missing_reference',
    ]);
    const wrong = { form: 'balance', key: 'place', quantity: 'part' };
    expect(codes({ instead: { rows: 'others', item: 'part', left: wrong } })).toEqual([
      'instead.left.key missing_reference',
      'instead.left.quantity not_number',
    ]);
  });
  it('compares what is left with a number of the row, where the record at hand says that it counts', () => {
    const instead = (more: object) => ({ rows: 'others', item: 'part', left: { ...left, ...more } });
    const when = { isNotEmpty: [{ var: 'current.parent.place' }] };
    expect(codes({ instead: instead({ asked: 'quantity', when }) })).toEqual([]);
    expect(codes({ instead: instead({ asked: 'note' }) })).toEqual(['instead.left.asked missing_reference']);
    expect(codes({ instead: instead({ when: { isNotEmpty: [{ var: 'current.parent.none' }] } }) })).toEqual([
      'instead.left.when missing_reference',
    ]);
  });
});
