import { runTool } from './run-tool.mjs';

/** @type {import('./run-rules.mjs').Rule} */
export const deadCode = {
  name: 'dead-code',
  holds: 'no unused files, exports or packages (knip.json)',
  async check({ root }) {
    const { code, output } = await runTool(root, 'node_modules/knip/bin/knip.js', [
      '--reporter',
      'json',
      '--no-progress',
    ]);
    const start = output.indexOf('{"');
    if (start < 0) return code === 0 ? [] : [{ what: output.slice(-2000) }];
    const { issues } = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
    return issues.flatMap(describeIssue);
  },
};

const words = {
  files: 'is used by nobody: remove it',
  exports: 'is exported but used nowhere else: keep it private or remove it',
  types: 'is exported but used nowhere else: keep it private or remove it',
  dependencies: 'is in package.json but not used: remove it',
  devDependencies: 'is in package.json but not used: remove it',
  unlisted: 'is imported but not in package.json: add it',
  unresolved: 'cannot be found',
};

function describeIssue({ file, ...kinds }) {
  return Object.entries(kinds).flatMap(([kind, entries]) =>
    Array.isArray(entries)
      ? entries
          .flat()
          .map(({ name, line }) => ({ file, line, what: `${name ?? ''} ${words[kind] ?? kind}`.trim() }))
      : [],
  );
}
