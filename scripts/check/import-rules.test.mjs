import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

// In a process of its own: the cruiser loads CommonJS and ESM in ways that jest's module system does not know.
const cruiseFile = fileURLToPath(new URL('./imports.mjs', import.meta.url));
const program = `
  const { imports } = await import(process.argv[1]);
  console.log(JSON.stringify(await imports.check({ root: process.argv[2], sources: [] })));
`;

const files = {
  'packages/expression/src/a.ts': "import '../../metadata/src/a.js';",
  'packages/metadata/src/a.ts': "import { readFileSync } from 'node:fs';\nreadFileSync;",
  'packages/form-engine/src/a.ts': "import '../../flow-engine/src/a.js';",
  'packages/flow-engine/src/a.ts': "import './b.js';",
  'packages/flow-engine/src/b.ts': "import './a.js';",
  'apps/server/src/identity/user.store.ts': "import '../records/record.service.js';",
  'apps/server/src/records/record.service.ts': "import '../identity/user.store.js';",
  'apps/server/src/records/record.store.ts': "import '../nothing.js';",
  'apps/server/src/records/record.controller.ts': "import './record.store.js';",
  'apps/server/src/surprise/a.ts': 'export {};',
  'apps/web/src/ui/a.tsx': "import '../runtime/a.js';",
  'apps/web/src/runtime/a.tsx': "import '../designer/a.js';",
  'apps/web/src/designer/a.tsx': "import '../../../server/src/records/record.store.js';",
};

describe('the import rules', () => {
  let root;
  let found;

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'fieldwork-imports-')));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    const args = ['--input-type=module', '-e', program, cruiseFile, root];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    found = JSON.parse(stdout).map(({ file, what }) => `${file} ${what.split(':')[0]}`);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each([
    ['packages/expression/src/a.ts', 'packages-down-only'],
    ['packages/form-engine/src/a.ts', 'packages-down-only'],
    ['packages/metadata/src/a.ts', 'packages-without-node'],
    ['packages/flow-engine/src/a.ts', 'no-cycles'],
    ['apps/server/src/identity/user.store.ts', 'features-down-only'],
    ['apps/server/src/identity/user.store.ts', 'store-stays-below'],
    ['apps/server/src/records/record.service.ts', 'features-meet-in-services'],
    ['apps/server/src/records/record.controller.ts', 'controller-asks-service'],
    ['apps/server/src/records/record.store.ts', 'imports-resolve'],
    ['apps/server/src/surprise', 'has no place in the order of features'],
    ['apps/web/src/ui/a.tsx', 'web-down-only'],
    ['apps/web/src/runtime/a.tsx', 'web-down-only'],
    ['apps/web/src/designer/a.tsx', 'web-and-server-apart'],
  ])('find %s: %s', (file, rule) => {
    expect(found).toContain(`${file} ${rule}`);
  });
});
