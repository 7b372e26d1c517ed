/**
 * Writes China's public holidays as they are shipped: `node scripts/holidays.mjs FOLDER`, FOLDER holding the yearly
 * files of holiday-cn (https://github.com/NateScarlet/holiday-cn): 2019.json and so on.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) throw new Error('Which folder?');
const target = fileURLToPath(new URL('../packages/metadata/src/holidays/china.ts', import.meta.url));
const dayMs = 86_400_000;

const files = readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name));
const days = files
  .flatMap((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')).days)
  .sort((a, b) => (a.date < b.date ? -1 : 1));

/** Days in a row that are alike become one line. */
const runs = [];
for (const { name, date, isOffDay } of days) {
  const last = runs.at(-1);
  const isNext = last && Date.parse(date) - Date.parse(last.to) === dayMs;
  if (last && last.to === date) continue;
  if (isNext && last.name === name && last.isOffDay === isOffDay) last.to = date;
  else runs.push({ name, from: date, to: date, isOffDay });
}
const lines = runs.map(
  ({ name, from, to, isOffDay }) => `  ['${from}', '${to}', '${isOffDay ? 'off' : 'work'}', '${name}'],`,
);
const years = files.map((name) => Number(name.slice(0, 4))).sort((a, b) => a - b);
writeFileSync(
  target,
  `/** China's public holidays and make-up days from holiday-cn (MIT, see NOTICE); written by scripts/holidays.mjs. */
export const chinaYears = { first: ${years[0]}, last: ${years.at(-1)} } as const;

/** First and last day, off or work, the name of the holiday. */
export const chinaDays: readonly (readonly [string, string, 'off' | 'work', string])[] = [
${lines.join('\n')}
];
`,
);
console.log(`${days.length} days in ${runs.length} lines, ${years[0]}–${years.at(-1)}`);
