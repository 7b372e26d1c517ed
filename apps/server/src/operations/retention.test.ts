import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { RetentionStore } from './retention.store.js';

describe('retention', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('removes what is past its time, however much there is, and keeps what is not', async () => {
    await test.database.query(
      `insert into platform.idempotency (caller, key, fingerprint, status, answer, created_at)
       select uuidv7(), n::text, 'x', 200, '{}', now() - make_interval(days => case when n <= 12000 then 31 else 29 end)
       from generate_series(1, 12100) n`,
    );
    await test.database.query(
      `insert into platform.connector_run (app, connector, started_at) values
         ('a', 'b', now() - interval '91 days'), ('a', 'b', now() - interval '89 days')`,
    );
    expect(await test.app.get(RetentionStore).removeOld()).toBe(12_001);
    const { rows } = await test.database.query(
      `select (select count(*)::int from platform.idempotency) as keys,
              (select count(*)::int from platform.connector_run) as runs`,
    );
    expect(rows).toEqual([{ keys: 100, runs: 1 }]);
    expect(await test.app.get(RetentionStore).removeOld()).toBe(0);
  });
});
