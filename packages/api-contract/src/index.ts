export * from './documents.js';
export * from './imports.js';
export * from './matchings.js';
export * from './queries.js';
export * from './records.js';
export * from './reports.js';
export * from './tasks.js';
export * from './templates.js';
