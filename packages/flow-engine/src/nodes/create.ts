import type { NodeBehaviour } from './node-behaviour.js';

export const create: NodeBehaviour<'create'> = {
  enter({ form, set, each, rows, next }, run) {
    const effect = run.perform({ type: 'create', form, set, each, rows });
    return { goes: 'on', next, output: { form, isMade: effect !== null } };
  },
};
