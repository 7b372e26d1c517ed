import { committedUnanswered, failuresOf, firstSuccessAfter, repeatedOf } from './acknowledged.mjs';
import { newOrder, orderPath, readSurroundings } from './orders.mjs';
import { sleep } from './world.mjs';

const workers = 8;
const awayMs = 1_000;

/** Orders are filed and changed while PostgreSQL is killed; the server stays and finds it again by itself. */
export async function databaseCourse(world, { kills, random }) {
  const around = await readSurroundings(world.admin);
  const agent = world.person('agent1');
  const load = { isOver: false, changes: new Map() };
  const work = Promise.all(Array.from({ length: workers }, (_, n) => worker(agent, around, load, n)));
  const outages = [];
  const { pid } = world.server;
  await Promise.race([work, killAgainAndAgain(world, kills, random, outages)]);
  load.isOver = true;
  await work;
  await world.rest();
  const { log } = agent;
  return {
    kills,
    ...(await compare(world, load, log)),
    acked: log.length,
    repeated: repeatedOf(log),
    committedUnanswered: await committedUnanswered(world.ask, log),
    failures: failuresOf(log),
    serverEnded: isAlive(pid) ? 0 : 1,
    recoveryMs: outages.map((at) => (firstSuccessAfter(log, at + awayMs) ?? Number.NaN) - at),
  };
}

async function killAgainAndAgain(world, kills, random, outages) {
  for (let kill = 0; kill < kills; kill++) {
    await sleep(2_000 + random() * 2_000);
    outages.push(world.killPostgres());
    await sleep(awayMs);
    await world.restartPostgres();
  }
  await sleep(4_000);
}

async function worker(agent, around, load, n) {
  for (let count = 0; !load.isOver; count++) {
    const subject = `断库演练 ${n}-${count}`;
    const { data } = await agent.write('POST', orderPath, newOrder(subject, around), { order: subject });
    load.changes.set(data.id, []);
    for (let change = 0; change < 5 && !load.isOver; change++) {
      const description = `第 ${change} 次修改`;
      await agent.write('PATCH', `${orderPath}/${data.id}`, { description }, { order: subject, id: data.id });
      load.changes.get(data.id).push(description);
    }
  }
}

async function compare({ ask }, load, log) {
  const orders = await ask(
    `select id, subject from app_after_sales.work_order where subject like '断库演练 %'`,
  );
  const subjects = new Set(orders.map(({ subject }) => subject));
  const rows = await ask(
    `select record_id as id, changes->'description'->>1 as said, count(*)::int as times from platform.history
     where record_id = any ($1) and kind = 'updated' and changes ? 'description' group by 1, 2`,
    [orders.map(({ id }) => id)],
  );
  const times = new Map(rows.map((row) => [`${row.id}/${row.said}`, row.times]));
  const filed = log.filter(({ id }) => id === undefined);
  const changed = [...load.changes].flatMap(([id, said]) => said.map((one) => `${id}/${one}`));
  return {
    orders: orders.length,
    lost:
      filed.filter(({ order }) => !subjects.has(order)).length +
      changed.filter((one) => !times.has(one)).length,
    doubled: orders.length - subjects.size + rows.filter((row) => row.times > 1).length,
  };
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
