import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sha256 } from './sha256.js';
import { solve } from './solve.js';

const hex = (hash: Uint32Array) => [...hash].map((word) => word.toString(16).padStart(8, '0')).join('');

describe('the work before a public form', () => {
  it('hashes as everybody does, at every length around a block', () => {
    for (let length = 0; length <= 130; length++) {
      const text = '电'.repeat(length % 3) + 'x'.repeat(length);
      expect(hex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });

  it('finds a number that the server accepts', async () => {
    const nonce = await solve({ text: 'abc', bits: 12 });
    const hash = createHash('sha256').update(`abc:${nonce}`).digest();
    expect(hash.readUInt16BE(0) >> 4).toBe(0);
  });
});
