export * from './form-engine.js';
export { type Program, programOf } from './program.js';
export { isEmptyValue } from './settle.js';
export * from './state.js';
