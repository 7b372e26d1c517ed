import { describe, expect, it } from '@jest/globals';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { checkForm } from './check-form.js';

const withRows = (form: string, rows: string): Form => ({
  kind: 'form',
  schema: 1,
  id: form,
  label: form,
  fields: [
    { id: rows, type: 'sub_table', label: rows, fields: [{ id: 'part', type: 'text', label: 'part' }] },
  ],
  layout: [],
});

describe('a sub-table', () => {
  it('has an id that makes a name with that of its form', () => {
    const issuesOf = (form: Form) => checkForm(form, { forms: new Map() } as unknown as AppDocuments);
    expect(issuesOf(withRows('f'.repeat(31), 'r'.repeat(30)))).toEqual([]);
    expect(issuesOf(withRows('f'.repeat(31), 'r'.repeat(31)))).toMatchObject([
      { path: ['fields', 0, 'id'], code: 'too_long' },
    ]);
  });
});
