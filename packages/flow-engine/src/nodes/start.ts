import type { NodeBehaviour } from './node-behaviour.js';

export const start: NodeBehaviour<'start'> = {
  enter: ({ next }) => ({ goes: 'on', next }),
};
