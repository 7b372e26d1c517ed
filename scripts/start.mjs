/** `npm start`: from a fresh clone to a running Fieldwork. See scripts/start/run.mjs for the steps. */
import { isNodeNewEnough } from './node-version.mjs';

if (!isNodeNewEnough()) process.exit(1);
import('./start/run.mjs').then(({ run }) => run());
