import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFileError, Failure } from './failure.mjs';
import { say } from './progress.mjs';
import { runQuietly } from './run-quietly.mjs';

const rootFiles = ['package-lock.json', 'nx.json', '.swcrc', 'tsconfig.base.json', 'scripts/compile.mjs'];
const skipped = new Set(['node_modules', 'dist', 'e2e', 'coverage', '.nx', '.vite']);

/** Builds what changed since the last build. Nx knows the parts; the fingerprint spares even asking it. */
export async function ensureBuilt(root) {
  const record = path.join(root, '.nx', 'fieldwork-build');
  const wanted = fingerprint(root);
  const isBuilt = existsSync(record) && readFileSync(record, 'utf8') === wanted && outputsExist(root);
  if (isBuilt) return say('already there', '已就绪');

  const nx = path.join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const args = [nx, 'run-many', '-t', 'build', '--outputStyle=static'];
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    CI: '1',
  };
  const { code, output } = await runQuietly(process.execPath, args, { cwd: root, env: environment });
  if (code !== 0) throw explainBuild(output, root);
  mkdirSync(path.dirname(record), { recursive: true });
  writeFileSync(record, wanted);
  return say('built', '已构建');
}

function fingerprint(root) {
  const hash = createHash('sha256').update(process.version);
  const add = (file) => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(root, file)}:${size}:${mtimeMs}\n`);
  };
  for (const file of rootFiles) if (existsSync(path.join(root, file))) add(path.join(root, file));
  for (const folder of projects(root)) for (const file of filesBelow(folder)) add(file);
  return hash.digest('hex');
}

function projects(root) {
  return ['packages', 'apps'].flatMap((group) =>
    readdirSync(path.join(root, group), { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && existsSync(path.join(root, group, entry.name, 'package.json')),
      )
      .map((entry) => path.join(root, group, entry.name)),
  );
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(inner);
    return entry.isFile() ? [inner] : [];
  });
}

function outputsExist(root) {
  return projects(root).every((folder) => existsSync(path.join(folder, 'dist')));
}

function explainBuild(output, root) {
  const known = explainFileError(new Error(output), root);
  if (known instanceof Failure) return known;
  const last = output.trim().split('\n').slice(-40).join('\n');
  return new Failure(`The build failed:\n${last}`, '构建失败，原因见上。');
}
