export { availableIn, gather, isHeld, negated, type Posted, post, type Refusal } from './post.js';
export {
  counterMovement,
  keysOf,
  type MovementRead,
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
  type LedgerState,
  type Movement,
} from './state.js';
