import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestServer } from '../testing/server.mjs';
import { verify } from './verify.mjs';

describe('the invariants of a database', () => {
  let server;
  let client;

  beforeAll(async () => {
    server = await startTestServer({ env: { FIELDWORK_DEMO: '1' } });
    client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    await atRest();
  }, 180_000);

  /** The demo sets rules and clocks going; what they write would be in the way of what is broken here on purpose. */
  const atRest = async () => {
    for (let quiet = 0; quiet < 5; quiet++) {
      const { rows } = await client.query(
        'select count(*)::int as waiting from platform.outbox where done_at is null and due_at <= now()',
      );
      if (rows[0].waiting > 0) quiet = -1;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };

  afterAll(async () => {
    await client?.end();
    await server?.stop();
  });

  const brokenAfter = async (statement) => {
    await client.query('begin isolation level repeatable read');
    try {
      if (statement) expect((await client.query(statement)).rowCount).toBeGreaterThan(0);
      const results = await verify({ client, data: server.data });
      return results.filter(({ broken }) => broken > 0).map(({ name }) => name);
    } finally {
      await client.query('rollback');
    }
  };

  it('hold after the demo data came in', async () => {
    expect(await brokenAfter(null)).toEqual([]);
  });

  const order = 'app_after_sales.work_order';
  const anOrder = `(select id from ${order} where version > 2 and status = 'closed' limit 1)`;
  const aDone = `(select id from platform.task where status = 'done' limit 1)`;
  const anOpen = `(select id from platform.task where status = 'open' limit 1)`;
  const aRunning = `(select id from platform.flow_instance where status = 'running' limit 1)`;
  it.each([
    [
      'a version without history',
      `update ${order} set version = version + 1 where id = ${anOrder}`,
      ['the version of each record'],
    ],
    [
      'a queue of a device with a gap',
      `with d as (insert into platform.device (id, user_id, name) select uuidv7(), id, 'x' from platform.user limit 1 returning id)
       insert into platform.sync_queue (device, app, settled_seq) select id, 'after_sales', 2 from d`,
      ['a device’s queue is settled without a gap'],
    ],
    [
      'a lost history',
      `delete from platform.history where kind = 'created' and record_id = ${anOrder}`,
      ['each record has one entry', 'the versions in each history'],
    ],
    ['a task that vanished', `delete from platform.task where id = ${anOpen}`, ['a running flow waits']],
    [
      'a task done twice',
      `insert into platform.task (id, instance_id, app, form, record_id, flow, node, status, assignees, role_keys,
         completed_at, action)
       select uuidv7(), instance_id, app, form, record_id, flow, node, status, assignees, role_keys, completed_at, action
       from platform.task where id = ${aDone}`,
      ['each task that is done'],
    ],
    [
      'a gap in the steps',
      `update platform.flow_step set seq = seq + 100 where instance_id = ${aRunning} and left_at is null`,
      ['the steps of each flow', 'the steps a flow is in'],
    ],
    [
      'a flow that ended with an open task',
      `update platform.flow_instance set status = 'terminated', ended_at = now() where id = ${aRunning}`,
      ['a flow that is over', 'the state of a flow'],
    ],
    [
      'a counter set back',
      `update platform.counter set value = 0 where form = 'work_order'`,
      ['no counter is behind'],
    ],
    [
      'late work',
      `insert into platform.outbox (topic, payload, due_at, created_at)
       values ('x', '{}', now() - interval '1 hour', now() - interval '1 hour')`,
      ['nothing in the outbox is five minutes late'],
    ],
    [
      'a record that claims to be imported',
      `insert into platform.history (app, form, record_id, kind, version, detail)
       select 'after_sales', 'work_order', uuidv7(), 'created', 1, '{"kind":"import"}'`,
      ['the imports of a form'],
    ],
    [
      'a file that is not on the disk',
      `insert into platform.file (id, name, type, size, sha256, app, form, record_id, field, unclaimed_since)
       values (uuidv7(), 'a', 'b', 1, '', 'after_sales', 'work_order', uuidv7(), 'photos', null)`,
      ['each file that a record holds'],
    ],
  ])('show %s', async (_what, statement, expected) => {
    const broken = await brokenAfter(statement);
    expect(broken.map((name) => expected.find((start) => name.startsWith(start)) ?? name)).toEqual(expected);
  });
});
