import { type Caller, canSeeApp } from '../identity/caller.js';
import { conflict, forbidden, notFound, sentence } from '../platform/http/problem.js';
import type { TaskRow } from './task.store.js';

/** A task is for those it was given to, and for those who had it. */
export function refuseOthers(caller: Caller, task: TaskRow): void {
  const own = [task.claimedBy?.id, task.completedBy?.id].includes(caller.userId);
  if (task.isAssigned || own) return;
  throw canSeeApp(caller, task.app)
    ? forbidden(sentence('这不是您的任务', 'This task is not yours'))
    : notFound();
}

/** A task that is done, or that somebody else has taken, says who. */
export function refuseClosed(caller: Caller, task: TaskRow): void {
  refuseOthers(caller, task);
  const { status, completedBy, completedAt, action, claimedBy } = task;
  if (status === 'cancelled')
    throw conflict(sentence('任务已取消', 'The task was cancelled'), [], { completedBy, completedAt });
  if (status === 'done') {
    const name = completedBy?.title ?? '';
    throw conflict(sentence(`任务已由 ${name} 办理`, `${name} has done this task already`), [], {
      completedBy,
      completedAt,
      action,
    });
  }
  if (claimedBy && claimedBy.id !== caller.userId)
    throw conflict(
      sentence(`任务已由 ${claimedBy.title} 领取`, `${claimedBy.title} has taken this task`),
      [],
      { claimedBy },
    );
}
