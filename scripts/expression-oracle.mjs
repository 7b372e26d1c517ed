/**
 * Compares the two halves of the expression language, JavaScript and PostgreSQL, on many drawn expressions and
 * records: `node scripts/expression-oracle.mjs [--pairs 200000] [--seed 1]`. Starts its own PostgreSQL unless
 * FIELDWORK_TEST_DATABASE_URL names one. `npm test` runs the same with 3,000 pairs.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const test = 'packages/expression/src/oracle.test.ts';
const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', jest, '--verbose', test], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FIELDWORK_PAIRS: values.pairs, FIELDWORK_SEED: values.seed },
});
process.exitCode = status ?? 1;
