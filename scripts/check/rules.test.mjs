import { describe, expect, it } from '@jest/globals';
import { checkManifest } from './bundle.mjs';
import { names } from './names.mjs';
import { purity } from './purity.mjs';
import { size } from './size.mjs';
import { createSource } from './sources.mjs';
import { sql } from './sql.mjs';
import { templates } from './templates.mjs';
import { words } from './words.mjs';

const plant = (rule, file, text) => rule.check({ sources: [createSource(file, text)] });
const inPackage = 'packages/expression/src/evaluate.ts';
const inService = 'apps/server/src/records/record.service.ts';
const inStore = 'apps/server/src/records/record.store.ts';

describe('a rule of the house', () => {
  it.each([
    ['the clock in a package', purity, inPackage, 'const now = Date.now();'],
    ['chance in a package', purity, inPackage, 'Math.random();'],
    ['the local time zone in a package', purity, inPackage, 'date.getHours();'],
    ['SQL in a service', sql, inService, "tx.query('select 1')"],
    [
      'a value within a statement',
      sql,
      'apps/server/src/platform/outbox/outbox.ts',
      'tx.query(`select ${name}`)',
    ],
    [
      'a typed value within a statement',
      sql,
      'apps/server/src/platform/a.ts',
      'tx.query<Row>(\n  `select ${name}`)',
    ],
    ['unfinished work', words, inService, `// ${'TO'}${'DO'}: later`],
    ['half a merge', words, 'templates/a/README.md', `${'<'.repeat(7)} HEAD\n`],
    ['a hidden type', words, inService, 'const x = y as any;'],
    ['a text run as code', words, inService, 'eval(text);'],
    ['a function made from a text', words, inPackage, "new Function('return 1');"],
    ['another process', words, inService, "import { exec } from 'node:child_process';"],
    ['a test that runs alone', words, 'packages/a/src/a.test.ts', "it.only('works', () => {});"],
    ['a test that is left out', words, 'packages/a/src/a.test.ts', "it.skip('works', () => {});"],
    ['a name that says nothing', names, 'apps/web/src/ui/utils.ts', ''],
    ['a folder that says nothing', names, 'apps/web/src/common/list.ts', ''],
    ['a name in camel case', names, 'apps/web/src/ui/dataGrid.tsx', ''],
    ['a barrel', names, 'apps/web/src/ui/index.ts', ''],
    ['a file three folders deep', names, 'apps/web/src/a/b/c/list.ts', ''],
    ['a version in a name', names, 'apps/web/src/ui/list-v2.ts', ''],
    ['code in a template', templates, 'templates/after-sales/rules/escalate.ts', 'export {};'],
    ['broken JSON in a template', templates, 'templates/after-sales/app.json', '{'],
    ['a file that is too long', size, inPackage, 'a;\n'.repeat(401)],
    ['too many long files', size, inPackage, 'a;\n'.repeat(221)],
  ])('finds %s', (_what, rule, file, text) => {
    const violations = plant(rule, file, text);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({ file, what: expect.any(String) });
  });

  it.each([
    ['a forbidden word in a comment', purity, inPackage, '// never Date.now() here\n/* Math.random() */'],
    ['a built statement in a store', sql, inStore, 'tx.query(`select ${columns}`)'],
    ['a fixed date in a package', purity, inPackage, "new Date('2026-02-28T00:00:00Z').getUTCHours();"],
    ['the one index of a package', names, 'packages/metadata/src/index.ts', ''],
    ['a suffix of Nest', names, inService, ''],
    ['JSON in a template', templates, 'templates/after-sales/app.json', '{}'],
    [
      'a test that needs something a machine may lack',
      words,
      'packages/a/src/a.test.ts',
      'const run = url ? it : it.skip;',
    ],
  ])('accepts %s', (_what, rule, file, text) => {
    expect(plant(rule, file, text)).toEqual([]);
  });

  it('names the line', () => {
    expect(plant(purity, inPackage, 'a;\n\nDate.now();')[0].line).toBe(3);
  });

  it('allows raw HTML in one component and no second one', () => {
    const component = (name) =>
      createSource(`apps/web/src/ui/${name}.tsx`, '<p dangerouslySetInnerHTML={x} />');
    expect(words.check({ sources: [component('rich-text')] })).toEqual([]);
    expect(words.check({ sources: [component('rich-text'), component('note')] })).toHaveLength(2);
  });
});

describe('the bundle budgets', () => {
  const manifest = {
    'index.html': {
      file: 'index.js',
      isEntry: true,
      imports: ['_react.js'],
      dynamicImports: ['src/runtime/workspace.tsx'],
    },
    '_react.js': { file: 'react.js' },
    'src/runtime/workspace.tsx': { file: 'workspace.js', imports: ['_react.js'] },
  };

  it('hold when each page is small enough', () => {
    expect(checkManifest(manifest, () => 170_000)).toEqual([]);
  });

  it('count what a page loads with its first script', () => {
    const heavy = checkManifest(manifest, (name) => (name === 'react.js' ? 300_000 : 60_000));
    expect(heavy.map(({ file }) => file)).toEqual(['index.html']);
  });

  it('count the workspace together with the page that loads it', () => {
    const heavy = checkManifest(manifest, (name) => (name === 'workspace.js' ? 500_000 : 120_000));
    expect(heavy.map(({ file }) => file)).toEqual(['src/runtime/workspace.tsx']);
  });
});
