import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runTool } from './run-tool.mjs';

const atOnce = 2;

/** @type {import('./run-rules.mjs').Rule} */
export const types = {
  name: 'types',
  holds: 'every project compiles',
  async check({ root }) {
    const pending = projects(root);
    const violations = [];
    const work = async () => {
      for (let project = pending.shift(); project; project = pending.shift()) {
        violations.push(...(await checkProject(root, project)));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return withoutRepeats(violations);
  },
};

function projects(root) {
  const perFolder = ['packages', 'apps'].flatMap((group) =>
    readdirSync(path.join(root, group)).flatMap((name) =>
      ['tsconfig.json', 'tsconfig.tools.json'].map((file) => `${group}/${name}/${file}`),
    ),
  );
  return [...perFolder, 'tsconfig.tests.json'].filter((file) => existsSync(path.join(root, file)));
}

async function checkProject(root, project) {
  const { code, output } = await runTool(root, 'node_modules/tsgo/bin/tsc', [
    '-p',
    project,
    '--noEmit',
    '--pretty',
    'false',
  ]);
  if (code === 0 || /error TS18003/.test(output)) return [];
  const found = [...output.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/gm)];
  if (found.length === 0) return [{ file: project, what: output.slice(-1000) }];
  return found.map(([, file, line, what]) => ({ file, line: Number(line), what }));
}

// A file that several projects see fails in each of them.
function withoutRepeats(violations) {
  const key = ({ file, line, what }) => `${file}:${line}:${what}`;
  return [...new Map(violations.map((violation) => [key(violation), violation])).values()];
}
