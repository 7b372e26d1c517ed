import { readCatalogue } from './catalogue.mjs';
import { deadlineChecks } from './deadlines.mjs';
import { fileChecks } from './files.mjs';
import { flowChecks } from './flows.mjs';
import { importChecks } from './imports.mjs';
import { ledgerChecks } from './ledgers.mjs';
import { numberChecks } from './numbers.mjs';
import { outboxChecks } from './outbox.mjs';
import { recordChecks } from './records.mjs';
import { ruleChecks } from './rules.mjs';
import { syncChecks } from './sync.mjs';

const shown = 5;

/**
 * @typedef {object} Check
 * @property {string} name what must hold, as a sentence
 * @property {(opened: { client: import('pg').Client, data: string | null, forms: import('./catalogue.mjs').StoredForm[] })
 *   => Promise<object[] | string>} find what breaks it; a text says why it could not be looked at
 *
 * @typedef {{ name: string, broken: number, examples: object[], left?: string }} Result
 */

/** @type {Check[]} */
const checks = [
  ...recordChecks,
  ...numberChecks,
  ...flowChecks,
  ...ruleChecks,
  ...deadlineChecks,
  ...ledgerChecks,
  ...outboxChecks,
  ...importChecks,
  ...fileChecks,
  ...syncChecks,
];

/** Runs every check. @returns {Promise<Result[]>} */
export async function verify({ client, data }) {
  const forms = await readCatalogue(client);
  const results = [];
  for (const { name, find } of checks) {
    const found = await find({ client, data, forms });
    if (typeof found === 'string') results.push({ name, broken: 0, examples: [], left: found });
    else results.push({ name, broken: found.length, examples: found.slice(0, shown) });
  }
  return results;
}
