import type { Layout } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { keysInOrder, moveNode, nudgeNode, removeNode, rootContainer, spotOf } from './layout-edit.js';

const layout: Layout = [
  { kind: 'field', field: 'a' },
  {
    kind: 'section',
    id: 's',
    label: 'S',
    children: [
      { kind: 'field', field: 'b' },
      { kind: 'field', field: 'c' },
    ],
  },
  { kind: 'tabs', id: 't', tabs: [{ id: 'one', label: '1', children: [{ kind: 'field', field: 'd' }] }] },
];
const order = (of: Layout) => keysInOrder(of).join(' ');

describe('moving things on the form', () => {
  it('goes into a section, and from there into a tab', () => {
    const inside = moveNode(layout, 'field:a', { container: 'section:s', index: 1 });
    expect(order(inside)).toBe('section:s field:b field:a field:c tabs:t field:d');
    const tab = moveNode(inside, 'section:s', { container: 'tab:t/one', index: 0 });
    expect(order(tab)).toBe('tabs:t section:s field:b field:a field:c field:d');
  });

  it('counts places before the move', () => {
    expect(order(moveNode(layout, 'field:a', { container: rootContainer, index: 2 }))).toBe(
      'section:s field:b field:c field:a tabs:t field:d',
    );
  });

  it('never puts tabs into a section, or a section into itself', () => {
    expect(moveNode(layout, 'tabs:t', { container: 'section:s', index: 0 })).toBe(layout);
    expect(moveNode(layout, 'section:s', { container: 'section:s', index: 0 })).toBe(layout);
  });

  it('steps out of a container at its edge', () => {
    expect(order(nudgeNode(layout, 'field:b', -1))).toBe('field:a field:b section:s field:c tabs:t field:d');
    expect(order(nudgeNode(layout, 'field:d', 1))).toBe('field:a section:s field:b field:c tabs:t field:d');
    expect(nudgeNode(layout, 'field:a', -1)).toBe(layout);
  });

  it('takes a node away wherever it stands', () => {
    expect(spotOf(removeNode(layout, 'field:d'), 'field:d')).toBeNull();
  });
});
