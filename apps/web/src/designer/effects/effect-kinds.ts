import type { Action } from '@fieldwork/metadata';
import { createEffect } from './create-effect.js';
import { decideEffect } from './decide-effect.js';
import { doTaskEffect } from './do-task-effect.js';
import type { EffectKind } from './effect-kind.js';
import { messageEffect } from './message-effect.js';
import { notifyEffect } from './notify-effect.js';
import { postEffect } from './post-effect.js';
import { reverseEffect } from './reverse-effect.js';
import { setEffect } from './set-effect.js';
import { startFlowEffect } from './start-flow-effect.js';
import { updateEffect } from './update-effect.js';

export const effectKinds: { [T in Action['type']]: EffectKind<T> } = {
  set: setEffect,
  create: createEffect,
  post: postEffect,
  reverse: reverseEffect,
  update: updateEffect,
  decide: decideEffect,
  notify: notifyEffect,
  message: messageEffect,
  start_flow: startFlowEffect,
  do_task: doTaskEffect,
};

export const actionTypes = Object.keys(effectKinds) as Action['type'][];
