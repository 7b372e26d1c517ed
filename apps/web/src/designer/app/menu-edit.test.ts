import type { App } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { moveEntry } from './menu-edit.js';

const menu: App['menu'] = [
  { type: 'form', form: 'a' },
  { type: 'group', label: 'G', items: [{ type: 'form', form: 'b' }] },
  { type: 'form', form: 'c' },
];
const read = (of: App['menu']): string =>
  of
    .map((item) => (item.type === 'group' ? `(${read(item.items)})` : item.type === 'form' ? item.form : ''))
    .join(' ');

describe('the menu', () => {
  it('takes an entry into a group and out again', () => {
    const inside = moveEntry(menu, { group: null, index: 0 }, { group: 1, index: 0 });
    expect(read(inside)).toBe('(a b) c');
    expect(read(moveEntry(inside, { group: 0, index: 1 }, { group: null, index: 2 }))).toBe('(a) c b');
  });

  it('reorders, groups too, but never a group in a group', () => {
    expect(read(moveEntry(menu, { group: null, index: 2 }, { group: null, index: 0 }))).toBe('c a (b)');
    expect(moveEntry(menu, { group: null, index: 1 }, { group: 1, index: 0 })).toBe(menu);
  });
});
