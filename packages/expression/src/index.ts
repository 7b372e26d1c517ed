export { isDate } from './calendar.js';
export { check } from './check.js';
export { type CompiledSql, type CompileOptions, compileToSql } from './compile.js';
export { canonicalDatetime, isDatetime } from './datetime.js';
export type { Value } from './datum.js';
export {
  addDecimals,
  canonicalDecimal,
  compareDecimal,
  multiplyDecimals,
  shareOfDecimal,
} from './decimal.js';
export { evaluate, evaluateAs, evaluateCondition } from './evaluate.js';
export { ExpressionError, type Issue, type Message } from './issue.js';
export { limits } from './limits.js';
export type { Group, Operator } from './operator.js';
export { findOperator, type OperatorName, operators } from './operators/registry.js';
export { bindContext } from './parameter-slots.js';
export type { Calendars, Context, Expression, JsonValue, Scope } from './scope.js';
export type { SqlField, SqlRows } from './sql-field.js';
export { isTimeZone, toInstant, toLocal } from './time-zone.js';
export { fits, sameType, type Type, type Types } from './types.js';
export { variables } from './variables.js';
export {
  type Slot,
  slotsOn,
  type WorkingPlan,
  WorkingTime,
  workingHorizon,
  workingYears,
} from './working-time.js';
export { horizonEdges, spanRows, workingTimeSql } from './working-time-sql.js';
