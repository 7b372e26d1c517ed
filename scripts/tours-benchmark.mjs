/**
 * Plans the tours of Solomon's instances and has each plan checked by the independent checker beside the data.
 * node scripts/tours-benchmark.mjs [--seconds 60] [--seed 1] [INSTANCE …]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { planTours } from '@fieldwork/routing';
import { readSolomon, seeded } from './testing/solomon.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
});
const data = fileURLToPath(new URL('../../shared/data', import.meta.url));
const folder = path.join(data, 'vrptw-solomon');
if (!existsSync(folder)) {
  console.error(`Solomon's instances are not here: ${folder}`);
  process.exit(1);
}
const known = new Map(
  readFileSync(path.join(folder, 'best_known.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([name, , , vehicles, distance]) => [
      name,
      { vehicles: Number(vehicles), distance: Number(distance) },
    ]),
);
const names =
  positionals.length > 0
    ? positionals
    : readdirSync(path.join(folder, 'instances')).map((file) => file.slice(0, -4));
const work = mkdtempSync(path.join(tmpdir(), 'tours-'));
const classes = new Map();
console.log('instance vehicles distance | best known | checked');
for (const name of names) {
  const file = path.join(folder, 'instances', `${name}.txt`);
  const problem = readSolomon(readFileSync(file, 'latin1'));
  const began = performance.now();
  const progress = () => (performance.now() - began) / (Number(values.seconds) * 1000);
  const { tours } = planTours(problem, { random: seeded(Number(values.seed)), progress });
  const routes = path.join(work, `${name}.txt`);
  const driven = tours.filter((jobs) => jobs.length > 0);
  writeFileSync(
    routes,
    driven.map((jobs, index) => `Route #${index + 1}: ${jobs.map((job) => job + 1).join(' ')}\n`).join(''),
  );
  const checked = JSON.parse(
    execFileSync('python3', [path.join(data, 'tools', 'verify_vrptw.py'), file, routes], {
      encoding: 'utf8',
    }),
  );
  const best = known.get(name);
  const group = name.replace(/\d+$/, '');
  classes.set(group, [...(classes.get(group) ?? []), { ...checked, best }]);
  const verdict = checked.feasible ? 'feasible' : `NOT FEASIBLE: ${checked.errors.join('; ')}`;
  console.log(
    `${name} ${checked.vehicles} ${checked.distance} | ${best.vehicles} ${best.distance} | ${verdict}`,
  );
}
rmSync(work, { recursive: true, force: true });
const mean = (rows, read) => rows.reduce((sum, row) => sum + read(row), 0) / rows.length;
for (const [group, rows] of classes) {
  const vehicles = mean(rows, (row) => row.vehicles);
  const distance = mean(rows, (row) => row.distance);
  const bestVehicles = mean(rows, (row) => row.best.vehicles);
  const bestDistance = mean(rows, (row) => row.best.distance);
  const over = (a, b) => `${((a / b - 1) * 100).toFixed(2)} %`;
  console.log(
    `${group}: vehicles ${vehicles.toFixed(2)} (${over(vehicles, bestVehicles)}), distance ${distance.toFixed(2)} (${over(distance, bestDistance)})`,
  );
}
process.exitCode = [...classes.values()].flat().every(({ feasible }) => feasible) ? 0 : 1;
