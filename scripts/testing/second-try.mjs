import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A busy machine spoils one or two files; where more fail, something is broken. */
const mostFiles = 3;

/**
 * The failed files of a jest report that are worth a second try, alone: those that wait for a database, an outbox, a
 * clock. Pure packages, and what draws by chance without the seed of the run, fail once and for all.
 */
export function filesToTryAgain(report, root) {
  if (!existsSync(report)) return [];
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const canRecover = (file) =>
    file.startsWith(path.join(root, 'apps') + path.sep) &&
    !/from 'fast-check'/.test(readFileSync(file, 'utf8'));
  return failed.length <= mostFiles && failed.every(canRecover) ? failed : [];
}

/** The counts of a first report in which the failed files are told by the second; what passed only then is named. */
export function countBoth(first, second) {
  const [one, two] = [first, second].map((report) => JSON.parse(readFileSync(report, 'utf8')));
  const failed = one.testResults.filter(({ status }) => status === 'failed');
  const passedBefore = failed.flatMap(({ assertionResults }) => assertionResults).filter(isPassed).length;
  const broken = new Set(two.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name));
  return {
    passed: one.numPassedTests - passedBefore + two.numPassedTests,
    failed: two.numFailedTests + two.numRuntimeErrorTestSuites,
    flaky: failed
      .filter(({ name }) => !broken.has(name))
      .flatMap(({ assertionResults }) => assertionResults.filter((test) => test.status === 'failed'))
      .map(({ fullName }) => fullName),
  };
}

function isPassed({ status }) {
  return status === 'passed';
}
