import type { TaskNode } from '@fieldwork/metadata';
import type { NodeBehaviour } from './node-behaviour.js';

const lengthsMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

function dueAt({ dueAfter }: TaskNode, now: string): string | null {
  if (!dueAfter) return null;
  return new Date(Date.parse(now) + dueAfter.amount * lengthsMs[dueAfter.unit]).toISOString();
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
      dueAt: dueAt(node, run.now),
    });
    return { goes: 'waits', task: id };
  },
};
