import { type Checks, type Issue, issue, localize } from '@fieldwork/metadata';

export const notRunning = (): Issue => issue([], 'not_running', '流程已经结束', 'The flow has ended already');
export const noSuchTask = (): Issue =>
  issue(['task'], 'no_such_task', '这个任务已经办理', 'This task has been done already');
export const noSuchAction = (): Issue =>
  issue(['action'], 'no_such_action', '此任务没有这个操作', 'This task has no such action');
export const actionClosed = (): Issue =>
  issue(['action'], 'action_closed', '当前不能执行这个操作', 'This action is not open for this record now');
export const checkFailed = ({ message }: Checks[number]): Issue =>
  issue(['action'], 'invalid', localize(message, 'zh-CN'), localize(message, 'en'));
export const reasonMissing = (): Issue => issue(['reason'], 'required', '请填写原因', 'Please give a reason');
export const endless = (): Issue =>
  issue([], 'endless', '流程一步走了超过 100 个节点，已中止', 'The flow passed more than 100 nodes at once');
export const noSuchNode = (id: string): Issue =>
  issue(['node'], 'no_such_node', `流程中没有节点 ${id}`, `The flow has no node “${id}”`);
