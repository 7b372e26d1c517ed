/**
 * Compiles one project for Node: `src/**.ts` becomes `dist/**.js`. Run in the project's folder (npm run build).
 * Types are checked elsewhere (npm run check); tests and their fixtures stay out.
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const configFile = fileURLToPath(new URL('../.swcrc', import.meta.url));
const isForTests = /\.test\.tsx?$|\.d\.ts$|[/\\](fixtures|testing)[/\\]/;

async function compile(file) {
  const target = path.join('dist', path.relative('src', file));
  mkdirSync(path.dirname(target), { recursive: true });
  if (file.endsWith('.json')) return copyFileSync(file, target);
  const output = target.replace(/\.ts$/, '.js');
  const sourceFileName = path.relative(path.dirname(output), file);
  const { code, map } = await transformFile(file, { configFile, sourceFileName });
  writeFileSync(output, `${code}//# sourceMappingURL=${path.basename(output)}.map\n`);
  writeFileSync(`${output}.map`, map);
}

// A file that is gone from src must not live on in dist.
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name))
  .filter((file) => !isForTests.test(file));
await Promise.all(files.map(compile));
