/** `.ci/run`: every test, then the rules of the house. One last line counts both. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isNodeNewEnough } from './node-version.mjs';

if (!isNodeNewEnough()) process.exit(1);

/** Runs a script, shows what it prints line by line, and keeps back a last line that matches `held`. */
function runScript(name, held) {
  return new Promise((resolve) => {
    const script = fileURLToPath(new URL(name, import.meta.url));
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = '';
    let found;
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        const match = held.exec(line);
        if (match) found = match;
        else console.log(line);
      }
    });
    child.on('close', (code) => resolve({ code, found }));
  });
}

const counted = /^(\d+) rules hold, (\d+) broken$|^(\d+) passed, (\d+) failed$/;
// The tests build the pages, which the rules then weigh.
const test = await runScript('test.mjs', counted);
const check = await runScript('check.mjs', counted);
const passed = Number(test.found?.[3] ?? 0) + Number(check.found?.[1] ?? 0);
const failed = Number(test.found?.[4] ?? 1) + Number(check.found?.[2] ?? 1);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || check.code !== 0 || test.code !== 0 ? 1 : 0;
