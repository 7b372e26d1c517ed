import { describe, expect, it } from '@jest/globals';
import { collectDocuments, usersOf } from './check/check.js';
import type { Document } from './documents/kinds.js';

const app = { kind: 'app', schema: 1, id: 'desk', label: 'd', menu: [{ type: 'form', form: 'order' }] };
const order = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: 'o',
  fields: [{ id: 'note', label: 'n', type: 'text' }],
  layout: [],
};
const role = (id: string, more: object = {}) => ({
  kind: 'role',
  schema: 1,
  id,
  label: id,
  forms: { order: { read: true } },
  ...more,
});
const usersIn = (gone: Parameters<typeof usersOf>[0], ...documents: object[]) => {
  const all = collectDocuments([app, order, ...documents] as Document[]);
  return all && usersOf(gone, all).map(({ kind, id }) => `${kind}/${id}`);
};

describe('what a document is needed by', () => {
  it('is not what only lists it: the menu and the rights of roles', () => {
    const board = { kind: 'page', schema: 1, id: 'board', label: 'b', type: 'dashboard', items: [] };
    expect(usersIn({ kind: 'form', id: 'order' }, role('agent'))).toEqual([]);
    expect(usersIn({ kind: 'page', id: 'board' }, board, role('agent', { pages: ['board'] }))).toEqual([]);
    const first = role('agent', { pages: ['board'], home: 'board' });
    expect(usersIn({ kind: 'page', id: 'board' }, board, first)).toEqual(['role/agent']);
  });

  it('is a document whose condition asks for a role', () => {
    const asks = role('agent', { forms: { order: { read: { in: ['chief', { user: ['roles'] }] } } } });
    expect(usersIn({ kind: 'role', id: 'chief' }, role('chief'), asks)).toEqual(['role/agent']);
    expect(usersIn({ kind: 'role', id: 'agent' }, role('chief'), asks)).toEqual([]);
  });

  it('is a document that writes the calendar as a value', () => {
    const calendar = { kind: 'calendar', schema: 1, id: 'weekdays', label: 'w', hours: [] };
    const rule = {
      kind: 'rule',
      schema: 1,
      id: 'set',
      label: 's',
      form: 'order',
      trigger: { on: 'created' },
      actions: [{ type: 'set', set: [{ field: 'note', value: 'weekdays' }] }],
    };
    expect(usersIn({ kind: 'calendar', id: 'weekdays' }, calendar, rule)).toEqual(['rule/set']);
  });
});
