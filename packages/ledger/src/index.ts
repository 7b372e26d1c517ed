export { availableIn, gather, groupOf, isHeld, type Posted, post, type Refusal } from './post.js';
export {
  counterMovement,
  keysOf,
  type MovementRead,
  pathsOfMovement,
  type Read,
  readMovement,
  undoes,
} from './read-movement.js';
export {
  type AccountKeys,
  accountId,
  accountsOf,
  type Balance,
  emptyLedger,
  type Hold,
  type LedgerRules,
  type LedgerState,
  type Movement,
  rulesOf,
} from './state.js';
export { negated } from './worth.js';
