import { describe, expect, it } from '@jest/globals';
import { storableJson, storableText } from './storable.js';

describe('what is kept as it came', () => {
  it('holds no character that the database refuses', () => {
    expect(storableText('a\u0000b\ud83dc😀\ude00')).toBe('a\ufffdb\ufffdc😀\ufffd');
    const sent = { 'k\u0000': ['a\u0000', 'b\ud83d', '\ude00c', '😀', 'D:\\u0000\\ud83d', '\\\u0000'] };
    expect(JSON.parse(storableJson(sent))).toEqual({
      'k\ufffd': ['a\ufffd', 'b\ufffd', '\ufffdc', '😀', 'D:\\u0000\\ud83d', '\\\ufffd'],
    });
  });
});
