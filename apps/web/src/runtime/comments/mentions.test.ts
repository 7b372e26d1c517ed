import { describe, expect, it } from '@jest/globals';
import { mentionsIn, partsOf } from './mentions.js';

describe('mentions in a comment', () => {
  it('are the longest names that follow an @', () => {
    const known = new Map([
      ['李明', 'a'],
      ['李明华', 'b'],
    ]);
    expect(mentionsIn('@李明华 和@李明，请看', known)).toEqual(['b', 'a']);
    expect(mentionsIn('李明 a@b.cn', known)).toEqual([]);
  });

  it('leave every other word as it was', () => {
    const text = 'x @Li Ming, y@z @nobody';
    expect(
      partsOf(text, ['Li', 'Li Ming', ''])
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(partsOf(text, ['Li', 'Li Ming'])[1]).toEqual({ text: '@Li Ming', name: 'Li Ming' });
  });
});
