export { advance, openActions, startFlow, taskNodeOf } from './flow-engine.js';
export type {
  Advance,
  FlowContext,
  FlowEffect,
  FlowEvent,
  FlowState,
  LeftStep,
  Outcome,
  Step,
  Token,
} from './state.js';
