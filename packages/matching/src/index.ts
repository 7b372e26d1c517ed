export { greatCircleKm, type Place, placeOf } from '@fieldwork/metadata';
export {
  type Assignable,
  type Assignment,
  assignGreedily,
  isFeasible,
  type Option,
  worthOf,
} from './assign.js';
export { type Between, type Candidate, type Demand, factsOf } from './candidate.js';
export type { OwnDay, PromisedWork } from './day-fit.js';
export { DayPlan } from './day-plan.js';
export { type Distance, distanceOf, placeAt } from './distance.js';
export {
  betweenOf,
  figurePaths,
  type Knowledge,
  listedBetween,
  placeKey,
  tupleKey,
  tupleOf,
} from './knowledge.js';
export {
  type Excluded,
  type Failed,
  failuresOf,
  fitsTogether,
  type MatchContext,
  match,
  type Ranked,
  type Ranking,
  ratingOf,
} from './match.js';
export { modelOf, readSolution } from './model.js';
export { problemOf, rowOf } from './problem.js';
export { amountOf, type PairFacts, programOf, readPath, scopeOf } from './program.js';
export { type Change, type Relation, type Requirement, withChanges } from './requirement.js';
export { type ScoredTerm, scaledBy } from './score.js';
export { changeWords, nameOf } from './words.js';
