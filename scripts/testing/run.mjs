import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../start/build.mjs';
import { tell } from '../start/failure.mjs';
import { ensureInstalled } from '../start/install.mjs';
import { createProgress, say } from '../start/progress.mjs';
import { addCounts, countJest, countPlaywright } from './counts.mjs';
import { countBoth, filesToTryAgain } from './second-try.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cleanUps = [];

/** Runs all tests and prints, as the last line, how many passed and failed. */
export async function run(patterns) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-run-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  let counts = { passed: 0, failed: 0 };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => finish(counts, 130));
  // One seed for the whole run: whatever draws by chance draws the same when it is tried again.
  process.env.FIELDWORK_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
  console.log(`FIELDWORK_SEED=${process.env.FIELDWORK_SEED}`);
  try {
    await prepare();
    counts = addCounts(counts, await runJest(patterns, folder));
    if (patterns.length === 0)
      counts = addCounts(counts, await runBrowser(path.join(folder, 'browser.json')));
  } catch (error) {
    tell(error);
    counts = addCounts(counts, { passed: 0, failed: 1 });
  }
  await finish(counts, counts.failed > 0 ? 1 : 0);
}

async function prepare() {
  const progress = createProgress(4);
  await progress.step(say('Packages', '依赖'), () => ensureInstalled(root));
  await progress.step(say('Build', '构建'), () => ensureBuilt(root));
  await progress.step('PostgreSQL', async () => {
    if (process.env.FIELDWORK_TEST_DATABASE_URL) return say('given', '已指定');
    const { startTestPostgres } = await import('./database.mjs');
    const server = await startTestPostgres();
    cleanUps.push(server.stop);
    process.env.FIELDWORK_TEST_DATABASE_URL = server.url;
    return say('running', '运行中');
  });
  await progress.step('Redis', async () => {
    if (process.env.FIELDWORK_TEST_REDIS_URL) return say('given', '已指定');
    const { startTestRedis } = await import('./redis.mjs');
    const server = await startTestRedis();
    if (!server) return say('none here, its tests are left out', '本机没有，跳过相关测试');
    cleanUps.push(server.stop);
    process.env.FIELDWORK_TEST_REDIS_URL = server.url;
    return say('running', '运行中');
  });
}

async function runJest(patterns, folder) {
  const first = path.join(folder, 'jest.json');
  await startJest(['--passWithNoTests', ...patterns], first);
  const files = filesToTryAgain(first, root);
  if (files.length === 0) return countJest(first);
  const second = path.join(folder, 'jest-again.json');
  await startJest(['--runInBand', '--runTestsByPath', ...files], second);
  if (!existsSync(second)) return countJest(first);
  const { flaky, ...counts } = countBoth(first, second);
  for (const name of flaky) console.log(`flaky, passed when tried again alone: ${name}`);
  return counts;
}

async function startJest(options, report) {
  const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  await runVisibly([...node, jest, '--json', `--outputFile=${report}`, ...options], root);
}

async function runBrowser(report) {
  const web = path.join(root, 'apps', 'web');
  const specs = path.join(web, 'e2e');
  const hasSpecs =
    existsSync(specs) && readdirSync(specs, { recursive: true }).some((name) => name.endsWith('.spec.ts'));
  if (!hasSpecs) return { passed: 0, failed: 0 };
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  await runVisibly([playwright, 'test'], web, { FIELDWORK_BROWSER_REPORT: report });
  return countPlaywright(report);
}

function runVisibly(args, cwd, more = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, NODE_ENV: 'test', ...more },
      // What jest would print as JSON goes to the file; people read its stderr.
      stdio: ['ignore', args.includes('--json') ? 'ignore' : 'inherit', 'inherit'],
    });
    cleanUps.push(() => child.kill());
    child.on('error', reject);
    child.on('close', resolve);
  });
}

let hasFinished = false;

async function finish(counts, code) {
  if (hasFinished) return;
  hasFinished = true;
  for (const cleanUp of cleanUps.reverse()) await Promise.resolve(cleanUp()).catch(tell);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exit(code);
}
