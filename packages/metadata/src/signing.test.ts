import { expect, it } from '@jest/globals';
import type { Form } from './documents/form.js';
import { fieldTypeOf } from './field-types/registry.js';
import { type SignatureValue, signatureHash } from './field-types/signature.js';
import { changedSince, signedParts } from './signing.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'visit',
  label: 'Visit',
  fields: [
    { id: 'solution', type: 'long_text', label: 'Solution' },
    { id: 'hours', type: 'number', label: 'Hours', scale: 1 },
    {
      id: 'parts',
      type: 'sub_table',
      label: 'Parts',
      fields: [
        { id: 'name', type: 'text', label: 'Name' },
        { id: 'quantity', type: 'number', label: 'Quantity' },
        {
          id: 'double',
          type: 'formula',
          label: 'Double',
          result: 'number',
          compute: { '*': [{ var: 'quantity' }, 2] },
        },
      ],
    },
    { id: 'signature', type: 'signature', label: 'Signature', of: ['solution', 'hours', 'parts'] },
  ],
  layout: [],
};

function signed(values: Record<string, unknown>): SignatureValue {
  const whole = {
    path: 'M1 1L20 30',
    width: 300,
    height: 200,
    signer: '陈经理',
    at: '2026-11-30T01:00:00.000Z',
    signed: signedParts(form, ['solution', 'hours', 'parts'], values),
  };
  return { ...whole, hash: signatureHash(whole) };
}

const values = {
  solution: '更换滤芯',
  hours: '1.5',
  parts: [{ id: 'a', name: '滤芯', quantity: '2', double: '4' }],
};

it('holds as long as the content stays what it was, whatever ids and computed cells the server gives it', () => {
  const signature = signed(values);
  expect(changedSince(form, signature, values)).toEqual([]);
  const stored = { ...values, parts: [{ id: 'b', name: '滤芯', quantity: '2', double: null }] };
  expect(changedSince(form, signature, stored)).toEqual([]);
});

it('names each field that was changed after it was signed', () => {
  const later = { ...values, hours: '2.0', parts: [{ name: '滤芯', quantity: '3' }] };
  expect(changedSince(form, signed(values), later)).toEqual(['hours', 'parts']);
});

it('is refused when its hash is that of another content', () => {
  const field = form.fields[3] as Form['fields'][number];
  const signature = signed(values);
  const { parse } = fieldTypeOf(field);
  expect(parse(signature, field)).toEqual({ value: signature });
  expect(parse({ ...signature, signer: '别人' }, field)).toHaveProperty('issue.code', 'not_signature');
});
