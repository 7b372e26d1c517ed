import { committedUnanswered, failuresOf, firstSuccessAfter, repeatedOf } from './acknowledged.mjs';
import { engineerLogin, newOrder, orderPath, readSurroundings, stepsOf } from './orders.mjs';
import { sleep } from './world.mjs';

const workers = 8;

/**
 * Orders go from intake to closing through many hands at once, while the server is killed again and again. Every
 * acknowledged write must be there once, every step done once, whatever was sent a second time.
 */
export async function flowCourse(world, { kills, random }) {
  const around = await readSurroundings(world.admin);
  const people = {
    agent: world.person('agent1'),
    dispatcher: world.person('dispatcher1'),
    engineer: world.person(await engineerLogin(world, around)),
    manager: world.person('manager1'),
  };
  const load = { isOver: false, orders: [], differentAnswers: 0 };
  const work = Promise.all(Array.from({ length: workers }, (_, n) => worker(world, people, around, load, n)));
  const outages = [];
  // An error of the load ends the run at once instead of after the last kill.
  await Promise.race([work, killAgainAndAgain(world, kills, random, outages)]);
  load.isOver = true;
  await work;
  await world.rest();
  const log = Object.values(people).flatMap((person) => person.log);
  return {
    kills,
    ...(await compare(world, load, log)),
    acked: log.length,
    repeated: repeatedOf(log),
    committedUnanswered: await committedUnanswered(world.ask, log),
    differentAnswers: load.differentAnswers,
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

async function worker(world, people, around, load, n) {
  for (let count = 0; !load.isOver; count++) {
    const subject = `故障演练 ${n}-${count}`;
    const { data: order } = await people.agent.write('POST', orderPath, newOrder(subject, around), {
      order: subject,
    });
    load.orders.push({ subject, id: order.id });
    for (const step of stepsOf(around)) {
      const task = await openTask(world, order.id, step.node);
      const { node, action, values } = step;
      const done = await people[step.by].write(
        'POST',
        `/tasks/${task}/actions`,
        { action, ...(values ? { values } : {}) },
        { order: subject, id: order.id, node },
      );
      if (count % 4 === 0 && !(await done.again())) load.differentAnswers++;
    }
  }
}

async function openTask(world, order, node) {
  for (let tries = 0; tries < 600; tries++) {
    const { data } = await world.admin.read(`/tasks?mine=false&app=after_sales&record=${order}`);
    const task = data.find((one) => one.node === node);
    if (task) return task.id;
    await sleep(50);
  }
  throw new Error(`The order ${order} never came to ${node}`);
}

/** What the people were told beside what the database has. */
async function compare({ ask }, load, log) {
  const orders = await ask(
    `select subject, id, status from app_after_sales.work_order where subject like '故障演练 %'`,
  );
  const subjects = new Set(orders.map(({ subject }) => subject));
  const steps = await ask(
    `select i.record_id as id, s.node, count(*)::int as times from platform.flow_step s
     join platform.flow_instance i on i.id = s.instance_id
     where i.record_id = any ($1) and s.type = 'task' and s.left_at is not null group by 1, 2`,
    [orders.map(({ id }) => id)],
  );
  const times = new Map(steps.map((row) => [`${row.id}/${row.node}`, row.times]));
  const surveys = await ask(
    `select o.id, count(s.id)::int as surveys from app_after_sales.work_order o
     left join app_after_sales.survey s on s.work_order = o.id
     where o.subject like '故障演练 %' and o.status = 'closed' group by 1`,
  );
  const lostOrders = load.orders.filter(({ subject }) => !subjects.has(subject));
  const actions = log.filter(({ node }) => node);
  return {
    orders: orders.length,
    lost: lostOrders.length + actions.filter(({ id, node }) => !times.has(`${id}/${node}`)).length,
    doubled: orders.length - subjects.size + steps.filter((row) => row.times > 1).length,
    closed: surveys.length,
    wrongSurveys: surveys.filter((row) => row.surveys !== 1).length,
  };
}
