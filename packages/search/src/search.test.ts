import { describe, expect, it } from '@jest/globals';
import { allowedSlips, editDistance } from './edit-distance.js';
import { excerptOf } from './highlight.js';
import { plainText } from './plain-text.js';
import { differences, similarity } from './similarity.js';
import { syllablesOf } from './syllables.js';
import { tokensOf } from './tokens.js';

const words = (text: string) => tokensOf(text).map((token) => token.text);

describe('words', () => {
  it('are characters and pairs in Chinese, whole words elsewhere', () => {
    expect(words('空调E7')).toEqual(['¹空', '¹调', '空调', 'e7']);
  });
  it('of a code stand in parts and in one piece, whatever the width', () => {
    expect(words('ＡＣ－2000X')).toEqual(['ac', '2000x', 'ac2000x']);
  });
  it('of a phone number have its tail', () => {
    expect(words('13812345678')).toEqual(['13812345678', '#5678']);
  });
});

describe('slips', () => {
  it.each([
    ['compresor', 'compressor', 1],
    ['comprsesor', 'compressor', 1],
    ['abc', 'xyz', 3],
  ])('%s is near %s', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance);
  });
  it('are not allowed in short words', () => {
    expect(allowedSlips(3)).toBe(0);
  });
});

describe('texts', () => {
  it('lose their markup and keep their lines', () => {
    expect(plainText('<p>一&amp;二</p><ul><li>三</li></ul><img src=x onerror="alert(1)">')).toBe('一&二\n三');
  });
  it('are alike by their pairs of characters, and say where they differ', () => {
    expect(similarity('三楼空调漏水', '三楼的空调漏水')).toBeGreaterThan(0.7);
    expect(similarity('三楼空调漏水', '打印机卡纸')).toBe(0);
    expect(differences('断电重启。更换主板。', '断电重启。清洗滤网。')).toEqual([
      { text: '断电重启。', hit: false },
      { text: '更换主板。', hit: true },
    ]);
  });
  it('show the part in which most was found', () => {
    const { pieces } = excerptOf(
      `${'前'.repeat(100)}压缩机异响${'后'.repeat(100)}`,
      new Set(['压缩', '缩机']),
      40,
    );
    expect(pieces.find(({ hit }) => hit)?.text).toBe('压缩机');
    expect(pieces.map(({ text }) => text).join('').length).toBeLessThanOrEqual(42);
  });
  it('marks words, and a single character only where it was asked for by itself', () => {
    const marks = (text: string, question: string) =>
      excerptOf(text, new Set(words(question)), 100).pieces.flatMap(({ text: piece, hit }) =>
        hit ? piece : [],
      );
    expect(marks('先拆装饰板，再装滤芯', '安装')).toEqual([]);
    expect(marks('先拆装饰板，安装滤芯', '安装')).toEqual(['安装']);
    expect(marks('先拆装饰板', '装')).toEqual(['装']);
  });
});

describe('pinyin', () => {
  it('is split into syllables, and other words are not', () => {
    expect(syllablesOf('kongtiao')).toEqual(['kong', 'tiao']);
    expect(syllablesOf('compressor')).toBeNull();
  });
});
