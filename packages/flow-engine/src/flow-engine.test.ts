import type { TaskNode } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { type Advance, advance, type Outcome, startFlow } from './index.js';
import { contextOf, orderFlow } from './testing/order-flow.js';

function went(outcome: Outcome): Advance {
  if ('issues' in outcome) throw new Error(JSON.stringify(outcome.issues));
  return outcome;
}
function refused(outcome: Outcome): string[] {
  return 'issues' in outcome ? outcome.issues.map((found) => found.code) : [];
}
const complete = (task: string, action: string, reason?: string) =>
  ({ type: 'task_completed', task, action, by: 'li', reason }) as const;

describe('the flow engine', () => {
  const ids = { last: 0 };
  const begun = went(startFlow(orderFlow, contextOf({}, ids)));
  const first = begun.state.tokens[0]?.task as string;
  const sent = went(advance(orderFlow, begun.state, complete(first, 'assign'), contextOf({}, ids)));
  const second = sent.state.tokens[0]?.task as string;

  it('runs from the start to the first task and says what is to be done', () => {
    expect(begun.state).toMatchObject({ status: 'running', seq: 2, tokens: [{ node: 'dispatch', seq: 2 }] });
    expect(begun.effects).toEqual([
      { type: 'set', values: { status: 'new' } },
      {
        type: 'open_task',
        task: first,
        node: 'dispatch',
        assignee: expect.anything(),
        dueAt: null,
      },
    ]);
    expect(begun.entered.map((step) => [step.seq, step.node, step.leftAt !== null])).toEqual([
      [1, 'begin', true],
      [2, 'dispatch', false],
    ]);
  });

  it('closes the task, leaves the step with who did it, and opens the next with its time limit', () => {
    expect(sent.left).toEqual([expect.objectContaining({ seq: 2, by: 'li', action: 'assign' })]);
    expect(sent.effects.map((effect) => effect.type)).toEqual(['close_task', 'set', 'open_task']);
    expect(sent.effects.at(-1)).toMatchObject({ dueAt: '2026-02-28T10:00:00.000Z' });
  });

  it.each([
    ['a task that is done', first, 'assign', undefined, ['no_such_task']],
    ['an action the task does not have', second, 'assign', undefined, ['no_such_action']],
    ['an action whose condition does not hold', second, 'finish', undefined, ['action_closed']],
    ['a return without a reason', second, 'decline', '  ', ['required']],
  ])('refuses %s', (_, task, action, reason, codes) => {
    expect(
      refused(advance(orderFlow, sent.state, complete(task, action, reason), contextOf({}, ids))),
    ).toEqual(codes);
  });

  it('refuses an action in the words of its check, until what was filled in keeps it', () => {
    const flow = structuredClone(orderFlow);
    const node = flow.nodes.find(({ id }) => id === 'dispatch') as TaskNode;
    const message = { 'zh-CN': '请先选工程师', en: 'Choose an engineer first' };
    for (const action of node.actions)
      action.validate = [{ check: { '==': [{ var: 'status' }, 'chosen'] }, message }];
    const done = (status: string) =>
      advance(flow, begun.state, complete(first, 'assign'), contextOf({ status }, ids));
    expect(done('new')).toEqual({ issues: [{ path: ['action'], code: 'invalid', message }] });
    expect(refused(done('chosen'))).toEqual([]);
  });

  it('goes back with a reason', () => {
    const back = went(
      advance(orderFlow, sent.state, complete(second, 'decline', '没有配件'), contextOf({}, ids)),
    );
    expect(back.state.tokens).toMatchObject([{ node: 'dispatch' }]);
    expect(back.left[0]).toMatchObject({ reason: '没有配件' });
  });

  it('lets a condition see what was written just before, and fills messages for people', () => {
    const end = went(
      advance(orderFlow, sent.state, complete(second, 'finish'), contextOf({ cost: '1.00' }, ids)),
    );
    expect(end.state).toMatchObject({ status: 'completed', tokens: [] });
    expect(end.effects.slice(1)).toEqual([
      { type: 'set', values: { subject: '完成' } },
      { type: 'set', values: { status: 'closed' } },
      { type: 'create', form: 'survey', values: { work_order: '01920000-0000-7000-8000-000000000001' } },
      {
        type: 'notify',
        to: [{ by: 'initiator' }],
        title: { 'zh-CN': '完成：已关闭', en: '完成：已关闭' },
      },
      { type: 'finish', status: 'completed' },
    ]);
  });

  it('ends early when told to, once', () => {
    const stopped = went(
      advance(orderFlow, sent.state, { type: 'terminated', by: 'admin', reason: '重复' }, contextOf({})),
    );
    expect(stopped.effects).toMatchObject([{ type: 'close_task', status: 'cancelled' }, { type: 'finish' }]);
    expect(
      refused(advance(orderFlow, stopped.state, { type: 'terminated', by: null }, contextOf({}))),
    ).toEqual(['not_running']);
  });

  it('cuts a circle of automatic nodes', () => {
    const circle = {
      ...orderFlow,
      nodes: [
        { id: 'begin', type: 'start', label: 'x', next: 'a' },
        { id: 'a', type: 'write', label: 'x', set: [], next: 'b' },
        { id: 'b', type: 'write', label: 'x', set: [], next: 'a' },
      ] satisfies typeof orderFlow.nodes,
    };
    expect(refused(startFlow(circle, contextOf({})))).toEqual(['endless']);
  });
});
