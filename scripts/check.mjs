/**
 * `npm run check`: the rules of the house. One line per rule; a broken rule names file, line and what to do.
 * `npm run check -- imports names` runs only those rules.
 */
import { fileURLToPath } from 'node:url';
import { isNodeNewEnough } from './node-version.mjs';

if (!isNodeNewEnough()) process.exit(1);
const { runRules } = await import('./check/run-rules.mjs');
process.exit(await runRules(fileURLToPath(new URL('..', import.meta.url)), process.argv.slice(2)));
