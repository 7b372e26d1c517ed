export { compileReport, ReportError, type ReportPort } from './compile.js';
export * from './plan.js';
export * from './shape.js';
