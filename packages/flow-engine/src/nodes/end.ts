import type { NodeBehaviour } from './node-behaviour.js';

export const end: NodeBehaviour<'end'> = {
  enter: () => ({ goes: 'ends' }),
};
