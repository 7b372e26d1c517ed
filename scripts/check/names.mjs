import { isScript } from './sources.mjs';

const forbidden = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'misc']);
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

/** @type {import('./run-rules.mjs').Rule} */
export const names = {
  name: 'names',
  holds: 'kebab-case names that say what is inside, two folders deep, one index.ts per package',
  check: ({ sources }) => sources.filter(({ path }) => isScript(path)).flatMap(checkName),
};

function checkName({ path }) {
  const parts = path.split('/');
  const violations = [];
  const add = (what) => violations.push({ file: path, what });
  for (const part of parts) {
    if (forbidden.has(part.replace(/\..*$/, '')))
      add(`"${part}" says nothing: name the file after what it does`);
    if (!kebab.test(part)) add(`"${part}" is not kebab-case`);
    if (/-v\d+(\.|$)/.test(part)) add(`"${part}" carries a version: replace the old one`);
  }
  const below = parts.indexOf('src') < 0 ? [] : parts.slice(parts.indexOf('src') + 1, -1);
  if (below.length > 2) add('lies more than two folders below src: move it up');
  const isIndex = /^index\.(ts|tsx|mjs|js)$/.test(parts.at(-1));
  if (isIndex && !/^packages\/[^/]+\/src\/index\.ts$/.test(path)) {
    add('is a barrel: import from the file itself (only packages/*/src/index.ts may be one)');
  }
  return violations;
}
