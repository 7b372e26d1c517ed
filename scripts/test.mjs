/** `npm test`: every test, in Node and in a browser. `npm test -- PATTERN` runs only the matching Node tests. */
import { isNodeNewEnough } from './node-version.mjs';

if (!isNodeNewEnough()) process.exit(1);
import('./testing/run.mjs').then(({ run }) => run(process.argv.slice(2)));
