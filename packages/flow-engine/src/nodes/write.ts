import type { NodeBehaviour } from './node-behaviour.js';

/** Runs the decision tables first, so that the values written may build on what they give. */
export const write: NodeBehaviour<'write'> = {
  enter({ set, decide = [], next }, run) {
    const decided = decide.map((action) => run.decide(action));
    return { goes: 'on', next, output: { values: Object.assign({}, ...decided, run.set(set)) } };
  },
};
