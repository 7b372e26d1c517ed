/**
 * Phones and offices on lines that break, in thousands of random histories, and what they lost or did twice.
 * `node scripts/sync-simulator.mjs [--runs N --first N --lanes N --seed S --kills N --json FILE]`.
 * `--kills`: how often the server itself is killed meanwhile.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openLanes } from './sync-simulator/lanes.mjs';
import { simulate } from './sync-simulator/simulate.mjs';
import { startTestServer } from './testing/server.mjs';
import { openReadOnly } from './verify/open.mjs';
import { verify } from './verify/verify.mjs';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    first: { type: 'string', default: '0' },
    lanes: { type: 'string', default: '4' },
    kills: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'string' },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(options.runs);
const kills = Number(options.kills);

async function main() {
  buildServer();
  const began = Date.now();
  console.log(`seed ${options.seed}, ${runs} histories, ${options.lanes} at a time`);
  const server = await startTestServer({ env: { FIELDWORK_LOG_LEVEL: 'warn' } });
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void server.stop().finally(() => process.exit(130)));
  try {
    const { app, lanes, close } = await openLanes(server.url, server.adminPassword, Number(options.lanes));
    let killed = 0;
    let reported = 0;
    const note = (sums, broken) => {
      if (killed < kills && sums.histories >= ((killed + 1) * runs) / (kills + 1)) {
        killed += 1;
        void killOnce(server);
      }
      if (sums.histories < reported + 500) return;
      reported = sums.histories;
      console.log(
        `${Math.round((Date.now() - began) / 1000)} s: ${JSON.stringify({ ...sums, broken: broken.length })}`,
      );
      for (const one of broken.slice(-2)) console.log(JSON.stringify({ ...one, told: undefined }));
    };
    const first = Number(options.first);
    const result = await simulate({ app, lanes, runs, first, seed: options.seed, note });
    close();
    const verified = await brokenInvariants(server);
    const seconds = Math.round((Date.now() - began) / 1000);
    const told = { seed: options.seed, seconds, killed, ...result, verified, faults: faultsIn(server.log) };
    console.log(JSON.stringify(told, null, 2));
    if (options.json) writeFileSync(options.json, `${JSON.stringify(told, null, 2)}\n`);
    process.exitCode = result.broken.length + verified.length > 0 ? 1 : 0;
  } finally {
    await server.stop();
  }
}

/** Without warning, in the middle of its work. */
async function killOnce(server) {
  await server.kill();
  for (let tries = 1; ; tries++) {
    try {
      return await server.restart();
    } catch (error) {
      console.log(`the server did not start again: ${error.message.slice(-500)}`);
      if (tries === 3) process.exit(1);
    }
  }
}

/** What the server itself called an error. */
function faultsIn(log) {
  const lines = readFileSync(log, 'utf8').split('\n');
  return lines.filter((line) => /"level":(50|60)/.test(line)).slice(-20);
}

/** The pages are not needed here. */
function buildServer() {
  const nx = path.join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const args = [nx, 'run-many', '-t', 'build', '-p', '@fieldwork/server', '--outputStyle=static'];
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function brokenInvariants(server) {
  process.env.DATABASE_URL = server.databaseUrl;
  process.env.FIELDWORK_DATA = server.data;
  const opened = await openReadOnly();
  const results = await verify(opened).finally(() => opened.close());
  return results.filter(({ broken }) => broken > 0).map(({ name, broken }) => ({ name, broken }));
}

await main();
