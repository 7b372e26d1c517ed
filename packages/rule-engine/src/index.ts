export { matches, type RecordEvent, type RuleOutcome, runRule, timerOf } from './rule-engine.js';
export { nextMoment } from './schedule.js';
