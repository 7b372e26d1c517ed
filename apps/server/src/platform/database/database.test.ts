import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '../../../../../scripts/testing/database.mjs';
import { until } from '../../testing/service-desk.js';
import { Database } from './database.js';
import { describeDatabaseFailure } from './database-errors.js';
import { Listener } from './listener.js';
import { lockByName } from './name-lock.js';
import { connectionOptions, createPool } from './pool.js';
import { quoteIdentifier } from './quote-identifier.js';

const settings = { applicationName: 'test', maxConnections: 4, statementTimeoutMs: 5_000 };

describe('the database', () => {
  let created: { url: string; drop: () => Promise<void> };
  let database: Database;
  const reported: Error[] = [];

  beforeAll(async () => {
    created = await createTestDatabase();
    database = new Database(
      createPool({ ...settings, databaseUrl: created.url }, (error) => reported.push(error)),
    );
    await database.query('create table thing (id int primary key, name text)');
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await created.drop();
  });

  it('answers exact numbers, ISO instants in UTC and plain dates', async () => {
    const { rows } = await database.query(
      `select 12.50::numeric as price, 9007199254740993::int8 as big, '2026-02-28'::date as day, 'null'::jsonb as nothing,
              '2026-02-28 09:02:03.5+08'::timestamptz as at, array['2026-02-28 09:00+08'::timestamptz, null] as many`,
    );
    expect(rows).toEqual([
      {
        price: '12.50',
        big: '9007199254740993',
        day: '2026-02-28',
        nothing: null,
        at: '2026-02-28T01:02:03.500Z',
        many: ['2026-02-28T01:00:00.000Z', null],
      },
    ]);
  });

  it('undoes what a failed transaction wrote and runs no after-commit action', async () => {
    let isCommitted = false;
    const work = database.transaction(async (tx) => {
      tx.afterCommit(() => {
        isCommitted = true;
      });
      await tx.query('insert into thing values (1)');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect((await database.query('select * from thing')).rowCount).toBe(0);
    expect(isCommitted).toBe(false);
  });

  it('goes on after a failed savepoint and keeps the rest', async () => {
    await database.transaction(async (tx) => {
      await tx.query('insert into thing values (2)');
      await expect(tx.savepoint(() => tx.query('insert into thing values (2)'))).rejects.toThrow('duplicate');
      await tx.query('insert into thing values (3)');
    });
    expect((await database.query('select id from thing order by id')).rows).toEqual([{ id: 2 }, { id: 3 }]);
  });

  it('lets only those take turns who lock the same name', async () => {
    const done: string[] = [];
    const take = (name: string, then: () => Promise<void> | void) =>
      database.transaction(async (tx) => {
        await lockByName(tx, 'run', 'app', name);
        await then();
      });
    const waiting = `select count(*)::int as count from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
    let same: Promise<void> | undefined;
    await take('a', async () => {
      same = take('a', () => void done.push('a'));
      await take('b', () => void done.push('b'));
      await until(async () => (await database.query<{ count: number }>(waiting)).rows[0]?.count === 1);
      done.push('first');
    });
    await same;
    expect(done).toEqual(['b', 'first', 'a']);
  });

  it('survives a change of a table under a prepared statement', async () => {
    await database.query('select * from thing', [], 'things');
    await database.query('alter table thing add column more text');
    expect((await database.query('select * from thing where id = 2', [], 'things2')).rowCount).toBe(1);
    expect((await database.query('select * from thing', [], 'things')).rows[0]).toHaveProperty('more', null);
    const inside = await database.transaction((tx) => tx.query('select * from thing', [], 'things'));
    expect(inside.rowCount).toBe(2);
  });

  it('survives a backend that is killed under a transaction', async () => {
    const work = database.transaction(async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await tx.query('select 1');
    });
    const error = await work.catch((caught: unknown) => caught);
    expect(describeDatabaseFailure(error)?.status).toBe(503);
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(reported.length).toBeGreaterThan(0);
  });

  it('says 504 for a statement that takes too long and 503 when nobody answers', async () => {
    const slow = database.transaction((tx) => tx.query('select pg_sleep(5)'), { statementTimeoutMs: 50 });
    expect(describeDatabaseFailure(await slow.catch((error: unknown) => error))?.status).toBe(504);
    const nowhere = new Database(
      createPool({ ...settings, databaseUrl: 'postgres://x@127.0.0.1:1/x' }, () => undefined),
    );
    const lost = await nowhere.query('select 1').catch((error: unknown) => error);
    expect(describeDatabaseFailure(lost)).toMatchObject({ status: 503, retryAfterSeconds: 2 });
    await nowhere.onApplicationShutdown();
  });

  it('listens again after its connection was killed', async () => {
    const listener = new Listener(
      connectionOptions({ ...settings, applicationName: 'ear', databaseUrl: created.url }),
      () => undefined,
    );
    const heard: string[] = [];
    let connects = 0;
    listener.listen(
      'news',
      (payload) => heard.push(payload),
      () => connects++,
    );
    await until(async () => connects === 1);
    await database.query(`select pg_notify('news', 'one')`);
    await until(async () => heard.length === 1);
    await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ear'`,
    );
    await until(async () => connects === 2);
    await database.query(`select pg_notify('news', 'two')`);
    await until(async () => heard.length === 2);
    expect(heard).toEqual(['one', 'two']);
    await listener.onApplicationShutdown();
  });

  it('quotes names and refuses impossible ones', () => {
    expect(quoteIdentifier('a"b')).toBe('"a""b"');
    expect(() => quoteIdentifier('')).toThrow();
    expect(() => quoteIdentifier('字'.repeat(22))).toThrow();
  });
});
