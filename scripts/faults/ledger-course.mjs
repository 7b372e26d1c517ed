import { committedUnanswered, failuresOf, firstSuccessAfter, repeatedOf } from './acknowledged.mjs';
import { sleep } from './world.mjs';

const workers = 12;
const forms = '/apps/after_sales/forms';

/**
 * Many hands take from and fill the quotas of a few contracts, and issue, reserve, use and return a few parts, while
 * the server is killed again and again. Every acknowledged movement must be there once, none that was refused, and
 * each balance is the sum of its movements.
 */
export async function ledgerCourse(world, { kills, random }) {
  const manager = world.person('manager1');
  const keeper = world.person('keeper1');
  const kinds = [await quotas(manager), await shelves(keeper)];
  const load = { isOver: false, notes: new Map() };
  const work = Promise.all(
    Array.from({ length: workers }, (_, n) => worker(kinds[n % kinds.length], load, n, random)),
  );
  const outages = [];
  await Promise.race([work, killAgainAndAgain(world, kills, random, outages)]);
  load.isOver = true;
  await work;
  await world.rest();
  const rows = await world.ask(
    `select note, count(*)::int as times from (
       select note from app_after_sales.contract_movement union all select note from app_after_sales.stock_movement
     ) m where note like 'run %' group by 1`,
  );
  const times = new Map(rows.map((row) => [row.note, row.times]));
  const made = [...load.notes].filter(([, isMade]) => isMade);
  const refused = [...load.notes].filter(([, isMade]) => !isMade);
  const log = [...manager.log, ...keeper.log];
  return {
    kills,
    lost: made.filter(([note]) => !times.has(note)).length,
    doubled: rows.filter((row) => row.times > 1).length + refused.filter(([note]) => times.has(note)).length,
    refused: refused.length,
    acked: log.length,
    stock: keeper.log.length,
    repeated: repeatedOf(log),
    committedUnanswered: await committedUnanswered(world.ask, log),
    failures: failuresOf(log),
    recoveryMs: outages.map((at) => (firstSuccessAfter(log, at) ?? Number.NaN) - at),
  };
}

async function killAgainAndAgain(world, kills, random, outages) {
  for (let kill = 0; kill < kills; kill++) {
    await sleep(600 + random() * 1_500);
    outages.push(await world.killServer());
    await world.server.restart();
  }
  await sleep(1_500);
}

/** Visits taken from the quotas of three contracts, and given back. */
async function quotas(person) {
  const { data: contracts } = await person.read(`${forms}/service_contract/records?pageSize=3`);
  return {
    person,
    form: 'contract_movement',
    make(random) {
      const contract = contracts[Math.floor(random() * contracts.length)].id;
      const quantity = String((random() < 0.6 ? -1 : 1) * Math.ceil(random() * 3));
      return { contract, quota: 'visits', kind: 'adjust', quantity };
    },
  };
}

/** Three parts that go from the central store to a van, are set aside there, put in on an order, or come back. */
async function shelves(person) {
  const read = async (form, filter, pageSize) =>
    (
      await person.read(
        `${forms}/${form}/records?pageSize=${pageSize}&filter=${encodeURIComponent(JSON.stringify(filter))}`,
      )
    ).data.map(({ id }) => id);
  const is = (field, value) => ({ '==': [{ var: field }, value] });
  // The books of the demo are drawn up while the server already answers.
  let parts = [];
  for (let tries = 0; parts.length < 3 && tries < 120; tries++) {
    if (tries > 0) await sleep(1_000);
    parts = await read('part', { and: [is('tracking', 'none'), { '>': [{ var: 'stock' }, 20] }] }, 3);
  }
  const orders = await read('work_order', is('status', 'closed'), 3);
  const [central] = await read('warehouse', is('kind', 'central'), 1);
  const [van] = await read('warehouse', is('kind', 'van'), 1);
  const [site] = await read('warehouse', is('kind', 'customer_site'), 1);
  const ways = [
    { kind: 'transfer', from: central, to: van },
    { kind: 'use', from: van, to: site, isForOrder: true },
    { kind: 'reserve', from: van, to: site, isForOrder: true },
    { kind: 'return', from: van, to: central },
  ];
  const pick = (list, random) => list[Math.floor(random() * list.length)];
  return {
    person,
    form: 'stock_movement',
    make(random) {
      const { isForOrder, ...way } = pick(ways, random);
      const movement = { ...way, part: pick(parts, random), quantity: String(Math.ceil(random() * 3)) };
      if (isForOrder) movement.work_order = pick(orders, random);
      if (way.kind === 'reserve') movement.reserved_until = new Date(Date.now() + 20_000).toISOString();
      return movement;
    },
  };
}

async function worker({ person, form, make }, load, n, random) {
  for (let count = 0; !load.isOver; count++) {
    const note = `run ${n}-${count}`;
    const movement = { ...make(random), note };
    try {
      await person.write('POST', `${forms}/${form}/records`, movement, { note });
      load.notes.set(note, true);
    } catch (error) {
      if (!error.message.includes('not_enough')) throw error;
      load.notes.set(note, false);
    }
  }
}
