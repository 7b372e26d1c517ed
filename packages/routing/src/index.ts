export { asItStands } from './as-it-stands.js';
export { planByHand } from './by-hand.js';
export { describeTour, type Pause, type Stop, type TourDay, type WhyUndone, whyUndone } from './describe.js';
export {
  type ArrivalBasis,
  type ExpectedArrival,
  expectArrivals,
  type Visit,
} from './expect-arrivals.js';
export { planTours } from './plan-tours.js';
export type {
  Break,
  Costs,
  Former,
  Job,
  Minute,
  Resource,
  SearchContext,
  TourProblem,
  Tours,
  Window,
} from './problem.js';
