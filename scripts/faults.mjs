/**
 * Kills the product in the middle of its work and counts what was lost or done twice.
 * `npm run faults [-- --times N --only import|flow|ledger|database --file CSV --seed S --json FILE]`.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { databaseCourse } from './faults/database-course.mjs';
import { flowCourse } from './faults/flow-course.mjs';
import { importCourse } from './faults/import-course.mjs';
import { ledgerCourse } from './faults/ledger-course.mjs';
import { createRandom } from './faults/random.mjs';
import { figures, isClean, print } from './faults/report.mjs';
import { openWorld } from './faults/world.mjs';
import { ensureBuilt } from './start/build.mjs';

const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '10' },
    only: { type: 'string' },
    file: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    json: { type: 'string' },
  },
});
const times = Number(options.times);
const courses = { import: importCourse, flow: flowCourse, ledger: ledgerCourse, database: databaseCourse };

async function main() {
  await ensureBuilt(fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, ''));
  console.log(`seed ${options.seed}`);
  const results = [];
  for (const [name, course] of Object.entries(courses)) {
    if (options.only && options.only !== name) continue;
    const world = await openWorld();
    try {
      const kills = name === 'database' ? Math.ceil(times * 0.3) : times;
      const file = options.file && path.resolve(process.env.INIT_CWD ?? process.cwd(), options.file);
      const result = await course(world, { kills, file, random: createRandom(`${options.seed}/${name}`) });
      results.push({ course: name, ...result, broken: await world.brokenInvariants() });
    } finally {
      await world.close();
    }
  }
  print(results);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results.flatMap(figures), null, 2)}\n`);
  process.exitCode = results.every(isClean) ? 0 : 1;
}

await main();
