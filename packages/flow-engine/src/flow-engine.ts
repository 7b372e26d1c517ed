import type { Flow, Issue, TaskAction, TaskNode } from '@fieldwork/metadata';
import { actionClosed, checkFailed, noSuchAction, noSuchTask, notRunning, reasonMissing } from './issues.js';
import { move } from './move.js';
import { Run } from './run.js';
import type { FlowContext, FlowEvent, FlowState, Outcome, Token } from './state.js';

/** Begins an instance: from the start node to where it first waits. */
export function startFlow(flow: Flow, context: FlowContext): Outcome {
  const start = flow.nodes.find((node) => node.type === 'start');
  const token = { id: context.newId(), node: start?.id ?? 'start' };
  const state: FlowState = { status: 'running', seq: 0, tokens: [] };
  return move(flow, state, [], token, new Run(context), context.context.user.id, []);
}

/**
 * What an event does to an instance. `context.values` are the record's, with what the person has just written. An
 * event that does not fit the state is answered by issues; so the same event a second time changes nothing.
 */
export function advance(flow: Flow, state: FlowState, event: FlowEvent, context: FlowContext): Outcome {
  if (state.status !== 'running') return { issues: [notRunning()] };
  return event.type === 'terminated'
    ? terminate(state, event, context)
    : complete(flow, state, event, context);
}

/** The task node a token waits in. */
export function taskNodeOf(flow: Flow, token: Pick<Token, 'node'>): TaskNode | undefined {
  const node = flow.nodes.find((candidate) => candidate.id === token.node);
  return node?.type === 'task' ? node : undefined;
}

/** The actions that are open for the record as it is now. */
export function openActions(node: TaskNode, context: Omit<FlowContext, 'newId'>): TaskAction[] {
  const run = new Run({ ...context, newId: () => '' });
  return node.actions.filter((action) => action.when === undefined || run.holds(action.when));
}

function complete(
  flow: Flow,
  state: FlowState,
  event: Extract<FlowEvent, { type: 'task_completed' }>,
  context: FlowContext,
): Outcome {
  const token = state.tokens.find((candidate) => candidate.task === event.task);
  const node = token && taskNodeOf(flow, token);
  if (!token || !node) return { issues: [noSuchTask()] };
  const run = new Run(context);
  const action = node.actions.find((candidate) => candidate.id === event.action);
  const issues = refusals(action, event.reason, run);
  if (!action || issues.length > 0) return { issues };

  const reason = event.reason?.trim() || null;
  const { by } = event;
  run.effect({
    type: 'close_task',
    task: event.task,
    node: node.id,
    status: 'done',
    by,
    action: action.id,
    reason,
  });
  const values = action.set && action.set.length > 0 ? run.set(action.set) : null;
  const left = {
    seq: token.seq,
    node: node.id,
    leftAt: run.now,
    by,
    action: action.id,
    reason,
    output: values && { values },
  };
  const rest = state.tokens.filter((other) => other !== token);
  return move(flow, state, rest, { id: token.id, node: action.next }, run, by, [left]);
}

function refusals(action: TaskAction | undefined, reason: string | undefined, run: Run): Issue[] {
  if (!action) return [noSuchAction()];
  const issues: Issue[] = [];
  if (action.when !== undefined && !run.holds(action.when)) issues.push(actionClosed());
  for (const one of action.validate ?? []) if (!run.holds(one.check)) issues.push(checkFailed(one));
  if (action.reason === 'required' && !reason?.trim()) issues.push(reasonMissing());
  return issues;
}

function terminate(
  state: FlowState,
  event: Extract<FlowEvent, { type: 'terminated' }>,
  context: FlowContext,
): Outcome {
  const { by } = event;
  const reason = event.reason?.trim() || null;
  const run = new Run(context);
  const left = state.tokens.map(({ seq, node }) => {
    return { seq, node, leftAt: run.now, by, action: null, reason, output: { isTerminated: true } };
  });
  for (const { task, node } of state.tokens)
    if (task !== null)
      run.effect({ type: 'close_task', task, node, status: 'cancelled', by, action: null, reason });
  run.effect({ type: 'finish', status: 'terminated' });
  return {
    state: { status: 'terminated', seq: state.seq, tokens: [] },
    effects: run.effects,
    entered: [],
    left,
  };
}
