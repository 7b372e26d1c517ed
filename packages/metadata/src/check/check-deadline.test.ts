import { describe, expect, it } from '@jest/globals';
import type { Deadline } from '../documents/deadline.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { checkDocument, collectDocuments } from './check.js';

const order: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: '工单',
  fields: [
    { id: 'subject', type: 'text', label: '主题' },
    { id: 'used', type: 'number', label: '已用' },
    { id: 'computed', type: 'formula', label: '公式', result: 'number', compute: 1 },
  ],
  layout: [],
};
const app = { kind: 'app' as const, schema: 1 as const, id: 'desk', label: '服务', menu: [] };
const target: Deadline['targets'][number] = { id: 'whole', label: '全程', start: true, stop: false };
const issuesOf = (...targets: Deadline['targets']) => {
  const deadline: Deadline = {
    kind: 'deadline',
    schema: 1,
    id: 'clock',
    label: '时限',
    form: 'order',
    targets,
  };
  const all = collectDocuments([app, order, deadline]) as AppDocuments;
  return checkDocument(deadline, all).map(({ code, path }) => [code, path.join('.')]);
};

describe('a deadline', () => {
  it('may only measure, and keep the minutes in fields for numbers', () => {
    expect(issuesOf({ ...target, keep: { used: 'used' } })).toEqual([]);
    expect(issuesOf({ ...target, keep: { used: 'subject', paused: 'computed' } })).toEqual([
      ['not_number', 'targets.0.keep.used'],
      ['not_number', 'targets.0.keep.paused'],
    ]);
  });

  it('has a limit where it has marks, and writes a field once', () => {
    const marks: Deadline['targets'][number]['marks'] = [
      {
        id: 'breach',
        when: { at: 'breach' },
        actions: [{ type: 'set', set: [{ field: 'subject', value: '晚' }] }],
      },
    ];
    expect(issuesOf({ ...target, marks })).toEqual([['required', 'targets.0.limit']]);
    expect(issuesOf({ ...target, marks, limit: { minutes: 60 } })).toEqual([]);
    expect(issuesOf({ ...target, keep: { used: 'used', paused: 'used' } })).toEqual([['twice', 'targets']]);
  });
});
