import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffDocuments } from './document-diff.js';

const before = {
  label: '工单',
  fields: [
    { id: 'a', type: 'text', label: '主题' },
    { id: 'b', type: 'number', label: '数量', visible: { '==': [{ var: 'a' }, 'x'] } },
    { id: 'c', type: 'date', label: '日期' },
  ],
};

describe('what changed between two versions', () => {
  it('names fields that came, went and changed by their labels', () => {
    const after = {
      label: '工单',
      fields: [
        { id: 'a', type: 'text', label: '主题', required: true },
        { id: 'b', type: 'number', label: '数量', visible: { '==': [{ var: 'a' }, 'y'] } },
        { id: 'd', type: 'text', label: '备注' },
      ],
    };
    const told = diffDocuments(before, after).map(({ path, change }) => [
      change,
      path.map((step) => ('item' in step ? step.label : step.property)).join(' '),
    ]);
    expect(told).toEqual([
      ['removed', 'fields 日期'],
      ['added', 'fields 主题 required'],
      ['changed', 'fields 数量 visible'],
      ['added', 'fields 备注'],
    ]);
  });

  it('tells another order without telling every item', () => {
    const after = { ...before, fields: before.fields.toReversed() };
    expect(diffDocuments(before, after)).toEqual([{ path: [{ property: 'fields' }], change: 'moved' }]);
  });

  it('is nothing for the same document, and something for any other', () => {
    const seed = Date.now() % 1_000_000;
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [a, b] = [JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))];
        expect(diffDocuments(a, structuredClone(a))).toEqual([]);
        let isSame = true;
        try {
          expect(a).toEqual(b);
        } catch {
          isSame = false;
        }
        expect(diffDocuments(a, b).length === 0).toBe(isSame);
      }),
      { seed },
    );
  });
});
