import { findInCode, isScript, isTest, lineAt } from './sources.mjs';

const everywhere = [
  [/\bas any\b/, 'hides a type: name the type, or narrow from unknown'],
  [/@ts-(ignore|nocheck)/, 'hides a type error: mend it'],
  [/\b(it|test|describe)\.only\b/, 'runs one test only: remove .only'],
  [/\b(it|test|describe)\.skip\(|\bx(it|describe)\(/, 'skips a test: mend it or remove it'],
];

const inServer = [
  [/\beval\s*\(|\bnew Function\s*\(/, 'runs a text as code: the product has no scripting'],
  [
    /from '(node:)?(vm|child_process)'|import\('(node:)?(vm|child_process)'\)/,
    'opens a way to run other code',
  ],
];

const unfinished = /\b(TODO|FIXME|XXX|HACK)\b/g;
/** What a merge leaves where it could not decide. */
const unmerged = /^(<{7}|>{7}) /gm;

/** @type {import('./run-rules.mjs').Rule} */
export const words = {
  name: 'words',
  holds: 'nothing unfinished, no hidden types or tests, no code from texts, one place for raw HTML',
  check({ sources }) {
    // The rules and their tests must name what they forbid.
    const scripts = sources.filter(({ path }) => isScript(path) && !path.startsWith('scripts/check/'));
    const server = scripts.filter(({ path }) => /^(apps\/server|packages)\//.test(path) && !isTest(path));
    return [
      ...everywhere.flatMap(([pattern, what]) => findInCode(scripts, pattern, what)),
      ...inServer.flatMap(([pattern, what]) => findInCode(server, pattern, what)),
      ...scripts.flatMap(unfinishedLines),
      ...sources.flatMap(unmergedLines),
      ...rawHtml(scripts),
    ];
  },
};

function unfinishedLines({ path, text }) {
  return [...text.matchAll(unfinished)].map((match) => ({
    file: path,
    line: lineAt(text, match.index),
    what: `says ${match[0]}: do it now, or write an issue`,
  }));
}

function unmergedLines({ path, text }) {
  return [...text.matchAll(unmerged)].map((match) => ({
    file: path,
    line: lineAt(text, match.index),
    what: 'was not merged: decide between the two sides',
  }));
}

function rawHtml(scripts) {
  const web = scripts.filter(({ path }) => path.startsWith('apps/web/') && !isTest(path));
  const found = findInCode(
    web,
    /\bdangerouslySetInnerHTML\b|\.innerHTML\s*=/,
    'sets raw HTML: use the one component that cleans it',
  );
  return new Set(found.map(({ file }) => file)).size > 1 ? found : [];
}
