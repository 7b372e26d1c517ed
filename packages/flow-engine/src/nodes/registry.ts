import type { FlowNodeType } from '@fieldwork/metadata';
import { condition } from './condition.js';
import { create } from './create.js';
import { end } from './end.js';
import type { NodeBehaviour } from './node-behaviour.js';
import { notify } from './notify.js';
import { start } from './start.js';
import { task } from './task.js';
import { write } from './write.js';

export const nodeBehaviours = { start, task, condition, write, create, notify, end } satisfies {
  [T in FlowNodeType]: NodeBehaviour<T>;
};
