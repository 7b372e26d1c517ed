import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sha256Hex } from './sha256.js';

const known = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

it('hashes texts and bytes of any length as SHA-256 does', () => {
  for (let length = 0; length < 200; length++)
    expect(sha256Hex('é'.repeat(length))).toBe(known('é'.repeat(length)));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(sha256Hex(bytes)).toBe(known(bytes));
    }),
  );
  expect(sha256Hex('签名😀')).toBe(known('签名😀'));
});
