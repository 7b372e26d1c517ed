import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../testing/app.js';
import { until } from '../../testing/service-desk.js';
import { Config } from '../config/config.js';
import { Listener } from '../database/listener.js';
import { Outbox } from './outbox.js';
import { OutboxStore } from './outbox.store.js';
import { OutboxWorker } from './outbox.worker.js';

describe('the outbox', () => {
  let test: TestApp;
  let outbox: Outbox;
  let store: OutboxStore;
  let second: OutboxWorker;
  let isBroken = true;

  beforeAll(async () => {
    test = await createTestApp();
    outbox = test.app.get(Outbox);
    store = test.app.get(OutboxStore);
    await test.database.query('create table effect (n int, at timestamptz default clock_timestamp())');
    outbox.on<{ n: number }>('test.write', async (tx, { payload }) => {
      await tx.query('insert into effect (n) values ($1)', [payload.n]);
    });
    outbox.on<{ n: number }>('test.fail', async (tx, { payload }) => {
      await tx.query('insert into effect (n) values ($1)', [payload.n]);
      if (isBroken) throw new Error('broken on purpose');
    });
    // A second worker as another process would have one, on the same rows.
    second = new OutboxWorker(store, outbox, test.database, test.app.get(Listener), test.app.get(Config));
    second.start();
  });
  beforeEach(async () => {
    await test.database.query('truncate effect, platform.outbox');
  });
  afterAll(async () => {
    await second.beforeApplicationShutdown();
    await test.close();
  });

  it('performs each of 500 rows exactly once with two workers', async () => {
    await test.database.transaction(async (tx) => {
      for (let n = 0; n < 500; n++) await store.enqueue(tx, 'test.write', { n });
    });
    await until(async () => (await count('effect')) >= 500);
    await settle();
    const { rows } = await test.database.query(
      'select count(*)::int as all, count(distinct n)::int as different from effect',
    );
    expect(rows).toEqual([{ all: 500, different: 500 }]);
    expect(await count('platform.outbox where done_at is null')).toBe(0);
  });

  it('performs nothing of a transaction that failed', async () => {
    const work = test.database.transaction(async (tx) => {
      await store.enqueue(tx, 'test.write', { n: 1 });
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await count('platform.outbox')).toBe(0);
  });

  it('lets a failing row hold up nobody, keeps nothing of its attempt, and parks it after ten', async () => {
    await test.database.transaction(async (tx) => {
      await store.enqueue(tx, 'test.fail', { n: -1 });
      for (let n = 0; n < 20; n++) await store.enqueue(tx, 'test.write', { n });
    });
    await until(async () => (await count('effect')) === 20);
    // It has failed, and has to wait; on a busy machine the next attempt may be over before anybody looks.
    const failing = await until(async () => {
      const { rows } = await test.database.query<{ wait: number; error: string }>(
        'select extract(epoch from due_at - now())::float8 as wait, error from platform.outbox where attempts > 0',
      );
      return rows[0] && rows[0].wait > 0.3 && rows[0];
    });
    expect(failing.error).toContain('broken on purpose');
    expect(await count('effect where n < 0')).toBe(0);
    await test.database.query(
      'update platform.outbox set attempts = 9, due_at = now() where done_at is null',
    );
    outbox.wake();
    await until(async () => (await count('platform.outbox where failed_at is not null')) === 1);

    const admin = await test.as('admin');
    const parked = (await admin.get('/api/v1/outbox/parked').expect(200)).body.data;
    expect(parked).toMatchObject([{ topic: 'test.fail', attempts: 10 }]);
    isBroken = false;
    await admin.post(`/api/v1/outbox/parked/${parked[0].id}/retry`).expect(204);
    await until(async () => (await count('effect where n = -1')) === 1);
    await (await test.as('anybody')).get('/api/v1/outbox/parked').expect(403);
  });

  it('performs a timer at its time, once, the newest word of its key counting', async () => {
    const { rows } = await test.database.query<{ at: string }>(`select now() + interval '700 ms' as at`);
    const dueAt = rows[0]?.at as string;
    await test.database.transaction(async (tx) => {
      await store.enqueue(tx, 'test.write', { n: 1 }, { key: 'a', dueAt: '2000-01-01T00:00:00Z' });
      await store.enqueue(tx, 'test.write', { n: 2 }, { key: 'a', dueAt });
      await store.enqueue(tx, 'test.write', { n: 3 }, { key: 'b', dueAt });
      expect(await store.cancel(tx, 'test.write', 'b')).toBe(true);
    });
    // How late a busy machine is without any outbox.
    const wait = Math.max(0, Date.parse(dueAt) - Date.now());
    const idle = new Promise((resolve) => setTimeout(resolve, wait)).then(async () => {
      const now = 'select extract(epoch from clock_timestamp() - $1::timestamptz)::float8 as late';
      return (await test.database.query<{ late: number }>(now, [dueAt])).rows[0]?.late ?? 0;
    });
    await until(async () => (await count('effect')) > 0);
    await settle();
    const effects = await test.database.query<{ n: number; late: number }>(
      'select n, extract(epoch from at - $1::timestamptz)::float8 as late from effect',
      [dueAt],
    );
    expect(effects.rows).toMatchObject([{ n: 2 }]);
    expect(effects.rows[0]?.late).toBeGreaterThanOrEqual(0);
    expect(effects.rows[0]?.late).toBeLessThan(0.5 + (await idle));
  });

  it('refuses a topic that nobody performs, when it is written and when a server starts', async () => {
    const work = test.database.transaction((tx) => store.enqueue(tx, 'test.nobody', {}));
    await expect(work).rejects.toThrow('test.nobody');
    await test.database.query(`insert into platform.outbox (topic, payload) values ('test.nobody', '{}')`);
    await expect(second.onApplicationBootstrap()).rejects.toThrow('test.nobody');
  });

  async function count(what: string): Promise<number> {
    return (
      (await test.database.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]?.n ?? 0
    );
  }
});

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200));
}
