export { carriedOver } from './carry.js';
export { bounded, clockOff, clockOffShownMs, happenedAt, type Reading } from './clock.js';
export { fitted } from './fitted.js';
export {
  type Conflict,
  type Edit,
  type Merged,
  mergeFields,
  type Sides,
  sideOf,
  type Values,
} from './merge.js';
export { dependsOn, nextOf, type Queued, type QueueState, type Urgency, urgencyOrder } from './queue.js';
export { type Numbered, type Renumbered, renumber } from './renumber.js';
export { isSame } from './same.js';
