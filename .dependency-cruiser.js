/**
 * Who may import whom (ARCHITECTURE.md). Read by scripts/check/imports.mjs.
 * A level may import only levels before it; members of one level never import one another.
 */
export const packageLevels = [
  ['expression'],
  ['metadata'],
  ['policy'],
  [
    'form-engine',
    'flow-engine',
    'rule-engine',
    'report-engine',
    'matching',
    'routing',
    'ledger',
    'search',
    'sync',
  ],
  ['api-contract'],
];

export const featureLevels = [
  ['platform'],
  ['identity'],
  ['access'],
  ['events'],
  ['audit', 'files', 'notifications'],
  ['metadata'],
  ['calendars'],
  ['records'],
  ['matching', 'comments', 'ledgers', 'search'],
  ['mail', 'routing'],
  ['messaging', 'webhooks', 'appointments'],
  ['rules'],
  ['deadlines'],
  ['forms'],
  ['flows'],
  ['overviews', 'libraries'],
  ['channels'],
  ['calls', 'portal'],
  ['reports', 'imports', 'openapi', 'duplicates'],
  ['exports', 'connectors', 'sync'],
  ['templates'],
  ['setup', 'operations'],
];

export const webLevels = [['ui'], ['widgets'], ['runtime'], ['field', 'designer']];

const tests = '\\.(test|spec)\\.tsx?$|/testing/';

/** A level never imports a level above it, nor another member of its own. */
function downOnly(name, levels, folder, comment) {
  return levels.flatMap((members, level) => {
    const above = levels.slice(level + 1).flat();
    return members.flatMap((member) => {
      const others = [...members.filter((other) => other !== member), ...above];
      if (others.length === 0) return [];
      const from = { path: `^${folder(member)}/`, pathNot: tests };
      return [
        { name, comment, severity: 'error', from, to: { path: `^(${others.map(folder).join('|')})/` } },
      ];
    });
  });
}

const server = '^apps/server/src/';

export default {
  forbidden: [
    ...downOnly(
      'packages-down-only',
      packageLevels,
      (name) => `packages/${name}/src`,
      'move what both need down',
    ),
    ...downOnly(
      'features-down-only',
      featureLevels,
      (name) => `apps/server/src/${name}`,
      'talk upward through the outbox',
    ),
    ...downOnly(
      'web-down-only',
      webLevels,
      (name) => `apps/web/src/${name}`,
      'designer → runtime → widgets → ui',
    ),
    {
      name: 'no-cycles',
      comment: 'move what both need into a third file',
      severity: 'error',
      from: { pathNot: tests },
      // A cycle of mere types is gone when the program runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'packages-are-below-apps',
      comment: 'pass it in as an argument',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|scripts)/', pathNot: '^scripts/testing/' },
    },
    {
      name: 'packages-without-node',
      comment: 'pure packages know no machine: take it as an argument',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-and-server-apart',
      comment: 'share it in packages/api-contract',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'controller-asks-service',
      comment: 'a controller asks its service; only stores speak to the database',
      severity: 'error',
      from: { path: `${server}.+\\.controller\\.ts$`, pathNot: '/platform/' },
      to: {
        path: '\\.(store|table)\\.ts$|/platform/database/|^node_modules/(pg|typeorm)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'store-stays-below',
      comment: 'a store only stores: move the decision into the service',
      severity: 'error',
      from: { path: `${server}.+\\.(store|table)\\.ts$` },
      to: { path: '\\.(service|controller)\\.ts$' },
    },
    {
      name: 'service-below-controller',
      comment: 'move what both need out of the controller',
      severity: 'error',
      from: { path: `${server}.+\\.service\\.ts$` },
      to: { path: '\\.controller\\.ts$' },
    },
    {
      name: 'features-meet-in-services',
      comment: 'use the other feature through its service',
      severity: 'error',
      from: { path: '^apps/server/src/([^/]+)/', pathNot: tests },
      to: {
        path: `${server}[^/]+/.*\\.(store|table|controller)\\.ts$`,
        pathNot: '^apps/server/src/($1|platform)/',
      },
    },
    {
      name: 'features-below-the-shell',
      comment: 'the files directly in src put the features together; nothing below needs them',
      severity: 'error',
      from: { path: '^apps/server/src/[^/]+/', pathNot: `${tests}|^apps/server/src/testing/` },
      to: { path: '^apps/server/src/[^/]+\\.ts$' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'the product never imports tests',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      to: { path: tests, pathNot: 'node_modules' },
    },
    {
      name: 'imports-resolve',
      comment: 'the file or package does not exist, or package.json does not name it',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
};
