import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'coverage', 'test-results', '.nx', '.data']);
const isSource = /\.(ts|tsx|mts|mjs|js|css|html|json|md)$/;

/** All files that people write below packages, apps, templates and scripts, with paths relative to the root. */
export function readSources(root) {
  return ['packages', 'apps', 'templates', 'scripts']
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => filesBelow(path.join(root, folder)))
    .map((file) => createSource(path.relative(root, file).replaceAll(path.sep, '/'), readIfText(file)));
}

/** One file as the rules see it: `code` is the text whose comments are blanked, line by line the same. */
export function createSource(file, text) {
  return { path: file, text, code: /\.(ts|tsx|mts|mjs|js)$/.test(file) ? withoutComments(text) : text };
}

/** Every match of a pattern in the code of the given files, as violations that say `what`. */
export function findInCode(sources, pattern, what) {
  const found = [];
  for (const source of sources) {
    for (const match of source.code.matchAll(new RegExp(pattern, 'g'))) {
      found.push({ file: source.path, line: lineAt(source.code, match.index), what });
    }
  }
  return found;
}

/** The line number, from 1, of a position in a text. */
export function lineAt(text, index) {
  return text.slice(0, index).split('\n').length;
}

export const isTest = (file) => /\.(test|spec)\.(tsx?|mjs)$|\/(testing|e2e|fixtures)\//.test(file);
export const isScript = (file) => /\.(ts|tsx|mts|mjs|js)$/.test(file);

function readIfText(file) {
  return isSource.test(file) ? readFileSync(file, 'utf8') : '';
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(inner);
    return entry.isFile() ? [inner] : [];
  });
}

// Good enough for a gate: `://` within a text is no comment, and line breaks stay where they are.
function withoutComments(text) {
  const blank = (comment) => comment.replace(/[^\n]/g, ' ');
  return text
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, (all, before) => before + blank(all.slice(before.length)));
}
