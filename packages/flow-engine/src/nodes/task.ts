import type { TaskNode } from '@fieldwork/metadata';
import type { Run } from '../run.js';
import type { NodeBehaviour } from './node-behaviour.js';

const lengthsMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

function dueAt({ dueAfter }: TaskNode, run: Run): string | null {
  if (!dueAfter) return null;
  const now = Date.parse(run.now);
  const length = dueAfter.amount * lengthsMs[dueAfter.unit];
  const worked = dueAfter.calendar === undefined ? null : run.calendar(dueAfter.calendar)?.add(now, length);
  return new Date(worked ?? now + length).toISOString();
}

/** Writes what the node writes when it appears, gives somebody a task and waits for it. */
export const task: NodeBehaviour<'task'> = {
  enter(node, run) {
    if (node.set && node.set.length > 0) run.set(node.set);
    const id = run.newId();
    run.effect({
      type: 'open_task',
      task: id,
      node: node.id,
      assignee: node.assignee,
      dueAt: dueAt(node, run),
    });
    return { goes: 'waits', task: id };
  },
};
