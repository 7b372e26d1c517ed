import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { countBoth, filesToTryAgain } from './second-try.mjs';

describe('a second try', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-second-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const file = (name, text = '') => {
    const full = path.join(root, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  const result = (name, ...states) => ({
    name,
    status: states.includes('failed') || states.length === 0 ? 'failed' : 'passed',
    assertionResults: states.map((status, index) => ({
      status,
      fullName: `${path.basename(name)} ${index}`,
    })),
  });
  const report = (name, ...testResults) => {
    const count = (wanted) =>
      testResults.flatMap((one) => one.assertionResults).filter(({ status }) => status === wanted).length;
    const told = {
      numPassedTests: count('passed'),
      numFailedTests: count('failed'),
      numRuntimeErrorTestSuites: testResults.filter((one) => one.assertionResults.length === 0).length,
      testResults,
    };
    return file(name, JSON.stringify(told));
  };
  const server = file('apps/server/src/a.test.ts');
  const other = file('apps/server/src/b.test.ts');

  it('is for the few files that wait for a machine', () => {
    const first = report('1.json', result(server, 'passed', 'failed'), result(other, 'passed'));
    expect(filesToTryAgain(first, root)).toEqual([server]);
    expect(filesToTryAgain(path.join(root, 'none.json'), root)).toEqual([]);
  });

  it('is for nothing where a pure package, a draw without the seed of the run, or many files fail', () => {
    const pure = file('packages/policy/src/c.test.ts');
    expect(filesToTryAgain(report('2.json', result(server, 'failed'), result(pure, 'failed')), root)).toEqual(
      [],
    );
    const drawn = file('apps/server/src/d.test.ts', "import fc from 'fast-check';");
    expect(filesToTryAgain(report('3.json', result(drawn, 'failed')), root)).toEqual([]);
    const many = [1, 2, 3, 4].map((n) => result(file(`apps/server/src/m${n}.test.ts`), 'failed'));
    expect(filesToTryAgain(report('4.json', ...many), root)).toEqual([]);
  });

  it('counts each test once, and names what passed only then', () => {
    const first = report('5.json', result(server, 'passed', 'failed'), result(other, 'passed', 'passed'));
    const mended = report('6.json', result(server, 'passed', 'passed'));
    expect(countBoth(first, mended)).toEqual({ passed: 4, failed: 0, flaky: ['a.test.ts 1'] });
    const again = report('7.json', result(server, 'passed', 'failed'));
    expect(countBoth(first, again)).toEqual({ passed: 3, failed: 1, flaky: [] });
    const unloaded = report('8.json', result(server));
    expect(countBoth(first, unloaded)).toEqual({ passed: 2, failed: 1, flaky: [] });
  });
});
