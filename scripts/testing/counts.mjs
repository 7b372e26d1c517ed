import { existsSync, readFileSync } from 'node:fs';

const nothingRan = { passed: 0, failed: 1 };

/** How many tests of a jest report passed and failed. A file that did not even load counts as one failure. */
export function countJest(report) {
  if (!existsSync(report)) return nothingRan;
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

/** How many tests of a Playwright report passed and failed; errors outside a test count as failures. */
export function countPlaywright(report) {
  if (!existsSync(report)) return nothingRan;
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** The sum of two counts. */
export function addCounts(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}
