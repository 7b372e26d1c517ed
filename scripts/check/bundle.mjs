import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const kilobyte = 1000;
const firstPageKilobytes = 350;
/** The phone starts with its engines and its own data, and is kept on it. */
const phoneKilobytes = 400;
const workspaceKilobytes = 700;

/** @type {import('./run-rules.mjs').Rule} */
export const bundle = {
  name: 'bundle',
  holds: `scripts: each first page ≤ ${firstPageKilobytes} kB, the phone’s ≤ ${phoneKilobytes} kB, the workspace ≤ ${workspaceKilobytes} kB compressed (when built)`,
  check({ root }) {
    const folder = path.join(root, 'apps/web/dist');
    const file = path.join(folder, '.vite/manifest.json');
    if (!existsSync(file)) return [];
    const weigh = (name) => gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length;
    return checkManifest(JSON.parse(readFileSync(file, 'utf8')), weigh);
  },
};

/** Holds the budgets against Vite's manifest; `weigh` gives the compressed bytes of a script. */
export function checkManifest(manifest, weigh) {
  const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry);
  const workspaces = Object.keys(manifest).filter((key) => /(^|\/)workspace(-page|-shell)?\.tsx$/.test(key));
  const violations = [];
  const hold = (keys, name, limit) => {
    const bytes = sum([...scriptsOf(manifest, keys)].map(weigh));
    if (bytes <= limit * kilobyte) return;
    const what = `loads ${Math.round(bytes / kilobyte)} kB of script, ${limit} are allowed: load the rest when it is needed`;
    violations.push({ file: name, what });
  };
  for (const key of entries) hold([key], key, key === 'field.html' ? phoneKilobytes : firstPageKilobytes);
  for (const key of workspaces) hold(['index.html', key], key, workspaceKilobytes);
  return violations;
}

function scriptsOf(manifest, keys, found = new Set(), seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key) || !manifest[key]) continue;
    seen.add(key);
    if (manifest[key].file.endsWith('.js')) found.add(manifest[key].file);
    scriptsOf(manifest, manifest[key].imports ?? [], found, seen);
  }
  return found;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
