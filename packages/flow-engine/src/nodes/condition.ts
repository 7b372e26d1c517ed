import type { NodeBehaviour } from './node-behaviour.js';

/** The first branch whose condition holds; an empty condition does not. */
export const condition: NodeBehaviour<'condition'> = {
  enter({ branches, otherwise }, run) {
    const branch = branches.find(({ when }) => run.holds(when));
    return { goes: 'on', next: branch?.next ?? otherwise, output: { branch: branch?.id ?? null } };
  },
};
