import { describe, expect, it } from '@jest/globals';
import { markedTitle } from './marked-title.js';

const pieces = [
  { text: '激光', hit: false },
  { text: '打印', hit: true },
  { text: '机', hit: false },
];

describe('a title in which something was found', () => {
  it('is shown once, with the words marked in it', () => {
    expect(markedTitle('FP-L880 激光打印机 · 清洁', pieces)).toEqual([
      { text: 'FP-L880 ', hit: false },
      ...pieces,
      { text: ' · 清洁', hit: false },
    ]);
    expect(markedTitle('激光打印机', pieces)).toEqual(pieces);
  });

  it('stays as it is where the words stand elsewhere', () => {
    expect(markedTitle('WO-20261201-0001', pieces)).toBeNull();
    expect(markedTitle('WO-20261201-0001', [])).toBeNull();
  });
});
