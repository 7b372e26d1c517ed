/**
 * Compares working time and deadlines with a clock read minute by minute, on many drawn cases:
 * `node scripts/clock-oracle.mjs [--hours 200000] [--deadlines 100000] [--seed 1]`. `npm test` runs a few thousand.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '200000' },
    deadlines: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));
const tests = ['packages/expression/src/working-time.test.ts', 'packages/rule-engine/src/deadline.test.ts'];
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', jest, '--verbose', '--runInBand', '-t', 'minute by minute', ...tests],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      FIELDWORK_CLOCK_CASES: values.hours,
      FIELDWORK_DEADLINE_CASES: values.deadlines,
      FIELDWORK_SEED: values.seed,
    },
  },
);
process.exitCode = status ?? 1;
