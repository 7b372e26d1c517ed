#!/usr/bin/env node
/** Writes the demo data of the after-sales template; the same data on every run. `node scripts/demo-data.mjs` */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withArticles, withSolved } from './demo/article-use.mjs';
import { articleRecords } from './demo/articles.mjs';
import { modelRecords, partRecords } from './demo/catalogue.mjs';
import { at, DAY, day, ref } from './demo/clock.mjs';
import {
  contractRecords,
  installedRecords,
  makeContracts,
  makeUses,
  movementRecords,
  settlementRecords,
  withQuotas,
} from './demo/contracts.mjs';
import {
  contactRecords,
  customerRecords,
  deviceRecords,
  makeContacts,
  makeCustomers,
  makeDevices,
} from './demo/customers.mjs';
import { makePlans, planRecords, readingRecords } from './demo/maintenance.mjs';
import { countRecords, oldPartRecords, requestRecords } from './demo/part-papers.mjs';
import { makePastOrders, orderRecords } from './demo/past-orders.mjs';
import { departments, engineerRecords, leaveRecords, users } from './demo/people.mjs';
import { createQuotes } from './demo/quotes.mjs';
import { createRandom } from './demo/random.mjs';
import { claimRecords, returnRecords } from './demo/returns.mjs';
import { makeRunningOrders, runningRecords, withPooled } from './demo/running-orders.mjs';
import { makeStock, stockMovementRecords, warehouseRecords } from './demo/stock.mjs';
import { surveyRecords, withRatings } from './demo/surveys.mjs';

const folder = join(import.meta.dirname, '../templates/after-sales/seeds');
const random = createRandom(20260718);

const customers = makeCustomers(random);
const world = {
  customers,
  contacts: makeContacts(customers, random),
  devices: makeDevices(customers, random),
};
const past = makePastOrders(random, world, 349);

const own = createRandom(20261122);
const bare = makeContracts(customers, own);
const uses = makeUses(bare, past);
const contracts = withQuotas(bare, uses);
const quotes = createQuotes(world, contracts, createRandom(20261201));
const plans = makePlans(world.devices, own);

const stock = makeStock(past, createRandom(20261130));

/** Each with what it needs of the one before: the random numbers are drawn in this order. */
function knowledgeAndOrders() {
  const written = articleRecords(random);
  const solved = withArticles(past, written, createRandom(20261130));
  const running = makeRunningOrders(random, world);
  return {
    knowledge_article: dated(withSolved(written, solved)),
    work_order: [
      ...orderRecords(solved.map(quotes.ofPast)),
      ...runningRecords(withPooled(running.map(quotes.ofRunning))),
    ],
  };
}

/** The devices of customers with a contract are covered by it. */
function withContract(records) {
  const byCustomer = new Map(contracts.map(({ id, customer }) => [`customer/${customer.id}`, id]));
  return records.map((record) => {
    const contract = byCustomer.get(record.values.customer.$ref);
    return contract
      ? { ...record, values: { ...record.values, contract: ref('service_contract', contract) } }
      : record;
  });
}

/** A record that was made on a day gets the morning of that day. */
function dated(records) {
  return records.map(({ id, created, ...rest }) => ({ id, at: at(created * DAY + 600), ...rest }));
}

const records = {
  product_model: dated(modelRecords(random, day)),
  part: dated(partRecords()),
  customer: dated(customerRecords(customers, random)),
  contact: dated(contactRecords(world.contacts)),
  engineer: dated(engineerRecords(random, day)),
  leave: dated(leaveRecords(at)),
  service_contract: contractRecords(contracts),
  device: dated(withContract(deviceRecords(withLastService(world.devices, past), random))),
  ...knowledgeAndOrders(),
  survey: surveyRecords(past, random),
  contract_movement: movementRecords(contracts, uses),
  settlement: settlementRecords(past, uses, own),
  warehouse: dated(warehouseRecords()),
  part_request: requestRecords(stock.papers),
  old_part: oldPartRecords(stock.papers),
  goods_return: returnRecords(world.devices),
  supplier_claim: claimRecords(stock.papers),
  stock_count: countRecords(stock.papers),
  stock_movement: stockMovementRecords(stock.movements),
  installed_part: installedRecords(past, stock.serials),
  maintenance_plan: planRecords(plans),
  meter_reading: readingRecords(plans),
};

records.engineer = withRatings(records.engineer, past, records.survey);

function withLastService(devices, orders) {
  const last = new Map(orders.map(({ request, ended }) => [request.device.id, Math.floor(ended / DAY)]));
  return devices.map((device) => ({ ...device, lastService: last.get(device.id) }));
}

/** One record a line: a change of the data is a change of few lines. */
function lines(rows) {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

mkdirSync(join(folder, 'records'), { recursive: true });
writeFileSync(
  join(folder, 'people.json'),
  `{"departments": ${lines(departments)}, "users": ${lines(users)}}\n`,
);
for (const [form, rows] of Object.entries(records))
  writeFileSync(join(folder, 'records', `${form}.json`), lines(rows));
for (const [form, rows] of Object.entries(records)) console.log(form.padEnd(20), rows.length);
