import type { FlowNode, FlowNodeType } from '@fieldwork/metadata';
import type { Run } from '../run.js';

/** What happens when a token comes to a node: it goes on, waits for a task, or ends. */
export type Entered =
  | { goes: 'on'; next: string; output?: Record<string, unknown> }
  | { goes: 'waits'; task: string }
  | { goes: 'ends' };

/** A type of node declares itself by this one object. */
export interface NodeBehaviour<T extends FlowNodeType> {
  enter(node: Extract<FlowNode, { type: T }>, run: Run): Entered;
}
