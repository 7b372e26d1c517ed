import type { Effect, Facts, FlowNodeType, Issue, People } from '@fieldwork/metadata';

/** One place where an instance stands. Today there is one; branches that run side by side have one each. */
export interface Token {
  id: string;
  node: string;
  /** Number of the step in the trace that this token is in. */
  seq: number;
  /** The task that it waits for. */
  task: string | null;
}

/** Where an instance is. Plain JSON: it is stored as it is. */
export interface FlowState {
  status: 'running' | 'completed' | 'terminated';
  /** The last number given to a step; it only rises. */
  seq: number;
  tokens: readonly Token[];
}

/** One step of an instance's story. A step that a person left later comes again with the same `seq`. */
export interface Step {
  seq: number;
  node: string;
  type: FlowNodeType;
  enteredAt: string;
  leftAt: string | null;
  by: string | null;
  action: string | null;
  reason: string | null;
  /** What the node decided or wrote. */
  output: Record<string, unknown> | null;
}

/** A step a person leaves: when it was entered stands in the trace already. */
export type LeftStep = Omit<Step, 'enteredAt' | 'type' | 'leftAt'> & { leftAt: string };

export type FlowEffect =
  | Effect
  | { type: 'open_task'; task: string; node: string; assignee: readonly People[]; dueAt: string | null }
  | {
      type: 'close_task';
      task: string;
      node: string;
      status: 'done' | 'cancelled';
      by: string | null;
      action: string | null;
      reason: string | null;
    }
  | { type: 'finish'; status: 'completed' | 'terminated' };

/** The record and its surroundings; `newId` gives the ids of tokens and tasks. */
export interface FlowContext extends Facts {
  newId: () => string;
}

export type FlowEvent =
  | { type: 'task_completed'; task: string; action: string; by: string | null; reason?: string | undefined }
  | { type: 'terminated'; by: string | null; reason?: string | undefined };

export interface Advance {
  state: FlowState;
  /** To be performed in this order, in one transaction with the state. */
  effects: FlowEffect[];
  entered: Step[];
  left: LeftStep[];
}
export type Outcome = Advance | { issues: Issue[] };
