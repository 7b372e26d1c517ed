import type { Flow, FlowNode } from '@fieldwork/metadata';
import { endless, noSuchNode } from './issues.js';
import type { Entered, NodeBehaviour } from './nodes/node-behaviour.js';
import { nodeBehaviours } from './nodes/registry.js';
import type { Run } from './run.js';
import type { FlowState, LeftStep, Outcome, Step, Token } from './state.js';

const mostNodes = 100;

function enter(node: FlowNode, run: Run): Entered {
  return (nodeBehaviours[node.type] as NodeBehaviour<typeof node.type>).enter(node, run);
}

/** Lets a token run from a node until it waits or ends; `rest` are the other tokens, `by` whose act set it going. */
export function move(
  flow: Flow,
  state: FlowState,
  rest: readonly Token[],
  token: { id: string; node: string },
  run: Run,
  by: string | null,
  left: LeftStep[],
): Outcome {
  const entered: Step[] = [];
  let seq = state.seq;
  let at = token.node;
  while (entered.length < mostNodes) {
    const node = flow.nodes.find((candidate) => candidate.id === at);
    if (!node) return { issues: [noSuchNode(at)] };
    const went = enter(node, run);
    seq += 1;
    const isLeft = went.goes !== 'waits';
    entered.push({
      seq,
      node: node.id,
      type: node.type,
      enteredAt: run.now,
      leftAt: isLeft ? run.now : null,
      by: isLeft ? by : null,
      action: null,
      reason: null,
      output: went.goes === 'on' ? (went.output ?? null) : null,
    });
    if (went.goes === 'on') at = went.next;
    else {
      const stays = went.goes === 'waits' ? [{ id: token.id, node: node.id, seq, task: went.task }] : [];
      const tokens = [...rest, ...stays];
      const status = tokens.length === 0 ? 'completed' : 'running';
      if (status === 'completed') run.effect({ type: 'finish', status });
      return { state: { status, seq, tokens }, effects: run.effects, entered, left };
    }
  }
  return { issues: [endless()] };
}
