import type { NodeBehaviour } from './node-behaviour.js';

export const notify: NodeBehaviour<'notify'> = {
  enter({ to, title, body, next }, run) {
    run.perform({ type: 'notify', to, title, ...(body === undefined ? {} : { body }) });
    return { goes: 'on', next };
  },
};
