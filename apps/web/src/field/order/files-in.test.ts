import type { Form } from '@fieldwork/metadata';
import { expect, it } from '@jest/globals';
import { filesIn } from './files-in.js';

const [a, b, c, foreign] = [1, 2, 3, 4].map((n) => `018f0000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const photos = { id: 'photos', type: 'photo', label: 'Photos' };
const form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: 'Order',
  title: 'name',
  fields: [
    { id: 'name', type: 'text', label: 'Name' },
    photos,
    { id: 'signature', type: 'signature', label: 'Signature' },
    {
      id: 'rows',
      type: 'sub_table',
      label: 'Rows',
      fields: [{ id: 'item', type: 'text', label: 'Item' }, photos],
    },
  ],
  layout: [],
} as unknown as Form;

it('finds the files of a wish wherever a field keeps them, in rows too, and only those of this phone', () => {
  const values = {
    name: a,
    photos: [a, foreign],
    rows: [{ item: 'x', photos: [{ id: b }] }, { photos: [c, a] }],
  };
  const kept = new Map([a, b, c].map((id) => [id, {}]));
  expect(filesIn(form, values as never, kept)).toEqual([a, b, c]);
  expect(filesIn(form, { rows: null, photos: null }, kept)).toEqual([]);
});
