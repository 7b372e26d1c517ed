// Jest before Node 24.9 cannot require() an ESM-only package. CommonJS dependencies require these, so swc
// turns them into CommonJS when they are required and leaves them alone when they are imported.
const esmRequiredByCommonJs = [
  'content-disposition',
  'content-type',
  'cookie',
  'ms',
  'lru-cache',
  'glob',
  'minimatch',
  '@lukeed/ms',
];

const typescript = {
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true, tsx: false },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
};

const react = {
  ...typescript,
  jsc: {
    ...typescript.jsc,
    parser: { ...typescript.jsc.parser, tsx: true },
    transform: { ...typescript.jsc.transform, react: { runtime: 'automatic' } },
  },
};

const javascript = { jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } } };

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['development', 'node', 'node-addons'] },
  testMatch: [
    '<rootDir>/packages/*/src/**/*.test.ts',
    '<rootDir>/apps/*/src/**/*.test.ts',
    '<rootDir>/apps/*/src/**/*.test.tsx',
    '<rootDir>/scripts/**/*.test.mjs',
  ],
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.data/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: [`/node_modules/(?!(.*/node_modules/)?(${esmRequiredByCommonJs.join('|')})/)`],
  transform: {
    '\\.ts$': ['@swc/jest', typescript],
    '\\.tsx$': ['@swc/jest', react],
    '\\.m?js$': ['@swc/jest', javascript],
  },
  globalSetup: '<rootDir>/scripts/testing/jest-setup.mjs',
  globalTeardown: '<rootDir>/scripts/testing/jest-teardown.mjs',
  maxWorkers: 2,
  // A test may wait half a minute for one thing (`until`) and says so itself when that did not happen; an app is
  // installed in less than a minute on a busy machine. What takes longer than this by its nature says it beside it.
  testTimeout: 120_000,
};
