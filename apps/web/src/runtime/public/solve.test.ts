import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { solve } from './solve.js';

it('finds a number that the server accepts before a public form', async () => {
  const nonce = await solve({ text: 'abc', bits: 12 });
  const hash = createHash('sha256').update(`abc:${nonce}`).digest();
  expect(hash.readUInt16BE(0) >> 4).toBe(0);
});
