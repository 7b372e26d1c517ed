import type { Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { cleaned } from './record-values.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: 'Order',
  fields: [
    { id: 'body', type: 'rich_text', label: 'Body' },
    {
      id: 'steps',
      type: 'sub_table',
      label: 'Steps',
      fields: [
        { id: 'text', type: 'rich_text', label: 'Text' },
        { id: 'name', type: 'text', label: 'Name' },
      ],
    },
  ],
  layout: [],
};

describe('formatted text', () => {
  it('is cleaned wherever it stands, in rows too; plain text stays as it is', () => {
    const hostile = '<p onclick="x()">a</p><script>x()</script>';
    const sent = { body: hostile, steps: [{ text: hostile, name: '<b>' }, null, 'x'] };
    expect(cleaned(form, sent)).toEqual({
      body: '<p>a</p>',
      steps: [{ text: '<p>a</p>', name: '<b>' }, null, 'x'],
    });
  });
});
