import type { Flow, FlowNode } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Advance, advance, type Outcome, startFlow, taskNodeOf } from './index.js';
import { contextOf, orderFlow } from './testing/order-flow.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Automatic nodes lead forward only; a task has one way forward and perhaps one anywhere. */
const flows = fc
  .array(fc.tuple(fc.constantFrom('task', 'condition', 'write'), fc.nat(), fc.nat(), fc.boolean()), {
    minLength: 1,
    maxLength: 12,
  })
  .map((drawn): Flow => {
    const name = (index: number) => (index >= drawn.length ? 'done' : `n${index}`);
    const ahead = (index: number, choice: number) =>
      name(index + 1 + (choice % Math.max(1, drawn.length - index)));
    const nodes = drawn.map(([type, one, two, isTrue], index): FlowNode => {
      const node = { id: name(index), label: 'x' };
      if (type === 'write')
        return { ...node, type, set: [{ field: 'subject', value: name(index) }], next: ahead(index, one) };
      if (type === 'condition') {
        const when = isTrue ? { '==': [{ var: 'subject' }, name(index - 1)] } : { '==': [1, 2] };
        return {
          ...node,
          type,
          branches: [{ id: 'b', label: 'x', when, next: ahead(index, one) }],
          otherwise: ahead(index, two),
        };
      }
      return {
        ...node,
        type: 'task',
        assignee: [{ by: 'initiator' }],
        actions: [
          { id: 'forward', label: 'x', kind: 'complete', next: ahead(index, one) },
          { id: 'any', label: 'x', kind: 'return', next: name(two % (drawn.length + 1)) },
        ],
      };
    });
    const start: FlowNode = { id: 'begin', type: 'start', label: 'x', next: 'n0' };
    return { ...orderFlow, nodes: [start, ...nodes, { id: 'done', type: 'end', label: 'x' }] };
  });

interface Played {
  steps: Advance[];
  codes: string[];
}

/** Plays an instance with the drawn choices, then always forward; each event is sent twice. */
function play(flow: Flow, choices: readonly boolean[]): Played {
  const ids = { last: 0 };
  const values: Record<string, unknown> = {};
  const steps: Advance[] = [];
  const codes: string[] = [];
  const take = (outcome: Outcome): Advance => {
    if ('issues' in outcome) throw new Error(JSON.stringify(outcome.issues));
    for (const effect of outcome.effects) if (effect.type === 'set') Object.assign(values, effect.values);
    steps.push(outcome);
    return outcome;
  };
  let at = take(startFlow(flow, contextOf(values, ids))).state;
  for (let turn = 0; at.status === 'running' && turn < 60; turn++) {
    const task = at.tokens[0]?.task as string;
    const action = choices[turn] ? 'any' : 'forward';
    const event = { type: 'task_completed', task, action, by: 'li' } as const;
    at = take(advance(flow, at, event, contextOf(values, ids))).state;
    const again = advance(flow, at, event, contextOf(values, ids));
    codes.push('issues' in again ? (again.issues[0]?.code ?? '') : 'went twice');
  }
  return { steps, codes };
}

describe('any well-formed flow', () => {
  it(`reaches an end, has one open task per token, numbers its steps without a gap, and plays the same way again (seed ${seed})`, () => {
    fc.assert(
      fc.property(flows, fc.array(fc.boolean(), { maxLength: 40 }), (flow, choices) => {
        const { steps, codes } = play(flow, choices);
        expect(steps.at(-1)?.state.status).toBe('completed');
        expect(codes.filter((code) => !['no_such_task', 'not_running'].includes(code))).toEqual([]);
        const numbers = steps.flatMap((step) => step.entered.map(({ seq }) => seq));
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        const open = new Set<string>();
        for (const { state, effects } of steps) {
          for (const effect of effects) {
            if (effect.type === 'open_task') open.add(effect.task);
            if (effect.type === 'close_task') expect(open.delete(effect.task)).toBe(true);
          }
          expect([...open]).toEqual(state.tokens.map((token) => token.task));
          for (const token of state.tokens) expect(taskNodeOf(flow, token)).toBeDefined();
        }
        expect(JSON.parse(JSON.stringify(play(flow, choices)))).toEqual(
          JSON.parse(JSON.stringify({ steps, codes })),
        );
      }),
      { seed, numRuns: 400 },
    );
  });
});
