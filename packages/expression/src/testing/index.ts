export { compareWithPostgres, type Difference, type Query, type Report } from './oracle.js';
