export { type Decided, decide, isExpected, type TableFacts } from '@fieldwork/metadata';
export { analyseTable, type TableFinding } from './analyse-table.js';
export {
  type Advanced,
  advanceDeadline,
  consumedAt,
  type DeadlineEvent,
  type DeadlineFacts,
} from './deadline.js';
export { breachMoment, markKey, pendingMarks } from './deadline-marks.js';
export {
  type LedgerEntry,
  type MarkMoment,
  type Reason,
  stateName,
  type TargetState,
  waiting,
} from './deadline-state.js';
export { ledgerSegments, type Segment } from './ledger-segments.js';
export { matches, type RecordEvent, type RuleOutcome, runRule, timerOf } from './rule-engine.js';
export { nextMoment } from './schedule.js';
