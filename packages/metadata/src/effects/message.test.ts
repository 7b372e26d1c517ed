import { describe, expect, it } from '@jest/globals';
import type { Form } from '../documents/form.js';
import { fillMessage } from './message.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: 'order',
  fields: [{ id: 'description', type: 'long_text', label: 'description' }],
  layout: [],
};

describe('a message', () => {
  it('takes of a long text its beginning, and no half character that nobody can keep', () => {
    const scope = { form, forms: new Map(), timeZone: 'UTC' };
    const said = (description: string) =>
      (fillMessage('{{description}}', { ...scope, values: { description } }) as { en: string }).en;
    expect(said(`${'x'.repeat(499)}😀 and more`)).toBe(`${'x'.repeat(499)}😀`);
    expect(said('😀'.repeat(600))).toBe('😀'.repeat(500));
    expect(said('😀 short')).toBe('😀 short');
  });
});
