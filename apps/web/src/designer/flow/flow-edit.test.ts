import { exitsOf, type Flow } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { insertStep, type NewStepNames, removeExit, removeStep } from './flow-edit.js';
import { flowLayout } from './flow-layout.js';

const names: NewStepNames = { type: (type) => type, done: 'done', branch: (n) => `b${n}`, notice: 'n' };
const flow: Flow = {
  kind: 'flow',
  schema: 1,
  id: 'f',
  label: 'F',
  form: 'order',
  trigger: { on: 'created' },
  nodes: [
    { type: 'start', id: 'start', label: 'S', next: 'work' },
    {
      type: 'task',
      id: 'work',
      label: 'W',
      assignee: [{ by: 'initiator' }],
      actions: [
        { id: 'ok', label: 'OK', kind: 'complete', next: 'end' },
        { id: 'no', label: 'No', kind: 'complete', next: 'tell' },
      ],
    },
    { type: 'notify', id: 'tell', label: 'T', to: [{ by: 'initiator' }], title: 'x', next: 'end' },
    { type: 'end', id: 'end', label: 'E' },
  ],
};
const ways = (of: Flow) =>
  of.nodes.map((node) => `${node.id}>${exitsOf(node).map(({ next }) => next)}`).join(' ');

describe('a flow while it is designed', () => {
  it('takes a step between two others', () => {
    expect(ways(insertStep(flow, 'start', 0, 'write', names).flow)).toBe(
      'start>write_1 work>end,tell tell>end end> write_1>work',
    );
  });

  it('joins the neighbours of a step that goes', () => {
    expect(ways(removeStep(flow, 'tell'))).toBe('start>work work>end,end end>');
    expect(ways(removeStep(flow, 'work'))).toBe('start>tell tell>end end>');
  });

  it('drops what only led from a way out that goes', () => {
    expect(ways(removeExit(flow, 'work', 1))).toBe('start>work work>end end>');
  });

  it('keeps the start, and the last end', () => {
    expect(removeStep(flow, 'start')).toBe(flow);
    expect(removeStep(flow, 'end')).toBe(flow);
  });

  it('is laid out downwards, nothing upon another, returns apart', () => {
    const { places } = flowLayout(flow);
    const at = (id: string) => places.get(id) ?? { x: 0, y: 0 };
    expect(at('work').y).toBeGreaterThan(at('start').y);
    expect(at('end').y).toBeGreaterThan(at('tell').y);
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(flow.nodes.length);
  });
});
