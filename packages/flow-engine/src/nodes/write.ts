import type { NodeBehaviour } from './node-behaviour.js';

export const write: NodeBehaviour<'write'> = {
  enter: ({ set, next }, run) => ({ goes: 'on', next, output: { values: run.set(set) } }),
};
