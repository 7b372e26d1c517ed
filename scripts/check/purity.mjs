import { findInCode, isScript, isTest } from './sources.mjs';

const impure = [
  [/\bDate\.now\(/, 'reads the clock: take `now` as an argument'],
  [/\bnew Date\(\s*\)/, 'reads the clock: take `now` as an argument'],
  [/\bMath\.random\(/, 'draws a random number: take it, or the id, as an argument'],
  [/\bperformance\.now\(|\bsetTimeout\(|\bsetInterval\(/, 'depends on time: this belongs in an application'],
  [
    /\.get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/,
    'depends on the zone of the machine: use UTC',
  ],
  [/\bglobalThis\b|\bprocess\.env\b|\bconsole\./, 'knows its surroundings: take them as an argument'],
];

/** @type {import('./run-rules.mjs').Rule} */
export const purity = {
  name: 'purity',
  holds: 'packages know no clock, chance, machine or browser',
  check({ sources }) {
    const files = sources.filter(
      ({ path }) => /^packages\/[^/]+\/src\//.test(path) && isScript(path) && !isTest(path),
    );
    return impure.flatMap(([pattern, what]) => findInCode(files, pattern, what));
  },
};
