import type { ExpressionJson, Role } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import {
  canWriteField,
  compilePolicy,
  fieldCondition,
  may,
  mayOnRow,
  rowCondition,
  unrestricted,
} from './policy.js';

const mine: ExpressionJson = { '==': [{ var: 'owner' }, { user: ['id'] }] };
const role = (id: string, rights: Role['forms'][string]): Role => ({
  kind: 'role',
  schema: 1,
  id,
  label: id,
  forms: { order: rights },
});
const engineer = role('engineer', { read: mine, update: mine, hidden: ['cost'], readOnly: ['priority'] });
const viewer = role('viewer', { read: true, hidden: ['phone'] });

const scope = (owner: string) => ({
  types: { owner: { kind: 'reference', form: 'user' } } as const,
  values: { owner },
  context: {
    now: '2026-01-01T00:00:00.000Z',
    timeZone: 'Asia/Shanghai',
    user: { id: 'u1', department: null, roles: [] },
  },
});

describe('policy', () => {
  it('allows nothing where no role speaks of the form', () => {
    const policy = compilePolicy([], 'order');
    expect(may(policy, 'read')).toBe(false);
    expect(rowCondition(policy, 'read')).toBe(false);
    expect(fieldCondition(policy, 'cost')).toBe(false);
  });

  it('does not mistake inherited keys for forms', () => {
    expect(compilePolicy([engineer], 'constructor').grants).toHaveLength(0);
  });

  it('joins the rows of several roles', () => {
    expect(rowCondition(compilePolicy([engineer, viewer], 'order'), 'read')).toBe(true);
    expect(rowCondition(compilePolicy([engineer, viewer], 'order'), 'update')).toEqual(mine);
  });

  it('shows a field only on rows that a role shows together with it', () => {
    const both = compilePolicy([engineer, viewer], 'order');
    expect(fieldCondition(both, 'phone')).toEqual(mine);
    expect(fieldCondition(both, 'cost')).toBe(true);
    expect(fieldCondition(compilePolicy([engineer], 'order'), 'cost')).toBe(false);
    expect(fieldCondition(unrestricted, 'cost')).toBe(true);
  });

  it('writes comments where a role says so or changes records, and no others than that role sees', () => {
    const outsider = role('outsider', { read: true, comments: 'customer', comment: true });
    const mute = role('mute', { read: true, update: true, comment: false });
    const commentsOf = (...roles: Role[]) => compilePolicy(roles, 'order').comments;
    expect(commentsOf(engineer)).toEqual({ read: 'all', write: 'all' });
    expect(commentsOf(viewer)).toEqual({ read: 'all', write: 'none' });
    expect(commentsOf(viewer, outsider)).toEqual({ read: 'all', write: 'customer' });
    expect(commentsOf(mute)).toEqual({ read: 'all', write: 'none' });
  });

  it('decides on the row at hand', () => {
    const policy = compilePolicy([engineer], 'order');
    expect(mayOnRow(policy, 'update', scope('u1'))).toBe(true);
    expect(mayOnRow(policy, 'update', scope('u2'))).toBe(false);
    expect(canWriteField(policy, 'update', 'priority', scope('u1'))).toBe(false);
    expect(canWriteField(policy, 'update', 'note', scope('u1'))).toBe(true);
    expect(canWriteField(policy, 'update', 'note', scope('u2'))).toBe(false);
  });
});
