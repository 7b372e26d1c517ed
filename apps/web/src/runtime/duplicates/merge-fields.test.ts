import type { Field, Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { disputedFields, worthTaking } from './merge-fields.js';

const field = (id: string, more: object = {}) => ({ id, type: 'text', label: id, ...more }) as Field;
const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'customer',
  label: 'customer',
  fields: [
    ...['name', 'phone', 'mail', 'secret', 'same'].map((id) => field(id)),
    field('number', { type: 'auto_number', pattern: [] }),
    field('rows', { type: 'sub_table', fields: [field('note')] }),
  ],
  layout: [],
};
const mine = { name: '新', phone: '', mail: 'a@b', same: 'x', number: '2', rows: [{ id: '1', note: 'a' }] };
const theirs = {
  name: '旧',
  phone: '138',
  mail: null,
  secret: 's',
  same: 'x',
  number: '1',
  rows: [{ id: '2' }],
};

describe('two records that are merged', () => {
  it('are asked about where they differ and one may decide', () => {
    const asked = disputedFields(form, { readOnly: ['mail'], hidden: ['secret'] }, mine, theirs);
    expect(asked.map(({ id }) => id)).toEqual(['name', 'phone', 'rows']);
  });

  it('lose nothing that only one of them knows', () => {
    const asked = disputedFields(form, { readOnly: [], hidden: [] }, mine, theirs);
    const taken = asked.filter((one) => worthTaking(one, mine, theirs)).map(({ id }) => id);
    expect(taken).toEqual(['phone', 'secret', 'rows']);
  });
});
