/**
 * Checks the invariants of a database, reading only. `npm run verify [-- --json FILE]`.
 * The database is the one of DATABASE_URL, or the one that npm start keeps below FIELDWORK_DATA (default .data).
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openReadOnly } from './verify/open.mjs';
import { verify } from './verify/verify.mjs';

const { values: options } = parseArgs({ options: { json: { type: 'string' } } });

try {
  const opened = await openReadOnly();
  const results = await verify(opened).finally(() => opened.close());
  for (const { name, broken, examples, left } of results) {
    const word = left ? 'left out' : broken === 0 ? 'ok' : 'BROKEN';
    console.log(`${word.padEnd(8)}  ${name}${left ? ` (${left})` : broken > 0 ? ` (${broken})` : ''}`);
    for (const example of examples) console.log(`            ${JSON.stringify(example)}`);
  }
  const broken = results.filter((result) => result.broken > 0).length;
  console.log(`${results.length - broken} of ${results.length} hold`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  process.exitCode = broken > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
