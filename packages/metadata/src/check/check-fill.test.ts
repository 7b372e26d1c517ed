import { describe, expect, it } from '@jest/globals';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { RowFill } from '../field-types/sub-table.js';
import { checkDocument, collectDocuments } from './check.js';

const form = (id: string, fields: Field[], more: Partial<Form> = {}): Form => ({
  ...{ kind: 'form', schema: 1, id, label: id, fields, layout: [] },
  ...more,
});
const part: Field = { id: 'part', type: 'reference', label: 'part', form: 'part' };
const place: Field = { id: 'place', type: 'reference', label: 'place', form: 'place' };
const named = (id: string) => form(id, [{ id: 'name', type: 'text', label: 'name' }]);
const stock = form('stock', [part, place, { id: 'quantity', type: 'number', label: 'quantity' }]);
const app = { kind: 'app' as const, schema: 1 as const, id: 'desk', label: '库房', menu: [] };

function codes(document: Form): string[] {
  const all = collectDocuments([app, named('part'), named('place'), stock, document]) as AppDocuments;
  return checkDocument(document, all).map(({ path, code }) => `${path.join('.')} ${code}`);
}

describe('what fills the rows of a sub-table', () => {
  const booked: Field = { id: 'booked', type: 'number', label: 'booked' };
  const usual: RowFill = {
    label: 'Fill',
    form: 'stock',
    filter: { '==': [{ var: 'place' }, { var: 'current.place' }] },
    columns: [
      { field: 'part', from: 'part' },
      { field: 'booked', from: 'quantity' },
    ],
    key: ['part'],
  };
  const wrong = (more: Partial<RowFill>) => {
    const lines: Field = { id: 'lines', type: 'sub_table', label: 'lines', fields: [part, booked] };
    const found = codes(form('count', [place, { ...lines, fill: { ...usual, ...more } }]));
    return found.map((code) => code.replace('fields.1.fill.', ''));
  };

  it('are fields of the same type, or the records themselves', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ form: 'part', filter: undefined, columns: [{ field: 'part', from: 'id' }] })).toEqual([]);
    expect(wrong({ columns: [{ field: 'part', from: 'place' }] })).toEqual(['columns.0 other_type']);
    expect(wrong({ columns: [{ field: 'part', from: 'id' }] })).toEqual(['columns.0 other_type']);
    expect(wrong({ columns: [{ field: 'none', from: 'part' }], key: ['part'] })).toEqual([
      'columns.0.field missing_reference',
      'key.0 missing_reference',
    ]);
  });

  it('come from a form that is there, by a filter over it and the record at hand', () => {
    expect(wrong({ form: 'none' })).toEqual(['form missing_reference']);
    expect(wrong({ filter: { '==': [{ var: 'place' }, { var: 'current.lines' }] } })).toEqual([
      'filter missing_reference',
    ]);
    expect(wrong({ sort: ['-colour'] })).toEqual(['sort.0 missing_reference']);
  });
});

describe('the flags of a form', () => {
  it('ask about its fields and what they refer to, each under a name of its own', () => {
    const flag = { id: 'low', label: 'Low', color: 'red' as const };
    const low = { ...flag, when: { '<': [{ var: 'quantity' }, 5] } };
    expect(codes(form('stock', stock.fields, { flags: [low] }))).toEqual([]);
    const none = { ...flag, when: { isNotEmpty: [{ var: 'part.colour' }] } };
    expect(codes(form('stock', stock.fields, { flags: [low, none] }))).toEqual([
      'flags.1.id twice',
      'flags.1.when.isNotEmpty.0.var unknown_variable',
    ]);
  });
});
