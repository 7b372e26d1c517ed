import { localize } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { columnWidths, wordsWidth } from './column-widths.js';
import type { ListColumn } from './list-column.js';

const text = (words: Parameters<typeof localize>[0]) => localize(words, 'zh-CN');
const column = (path: string, width: number, isElastic: boolean): ListColumn => ({
  path,
  label: path,
  width,
  isElastic,
  isNumeric: false,
  field: { id: path, type: 'text', label: path },
});
const record = (values: Record<string, unknown>) => ({ id: '1', version: 1, ...values }) as never;
const sum = (widths: readonly number[]) => widths.reduce((all, width) => all + width, 0);

describe('the widths of the columns of a list', () => {
  it('counts an ideograph wider than a letter', () => {
    expect(wordsWidth('工单')).toBeGreaterThan(wordsWidth('ab'));
  });

  it('gives a column of words what its words need, and a column of dates its own width', () => {
    const columns = [column('name', 200, true), column('at', 124, false)];
    const [name, at] = columnWidths(columns, [record({ name: '王女士' })], 1000, text);
    expect(name).toBeLessThan(100);
    expect(at).toBe(124);
  });

  it('shows long words whole when there is room', () => {
    const words = '打印有条纹，更换感光鼓之后仍然存在，请尽快安排工程师带齐备件上门处理一下';
    const [width = 0] = columnWidths([column('name', 200, true)], [record({ name: words })], 1400, text);
    expect(width).toBeGreaterThanOrEqual(wordsWidth(words));
  });

  it('takes from the widest column of words, not from dates, until the table fits', () => {
    const columns = [column('a', 200, true), column('b', 200, true), column('at', 124, false)];
    const records = [record({ a: '很长的标题'.repeat(8), b: '短的' })];
    const widths = columnWidths(columns, records, 400, text);
    expect(widths[2]).toBe(124);
    expect(widths[1]).toBeLessThan(widths[0] ?? 0);
    expect(sum(widths)).toBeLessThanOrEqual(400);
  });

  it('never takes from numbers and codes, of which a part says nothing', () => {
    const columns = [column('number', 170, true), column('a', 200, true), column('b', 200, true)];
    const number = 'WO-20261201-0001';
    const records = [record({ number, a: '很长的标题'.repeat(8), b: '很长的说明'.repeat(8) })];
    const [first = 0, second = 0] = columnWidths(columns, records, 300, text);
    expect(first).toBeGreaterThanOrEqual(wordsWidth(number) + 24);
    expect(second).toBeLessThan(first);
  });

  it('is not widened by one value among many', () => {
    const records = Array.from({ length: 50 }, () => record({ a: '短' }));
    const widths = (all: never[]) => columnWidths([column('a', 200, true)], all, 90, text);
    expect(widths([...records, record({ a: '长'.repeat(60) })])).toEqual(widths(records));
  });
});
