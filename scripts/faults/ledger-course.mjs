import { committedUnanswered, failuresOf, firstSuccessAfter, repeatedOf } from './acknowledged.mjs';
import { sleep } from './world.mjs';

const workers = 12;

/**
 * Many hands take from and fill the quotas of a few contracts while the server is killed again and again. Every
 * acknowledged movement must be there once, none that was refused, and each balance is the sum of its movements.
 */
export async function ledgerCourse(world, { kills, random }) {
  const manager = world.person('manager1');
  const { data: contracts } = await manager.read(
    '/apps/after_sales/forms/service_contract/records?pageSize=3',
  );
  const load = { isOver: false, notes: new Map() };
  const work = Promise.all(
    Array.from({ length: workers }, (_, n) => worker(manager, contracts, load, n, random)),
  );
  const outages = [];
  await Promise.race([work, killAgainAndAgain(world, kills, random, outages)]);
  load.isOver = true;
  await work;
  await world.rest();
  const rows = await world.ask(
    `select note, count(*)::int as times from app_after_sales.contract_movement where note like 'run %' group by 1`,
  );
  const times = new Map(rows.map((row) => [row.note, row.times]));
  const made = [...load.notes].filter(([, isMade]) => isMade);
  const refused = [...load.notes].filter(([, isMade]) => !isMade);
  return {
    kills,
    lost: made.filter(([note]) => !times.has(note)).length,
    doubled: rows.filter((row) => row.times > 1).length + refused.filter(([note]) => times.has(note)).length,
    refused: refused.length,
    acked: manager.log.length,
    repeated: repeatedOf(manager.log),
    committedUnanswered: await committedUnanswered(world.ask, manager.log),
    failures: failuresOf(manager.log),
    recoveryMs: outages.map((at) => (firstSuccessAfter(manager.log, at) ?? Number.NaN) - at),
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

async function worker(manager, contracts, load, n, random) {
  for (let count = 0; !load.isOver; count++) {
    const note = `run ${n}-${count}`;
    const contract = contracts[Math.floor(random() * contracts.length)].id;
    const quantity = String((random() < 0.6 ? -1 : 1) * Math.ceil(random() * 3));
    const movement = { contract, quota: 'visits', kind: 'adjust', quantity, note };
    try {
      await manager.write('POST', '/apps/after_sales/forms/contract_movement/records', movement, { note });
      load.notes.set(note, true);
    } catch (error) {
      if (!error.message.includes('not_enough')) throw error;
      load.notes.set(note, false);
    }
  }
}
