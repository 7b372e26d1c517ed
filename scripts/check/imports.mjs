import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import rules, { featureLevels } from '../../.dependency-cruiser.js';
import { createSource, lineAt } from './sources.mjs';

/** @type {import('./run-rules.mjs').Rule} */
export const imports = {
  name: 'imports',
  holds: 'imports point down only, without cycles (.dependency-cruiser.js)',
  check: async ({ root, sources }) => [...unplacedFeatures(root), ...(await crossings(root, sources))],
};

async function crossings(root, sources) {
  const folders = ['packages', 'apps/server/src', 'apps/web/src'].filter((name) =>
    existsSync(path.join(root, name)),
  );
  const { output } = await cruise(
    folders,
    {
      baseDir: root.replace(/[/\\]$/, ''),
      ruleSet: rules,
      validate: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)dist/|vite/client' },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
    },
    { exportsFields: ['exports'], conditionNames: ['development', 'import', 'node', 'default', 'types'] },
  );
  return output.summary.violations.map((violation) => describe(violation, sources));
}

function describe({ rule, from, to, cycle }, sources) {
  const comment = rules.forbidden.find(({ name }) => name === rule.name)?.comment;
  const target = cycle?.length ? cycle.map((step) => step.name).join(' → ') : to;
  return {
    file: from,
    line: importLine(sources, from, to),
    what: `${rule.name}: imports ${target}; ${comment}`,
  };
}

function importLine(sources, from, to) {
  const text = (sources.find((source) => source.path === from) ?? createSource(from, '')).text;
  const name = path.basename(to).replace(/\.[a-z]+$/, '');
  const index = text.search(new RegExp(`from '[^']*${name.replace(/[^\w-]/g, '.')}(\\.js)?'`));
  return index < 0 ? undefined : lineAt(text, index);
}

function unplacedFeatures(root) {
  const folder = path.join(root, 'apps/server/src');
  const placed = new Set([...featureLevels.flat(), 'testing']);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !placed.has(entry.name))
    .map(({ name }) => ({
      file: `apps/server/src/${name}`,
      what: 'has no place in the order of features: add it to featureLevels in .dependency-cruiser.js',
    }));
}
