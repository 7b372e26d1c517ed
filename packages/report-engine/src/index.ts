export { compileReport, ReportError, type ReportPort, type SourcePort } from './compile.js';
export type { Opened } from './levels.js';
export * from './plan.js';
export * from './planned.js';
export { allOf, type Question, withDefinitions } from './question.js';
export * from './shape.js';
export { trendOf } from './trend.js';
